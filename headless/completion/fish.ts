// Completion for fish.

import { accountsCommand } from './bash.ts'
import type { CompletedCommand, CompletedOption, ValueKind } from './words.ts'

export function fishScript(commands: readonly CompletedCommand[]): string {
  const values = new Set(
    commands.flatMap(({ options }) =>
      options.flatMap(({ names, value }) => (value === undefined ? [] : names)),
    ),
  )
  const paths = commands.map(({ path }) => path.join(' ')).filter((path) => path !== '')
  return `# Completion of reverie for fish; made by "reverie completion fish".
function __reverie_path
    set -l path
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
            continue
        end
        switch $word
            case ${[...values].map(quote).join(' ')}
                set skip 1
            case '-*'
            case '*'
                if contains -- "$path $word" ${paths.map((path) => quote(` ${path}`)).join(' ')}
                    set path "$path $word"
                end
        end
    end
    echo $path
end
function __reverie_at
    set -l path (string trim -- (__reverie_path))
    test "$path" = "$argv"
end
complete -c reverie -f
${commands.flatMap(linesOf).join('\n')}
`
}

function linesOf({ path, options, commands, value }: CompletedCommand): string[] {
  const condition = `-n ${quote(`__reverie_at ${path.join(' ')}`.trim())}`
  const start = `complete -c reverie ${condition}`
  return [
    ...commands.map(({ name, description }) => `${start} -a ${name} -d ${quote(description)}`),
    ...(value === undefined ? [] : [`${start} -a ${quote(offered(value))}`]),
    ...options.map((option) => `${start} ${optionWords(option)}`),
  ]
}

function optionWords({ names, description, value }: CompletedOption): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`))
  const values =
    value === undefined ? [] : ['-r', ...(offered(value) === '' ? [] : [`-a ${quote(offered(value))}`])]
  return [...flags, ...values, `-d ${quote(description)}`].join(' ')
}

function offered(value: ValueKind): string {
  switch (value.kind) {
    case 'choices':
      return value.choices.join(' ')
    case 'folder':
      return '(__fish_complete_directories (commandline -ct))'
    case 'account':
      return `(${accountsCommand})`
    case 'other':
      return ''
  }
}

function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
}
