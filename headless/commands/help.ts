// `reverie help`: the manual. `--help` behind a command stays the short list of its options.

import type { Command } from 'commander'
import type { GlobalOptions, Run } from '../cli.ts'
import { exitCodes } from '../exit-code.ts'
import { commandPage, topicList, topicPage } from '../manual/print-page.ts'
import { topics } from '../manual/topics.ts'
import { repeatable } from '../repeatable.ts'
import { UsageError } from '../usage-error.ts'

export function addHelp(program: Command, run: Run): void {
  const help = program
    .command('help')
    .description('show the manual: of a command, or “topics”')
    .argument('[name...]', 'a command or a topic')
    .action((words: string[]) =>
      run(help.optsWithGlobals<GlobalOptions>(), async ({ output }) => {
        output.text(pageOf(program, words, output.columns))
        return exitCodes.done
      }),
    )
}

/** Throws a UsageError for what the manual does not know. */
function pageOf(program: Command, words: readonly string[], columns: number): string {
  const name = words.join(' ')
  if (name === '') return program.helpInformation()
  if (name === 'topics') return topicList(columns)
  const topic = Object.hasOwn(topics, name) ? topics[name] : undefined
  if (topic !== undefined) return topicPage(name, topic, columns)
  const command = words.reduce<Command | undefined>(
    (found, word) => found?.commands.find((one) => one.name() === word),
    program,
  )
  if (command === undefined)
    throw new UsageError(
      `The manual has no page “${repeatable(name)}”. “reverie help” lists the commands, “reverie help topics” the rest.`,
    )
  return commandPage(name, command, columns)
}
