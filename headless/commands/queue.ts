// `reverie queue`: what the profile's queue holds, and changes to it, in the Reverie that runs it or in the database while
// nobody does. Nothing is downloaded by this process.

import { Option, type Command } from 'commander'
import { queueViews, type QueueView } from '../../contract/views.ts'
import type { Attachment } from '../attach/attachment.ts'
import { withAttachment } from '../attach/open-attachment.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { addToQueue } from '../queue/add-to-queue.ts'
import { acts, changeQueue, checkWish, type Act } from '../queue/change-queue.ts'
import { listQueue } from '../queue/list-queue.ts'
import { watchQueue } from '../queue/watch-queue.ts'
import { UsageError } from '../usage-error.ts'
import { readAddRequest, withAddOptions, type AddOptionValues } from './add-options.ts'

const descriptions: Record<Act, string> = {
  pause: 'keep it, but do not run it',
  resume: 'let it run again',
  retry: 'try again what failed',
  cancel: 'give it up and drop unfinished parts',
  remove: 'take ended downloads off the list; files stay',
}

export function addQueue(program: Command, run: Run): void {
  const queue = program
    .command('queue')
    .description('the downloads of this profile: list them and change them')
    .helpCommand(false)
  const withQueue = (cli: Cli, work: (attachment: Attachment) => Promise<ExitCode>) =>
    withAttachment({ profile: cli.profile, face: 'queue' }, work)
  addList(queue, run, withQueue)
  addAdd(queue, run, withQueue)
  for (const act of acts) addAct(queue, run, { act, withQueue })
  const clear = queue
    .command('clear')
    .description('take everything that has ended off the list; files stay')
    .action(() =>
      run(clear.optsWithGlobals<GlobalOptions>(), (cli) =>
        withQueue(cli, (attachment) =>
          changeQueue(cli, attachment, { act: 'remove', wish: { ids: [], all: true } }),
        ),
      ),
    )
}

type WithQueue = (cli: Cli, work: (attachment: Attachment) => Promise<ExitCode>) => Promise<ExitCode>

interface ListOptions {
  readonly view: QueueView
  readonly watch?: boolean
}

function addList(queue: Command, run: Run, withQueue: WithQueue): void {
  const list = queue
    .command('list', { isDefault: true })
    .description('list the downloads of this profile, or the files of some of them')
    .argument('[id...]', 'downloads whose files are wanted')
    .addOption(new Option('--view <which>', 'which of them').choices(queueViews).default('all'))
    .option('--watch', 'go on with what changes, until Ctrl-C')
    .action((ids: string[]) => {
      const options = list.optsWithGlobals<ListOptions & GlobalOptions>()
      const { view, watch } = options
      return run(options, async (cli) => {
        if (watch === true && ids.length > 0)
          throw new UsageError('--watch follows the whole list. Leave the ids out, or --watch.')
        if (watch === true) return watchQueue(cli, view)
        return withQueue(cli, (attachment) => listQueue(cli, attachment, { view, ids }))
      })
    })
}

function addAdd(queue: Command, run: Run, withQueue: WithQueue): void {
  const add = queue.command('add').description('put downloads on the list without waiting for them')
  withAddOptions(add).action((uris: string[]) => {
    const options = add.optsWithGlobals<AddOptionValues & GlobalOptions>()
    return run(options, async (cli) => {
      const request = await readAddRequest(cli, uris, options)
      return withQueue(cli, (attachment) => addToQueue(cli, attachment, request))
    })
  })
}

interface ActOptions {
  readonly name?: string
  readonly all?: boolean
}

function addAct(queue: Command, run: Run, { act, withQueue }: { act: Act; withQueue: WithQueue }): void {
  const command = queue
    .command(act)
    .description(descriptions[act])
    .argument('[id...]', 'ids that “reverie queue” shows, or their beginnings')
    .option('--name <pattern>', 'all of that name; * and ? as in a shell')
    .option('--all', 'all that this makes sense for')
    .action((ids: string[]) => {
      const options = command.optsWithGlobals<ActOptions & GlobalOptions>()
      const wish = { ids, pattern: options.name, all: options.all === true }
      return run(options, async (cli) => {
        checkWish(wish)
        return withQueue(cli, (attachment) => changeQueue(cli, attachment, { act, wish }))
      })
    })
}
