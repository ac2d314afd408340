// Completion for zsh.

import { accountsCommand } from './bash.ts'
import type { CompletedCommand, CompletedOption, ValueKind } from './words.ts'

export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef reverie
# Completion of reverie for zsh; made by "reverie completion zsh".
${commands.map(functionOf).join('\n')}
_reverie_accounts() {
  local -a accounts
  accounts=(\${(f)"$(${accountsCommand})"})
  compadd -a accounts
}
if [[ \${funcstack[1]} == _reverie ]]; then
  _reverie "$@"
else
  compdef _reverie reverie
fi
`
}

function nameOf(path: readonly string[]): string {
  return ['_reverie', ...path].join('_').replaceAll('-', '_')
}

function functionOf({ path, options, commands, value }: CompletedCommand): string {
  const specs = options.map(optionSpec)
  if (commands.length === 0) {
    const last = value === undefined ? [] : [`'*:value:${actionOf(value)}'`]
    return `${nameOf(path)}() {\n  _arguments -s ${[...specs, ...last].join(' \\\n    ')}\n}`
  }
  const described = commands.map(({ name, description }) => quote(`${name}:${escape(description)}`))
  const cases = commands.map(({ name }) => `        ${name}) ${nameOf([...path, name])} ;;`)
  return `${nameOf(path)}() {
  local curcontext=$curcontext state line
  local -a names
  names=(
    ${described.join('\n    ')}
  )
  _arguments -C -s ${specs.join(' \\\n    ')} \\
    '1:command:->command' '*::argument:->rest'
  case $state in
    command) _describe command names ;;
    rest)
      case $line[1] in
${cases.join('\n')}
      esac ;;
  esac
}`
}

function optionSpec({ names, description, value }: CompletedOption): string {
  const tail = `[${escape(description)}]${value === undefined ? '' : `:value:${actionOf(value)}`}`
  const [only] = names
  if (names.length === 1) return quote(`${only}${tail}`)
  return `'(${names.join(' ')})'{${names.join(',')}}${quote(tail)}`
}

function actionOf(value: ValueKind): string {
  switch (value.kind) {
    case 'choices':
      return `(${value.choices.join(' ')})`
    case 'folder':
      return '_files -/'
    case 'account':
      return '_reverie_accounts'
    case 'other':
      return ' '
  }
}

/** For the inside of a specification. */
function escape(text: string): string {
  return text.replace(/[[\]:\\]/g, '\\$&')
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
