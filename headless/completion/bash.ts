// Completion for bash, without the bash-completion package.

import type { CompletedCommand, CompletedOption, ValueKind } from './words.ts'

/** Prints the accounts of the profile, one per line. */
export const accountsCommand = 'reverie complete-accounts 2>/dev/null'

export function bashScript(commands: readonly CompletedCommand[]): string {
  const paths = commands.map(({ path }) => path.join(' ')).filter((path) => path !== '')
  const options = commands.flatMap((command) => command.options)
  return `# Completion of reverie for bash; made by "reverie completion bash".
_reverie() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]}
  local path='' skip='' word i
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if [[ -n $skip ]]; then skip=''; continue; fi
    case $word in
      ${valueNames(options).join('|')}) skip=1; continue ;;
      -*) continue ;;
    esac
    case "\${path:+$path }$word" in
      ${paths.map(quote).join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  if [[ $cur == -* ]]; then
    case $path in
${commands.map(optionCase).join('\n')}
    esac
    return
  fi
  case $path in
${commands.map(wordCase).join('\n')}
  esac
}
complete -F _reverie reverie
`
}

function valueNames(options: readonly CompletedOption[]): string[] {
  return [...new Set(options.filter(({ value }) => value !== undefined).flatMap(({ names }) => names))]
}

function valueCases({ path, options }: CompletedCommand): string[] {
  return options.flatMap(({ names, value }) => {
    if (value === undefined) return []
    const pattern = names.map((name) => quote(`${path.join(' ')} ${name}`)).join('|')
    return [`    ${pattern}) ${offer(value)}; return ;;`]
  })
}

function optionCase({ path, options }: CompletedCommand): string {
  const names = options.flatMap((option) => option.names.filter((name) => name.startsWith('--')))
  return `      ${quote(path.join(' '))}) COMPREPLY=($(compgen -W ${quote(names.join(' '))} -- "$cur")) ;;`
}

function wordCase({ path, commands, value }: CompletedCommand): string {
  const names = commands.map(({ name }) => name)
  const offered = names.length > 0 ? offer({ kind: 'choices', choices: names }) : offer(value)
  return `    ${quote(path.join(' '))}) ${offered} ;;`
}

function offer(value: ValueKind | undefined): string {
  switch (value?.kind) {
    case 'choices':
      return `COMPREPLY=($(compgen -W ${quote(value.choices.join(' '))} -- "$cur"))`
    case 'folder':
      return `compopt -o filenames 2>/dev/null; local IFS=$'\\n'; COMPREPLY=($(compgen -d -- "$cur"))`
    case 'account':
      return `COMPREPLY=($(compgen -W "$(${accountsCommand})" -- "$cur"))`
    default:
      return ':'
  }
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
