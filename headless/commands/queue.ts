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
import { findQueue, pauseQueue } from '../queue/named-queues.ts'
import { removeFiles } from '../queue/remove-files.ts'
import { searchQueue } from '../queue/search-queue.ts'
import { watchQueue } from '../queue/watch-queue.ts'
import { UsageError } from '../usage-error.ts'
import { addOrder, type WithQueue } from './queue-order.ts'
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
  addOrder({ queue, run, withQueue })
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

interface ListOptions {
  readonly search?: string
  readonly queue?: string
  readonly view: QueueView
  readonly watch?: boolean
}

function addList(queue: Command, run: Run, withQueue: WithQueue): void {
  const list = queue
    .command('list', { isDefault: true })
    .description('list the downloads of this profile, or the files of some of them')
    .argument('[id...]', 'downloads whose files are wanted')
    .addOption(new Option('--view <which>', 'which of them').choices(queueViews).default('all'))
    .option('--search <text>', 'single files by their names and folders, the last changed first')
    .option('--queue <queue>', 'of that queue alone')
    .option('--watch', 'go on with what changes, until Ctrl-C')
    .action((ids: string[]) => {
      const options = list.optsWithGlobals<ListOptions & GlobalOptions>()
      const { view, watch, search, queue: name } = options
      return run(options, async (cli) => {
        if (watch === true && ids.length > 0)
          throw new UsageError('--watch follows the whole list. Leave the ids out, or --watch.')
        if (watch === true && (search ?? name) !== undefined)
          throw new UsageError('--watch follows the whole list. Leave --search and --queue out, or --watch.')
        if (watch === true) return watchQueue(cli, view)
        if (search !== undefined && ids.length > 0)
          throw new UsageError('--search looks through all files. Leave the ids out, or --search.')
        return withQueue(cli, async (attachment) => {
          const queueId = name === undefined ? undefined : (await findQueue(attachment, name)).id
          return search === undefined
            ? listQueue(cli, attachment, { view, ids, queueId })
            : searchQueue(cli, attachment, { text: search, view, queueId })
        })
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
  readonly queue?: string
  readonly withFiles?: boolean
  readonly permanently?: boolean
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
  if (act === 'pause' || act === 'resume')
    command.option('--queue <queue>', 'a whole queue: one word for all that is in it, now and later')
  if (act === 'remove')
    command
      .option('--with-files', 'and their files, where they are still what was downloaded')
      .option('--permanently', 'with --with-files: not to the trash, but for good')
  command.action((ids: string[]) => {
    const options = command.optsWithGlobals<ActOptions & GlobalOptions>()
    const wish = { ids, pattern: options.name, all: options.all === true }
    const { queue: name, withFiles = false, permanently = false } = options
    return run(options, async (cli) => {
      if (name !== undefined) {
        if (ids.length > 0 || wish.all || wish.pattern !== undefined)
          throw new UsageError('--queue names a whole queue. Leave ids, --name and --all out, or --queue.')
        return withQueue(cli, (attachment) => pauseQueue(cli, attachment, { name, paused: act === 'pause' }))
      }
      checkWish(wish)
      if (permanently && !withFiles)
        throw new UsageError('--permanently says what becomes of files. Give it with --with-files.')
      if (withFiles)
        return withQueue(cli, (attachment) => removeFiles(cli, attachment, { wish, permanently }))
      return withQueue(cli, (attachment) => changeQueue(cli, attachment, { act, wish }))
    })
  })
}
