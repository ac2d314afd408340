// The command line as completion sees it: every command with what may follow it. Read from the parser, so that nothing is
// written twice.

import type { Argument, Command, Option } from 'commander'

/** What a shell offers for a value. */
export type ValueKind =
  | { readonly kind: 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'folder' }
  | { readonly kind: 'account' }
  | { readonly kind: 'other' }

export interface CompletedOption {
  /** `-o`, `--output` */
  readonly names: readonly string[]
  readonly description: string
  /** Undefined where it takes none. */
  readonly value?: ValueKind
}

export interface CompletedCommand {
  /** The words behind `reverie`; none for the program itself. */
  readonly path: readonly string[]
  readonly description: string
  readonly commands: readonly { readonly name: string; readonly description: string }[]
  /** Those of every command included. */
  readonly options: readonly CompletedOption[]
  /** Of its arguments, where a shell can help; the first one counts for all. */
  readonly value?: ValueKind
}

/** The program first, then every command below it. */
export function readCommands(program: Command): readonly CompletedCommand[] {
  return readBelow(program, [], [])
}

function readBelow(
  command: Command,
  path: readonly string[],
  inherited: readonly CompletedOption[],
): CompletedCommand[] {
  const own = command.options.filter(({ hidden }) => !hidden).map(readOption)
  const options = [...own, ...inherited]
  const below = visible(command)
  const passedOn = options.filter(({ names }) => !names.includes('--version'))
  const value = valueOfArgument(command.registeredArguments[0])
  return [
    {
      path,
      description: command.description(),
      commands: below.map((one) => ({ name: one.name(), description: one.description() })),
      options: [...options, { names: ['--help', '-h'], description: 'show the options' }],
      ...(value === undefined ? {} : { value }),
    },
    ...below.flatMap((one) => readBelow(one, [...path, one.name()], passedOn)),
  ]
}

/** A hidden command is for scripts. */
export function visible(command: Command): readonly Command[] {
  const help = command.createHelp()
  return help.visibleCommands(command).filter((one) => command.commands.includes(one))
}

function readOption({
  short,
  long,
  description,
  flags,
  argChoices,
  required,
  optional,
}: Option): CompletedOption {
  const names = [long, short].filter((name) => name !== undefined)
  if (!required && !optional) return { names, description }
  return { names, description, value: valueOf(flags, argChoices) }
}

function valueOfArgument(argument: Argument | undefined): ValueKind | undefined {
  if (argument === undefined) return undefined
  const value = valueOf(argument.name(), argument.argChoices)
  return value.kind === 'other' ? undefined : value
}

/** Read off the name of the value: `<folder>`, `<id or e-mail>`. */
function valueOf(flags: string, choices: readonly string[] | undefined): ValueKind {
  if (choices !== undefined) return { kind: 'choices', choices }
  if (flags.includes('folder')) return { kind: 'folder' }
  return { kind: /account/.test(flags) ? 'account' : 'other' }
}
