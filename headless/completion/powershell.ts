// Completion for PowerShell 5 and later.

import type { CompletedCommand, CompletedOption, ValueKind } from './words.ts'

export function powershellScript(commands: readonly CompletedCommand[]): string {
  return `# Completion of reverie for PowerShell; made by "reverie completion powershell".
Register-ArgumentCompleter -Native -CommandName reverie -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $commands = @{
${commands.map(entryOf).join('\n')}
    }
    $path = ''
    $previous = ''
    foreach ($element in $commandAst.CommandElements | Select-Object -Skip 1) {
        $word = $element.ToString()
        if ($element.Extent.EndOffset -ge $cursorPosition -and $wordToComplete -ne '') { break }
        $isValue = $commands[$path].Values.ContainsKey($previous)
        $next = "$path $word".Trim()
        if (-not $isValue -and $commands.ContainsKey($next)) { $path = $next }
        $previous = $word
    }
    $command = $commands[$path]
    if ($command.Values.ContainsKey($previous)) {
        $offered = $command.Values[$previous]
    } elseif ($wordToComplete.StartsWith('-')) {
        $offered = $command.Options
    } else {
        $offered = $command.Words
    }
    $offered | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
        [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
    }
}
`
}

function entryOf({ path, commands, options, value }: CompletedCommand): string {
  const words = commands.length > 0 ? commands.map(({ name }) => name) : choicesOf(value)
  const names = options.flatMap((option) => option.names)
  return `        ${quote(path.join(' '))} = @{
            Words = ${list(words)}
            Options = ${list(names)}
            Values = @{ ${options.flatMap(valuesOf).join('; ')} }
        }`
}

function valuesOf({ names, value }: CompletedOption): string[] {
  return value === undefined ? [] : names.map((name) => `${quote(name)} = ${list(choicesOf(value))}`)
}

/** Folders are what PowerShell offers by itself. */
function choicesOf(value: ValueKind | undefined): readonly string[] {
  return value?.kind === 'choices' ? value.choices : []
}

function list(words: readonly string[]): string {
  return `@(${words.map(quote).join(', ')})`
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
