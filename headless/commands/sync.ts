// `reverie sync`: folders of a site that are kept in step here. What each command does is in headless/sync.

import { InvalidArgumentError, Option, type Command } from 'commander'
import type { Attachment } from '../attach/attachment.ts'
import { withAttachment } from '../attach/open-attachment.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { addPair, previewPair, readRules, type RuleValues } from '../sync/add-pair.ts'
import { changePair, pairActs, type PairAct } from '../sync/change-pair.ts'
import { listPairsOf, showActivity } from '../sync/show-pairs.ts'
import { runPairs } from '../sync/run-pairs.ts'
import { watchPairs } from '../sync/watch-pairs.ts'
import { readRemoteName } from '../remote-name.ts'
import { parseBytes } from '../terminal/figures.ts'

type With = (cli: Cli, work: (attachment: Attachment) => Promise<ExitCode>) => Promise<ExitCode>

/** Changes something and is gone in a moment. */
const briefly: With = (cli, work) => withAttachment({ profile: cli.profile, face: 'queue' }, work)
/** Runs pairs, here where nobody else does. */
const running: With = (cli, work) => withAttachment({ profile: cli.profile, face: 'get' }, work)

export function addSync(program: Command, run: Run): void {
  const sync = program
    .command('sync')
    .description('folders of a site kept in step here: plan, run and watch them')
    .helpCommand(false)
  addAdd(sync, run)
  addPreview(sync, run)
  addRuns(sync, run)
  addShows(sync, run)
  for (const act of pairActs) addAct(sync, run, act)
}

function addAdd(sync: Command, run: Run): void {
  const add = withRules(
    sync
      .command('add')
      .description('keep a folder of a site in step with a folder here; nothing is fetched yet')
      .argument('<uri>', 'a folder of the site, or a share link')
      .argument('<folder>', 'the folder here; made by the first run where it is missing'),
  )
    .option('--copy', 'never delete here what was deleted on the site')
    .option('--password-stdin', 'read the password of the share from the standard input')
    .action((uri: string, folder: string) => {
      const options = add.optsWithGlobals<RuleValues & AddOptions & GlobalOptions>()
      return run(options, async (cli) => {
        const name = readRemoteName(uri)
        const rules = await readRules(options)
        const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
        const mode = options.copy === true ? 'copy' : 'mirror'
        return briefly(cli, (attachment) => addPair(cli, attachment, { name, folder, rules, password, mode }))
      })
    })
}

interface AddOptions {
  readonly copy?: boolean
  readonly passwordStdin?: boolean
}

function addPreview(sync: Command, run: Run): void {
  const preview = withRules(
    sync
      .command('preview')
      .description('show what ignore lines and filters would leave out of a folder of the site')
      .argument('<uri>', 'a folder of the site'),
  ).action((uri: string) => {
    const options = preview.optsWithGlobals<RuleValues & GlobalOptions>()
    return run(options, async (cli) => {
      const name = readRemoteName(uri)
      const rules = await readRules(options)
      return briefly(cli, (attachment) => previewPair(cli, attachment, { name, rules }))
    })
  })
}

function addRuns(sync: Command, run: Run): void {
  const listed = () =>
    new Option('--list <n>', 'lines of the plan shown of each kind').argParser(readCount).default(50)
  const plan = sync
    .command('plan')
    .description('show what a run would do, and do nothing')
    .argument('[pair...]', 'ids that “reverie sync” shows, or labels; all where none is named')
    .addOption(listed())
    .action((names: string[]) => {
      const options = plan.optsWithGlobals<RunOptions & GlobalOptions>()
      const wish = { names, what: 'plan', yes: false, listed: options.list } as const
      return run(options, (cli) => running(cli, (attachment) => runPairs(cli, attachment, wish)))
    })
  const once = sync
    .command('run')
    .description('bring pairs in step once; a plan that asks is shown instead')
    .argument('[pair...]', 'ids that “reverie sync” shows, or labels; all where none is named')
    .option('--yes', 'agree to whatever the plan asks')
    .addOption(listed())
    .action((names: string[]) => {
      const options = once.optsWithGlobals<RunOptions & GlobalOptions>()
      const wish = { names, what: 'run', yes: options.yes === true, listed: options.list } as const
      return run(options, (cli) => running(cli, (attachment) => runPairs(cli, attachment, wish)))
    })
  const watch = sync
    .command('watch')
    .description('keep pairs in step until Ctrl-C, and show how they stand')
    .argument('[pair...]', 'those that are shown; all where none is named')
    .action((names: string[]) =>
      run(watch.optsWithGlobals<GlobalOptions>(), (cli) =>
        running(cli, (attachment) => watchPairs(cli, attachment, names)),
      ),
    )
}

interface RunOptions {
  readonly yes?: boolean
  readonly list: number
}

function addShows(sync: Command, run: Run): void {
  const list = sync
    .command('list', { isDefault: true })
    .description('list the pairs of this profile and how they stand')
    .action(() =>
      run(list.optsWithGlobals<GlobalOptions>(), (cli) =>
        briefly(cli, (attachment) => listPairsOf(cli, attachment)),
      ),
    )
  const activity = sync
    .command('activity')
    .description('what happened to a pair lately, the newest first')
    .argument('<pair>', 'its id or label')
    .addOption(new Option('--list <n>', 'lines shown').argParser(readCount).default(50))
    .action((name: string) => {
      const options = activity.optsWithGlobals<RunOptions & GlobalOptions>()
      return run(options, (cli) =>
        briefly(cli, (attachment) => showActivity(cli, attachment, { name, listed: options.list })),
      )
    })
}

function addAct(sync: Command, run: Run, act: PairAct): void {
  const command = sync
    .command(act.name)
    .description(act.description)
    .argument('<pair...>', 'ids that “reverie sync” shows, or labels')
    .action((names: string[]) =>
      run(command.optsWithGlobals<GlobalOptions>(), (cli) =>
        briefly(cli, (attachment) => changePair(cli, attachment, { act, names })),
      ),
    )
}

const collect = (text: string, before: readonly string[]) => [...before, text]

function withRules(command: Command): Command {
  const many = (flags: string, description: string) =>
    new Option(flags, description).argParser(collect).default([], 'none')
  return command
    .addOption(many('--only <path>', 'a folder below it that is wanted; given once for each'))
    .addOption(many('--except <path>', 'a folder below it that is not wanted; given once for each'))
    .addOption(many('--ignore <line>', 'an ignore line as in .gitignore; given once for each'))
    .option('--ignore-from <file>', 'a file of ignore lines')
    .addOption(many('--ext <extension>', 'only files with this extension; given once for each'))
    .addOption(new Option('--min-size <size>', 'leave out smaller files').argParser(readSize))
    .addOption(new Option('--max-size <size>', 'leave out larger files').argParser(readSize))
}

function readSize(text: string): number {
  const bytes = parseBytes(text)
  if (bytes === undefined) throw new InvalidArgumentError('Write a size such as 500k, 20M or 1.5G.')
  return bytes
}

function readCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 0) throw new InvalidArgumentError('Write a number, 0 or more.')
  return count
}
