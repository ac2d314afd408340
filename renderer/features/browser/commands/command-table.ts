// Every command of the browser, and which one a key means. The order is that of the context menu.

import { changeCommands } from './change-commands.ts'
import { fits, type Command, type CommandGroup, type KeyPress } from './command.ts'
import { goCommands } from './go-commands.ts'
import { openCommands } from './open-commands.ts'
import { seeCommands } from './see-commands.ts'

export const commands = { ...openCommands, ...changeCommands, ...seeCommands, ...goCommands }
export type CommandId = keyof typeof commands

export const commandList: readonly (Command & { readonly id: CommandId })[] = (
  Object.keys(commands) as CommandId[]
).map((id) => ({ id, ...commands[id] }))

export function commandsOf(group: CommandGroup): typeof commandList {
  return commandList.filter((command) => command.group === group)
}

/** The command of a key press, if it has one there. */
export function commandFor(press: KeyPress, inList: boolean): (typeof commandList)[number] | undefined {
  return commandList.find(({ shortcuts }) => shortcuts.some((shortcut) => fits(shortcut, press, inList)))
}
