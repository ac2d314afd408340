// `reverie search`: what the site finds, one URI a line as it comes, so that the output can be handed to `get`.

import { InvalidArgumentError, Option, type Command } from 'commander'
import { formatCloudUri } from '../../core/model/cloud-uri.ts'
import type { Entry } from '../../core/model/entry.ts'
import { asksForSomething, categories, type Category, type SearchQuery } from '../../core/model/search.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { entryEvent } from '../entry-event.ts'
import { withRemote } from '../remote-session.ts'
import { formatBytes, parseBytes } from '../terminal/figures.ts'
import { UsageError } from '../usage-error.ts'

interface SearchOptions {
  readonly in: string
  readonly any?: boolean
  readonly type?: 'file' | 'folder'
  readonly category?: Category
  readonly minSize?: number
  readonly maxSize?: number
  readonly newer?: number
  readonly older?: number
  readonly tag: readonly string[]
  readonly long?: boolean
}

const pageSize = 500

export function addSearch(program: Command, run: Run): void {
  program
    .command('search')
    .description('find files and folders by name, kind, size, date or tag')
    .argument('[name...]', 'parts of the name; * stands for anything')
    .option('--in <uri>', 'where to look, with everything below', 'cloudreve://my')
    .option('--any', 'one of the names is enough')
    .addOption(new Option('--type <type>', 'only these').choices(['file', 'folder']))
    .addOption(
      new Option('--category <category>', 'only these files; the site then ignores all else').choices(
        categories,
      ),
    )
    .option('--min-size <bytes>', '500k, 2M, 1.5GiB', readSize)
    .option('--max-size <bytes>', '500k, 2M, 1.5GiB', readSize)
    .option('--newer <date>', 'changed on that day or later: 2026-09-02', readDate)
    .option('--older <date>', 'changed before that day', readDate)
    .addOption(
      new Option('--tag <tag>', 'has this tag; several times for several')
        .argParser((tag: string, before: readonly string[]) => [...before, tag])
        .default([], 'none'),
    )
    .option('-l, --long', 'size and URI')
    .action((names: string[], _: SearchOptions, command: Command) => {
      const options = command.optsWithGlobals<SearchOptions & GlobalOptions>()
      return run(options, (cli) => search(cli, names, options))
    })
}

async function search(cli: Cli, names: readonly string[], options: SearchOptions): Promise<ExitCode> {
  const query = toQuery(names, options)
  if (!asksForSomething(query))
    throw new UsageError(
      'Say what to look for: a part of a name, or an option such as --type, --category or --newer.',
    )
  return withRemote(cli, [options.in], async ({ session, accountId, uris }) => {
    const [uri] = uris
    if (uri === undefined) return exitCodes.failed
    let found = 0
    let incomplete = false
    let pageToken: string | undefined
    do {
      const page = await session.browser.list({
        ...{ accountId, uri, pageSize, search: query },
        ...(pageToken === undefined ? {} : { pageToken }),
      })
      for (const entry of page.entries) show(cli, entry, options.long === true)
      found += page.entries.length
      incomplete ||= page.incomplete === true
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    if (incomplete)
      cli.output.problem(
        'The site stopped before it had looked everywhere. Search in a folder further down with --in.',
      )
    if (found === 0) cli.output.report('Nothing was found.')
    cli.output.emit({ event: 'found', entries: found, incomplete })
    return incomplete ? exitCodes.failed : exitCodes.done
  })
}

function toQuery(names: readonly string[], options: SearchOptions): SearchQuery {
  const { any, type, category, minSize, maxSize, newer, older, tag } = options
  return {
    names,
    foldCase: true,
    tags: tag,
    ...(any === true ? { anyName: true } : {}),
    ...(type === undefined ? {} : { kind: type }),
    ...(category === undefined ? {} : { category }),
    ...(minSize === undefined ? {} : { minBytes: minSize }),
    ...(maxSize === undefined ? {} : { maxBytes: maxSize }),
    ...(newer === undefined ? {} : { modifiedFromMs: newer }),
    ...(older === undefined ? {} : { modifiedUntilMs: older - 1_000 }),
  }
}

function show(cli: Cli, entry: Entry, long: boolean): void {
  const uri = formatCloudUri(entry.uri)
  const size = entry.kind === 'file' ? formatBytes(entry.sizeBytes) : '–'
  cli.output.result(long ? `${size.padStart(8)}  ${uri}` : uri)
  cli.output.emit(entryEvent(entry))
}

function readSize(text: string): number {
  const bytes = parseBytes(text)
  if (bytes === undefined) throw new InvalidArgumentError('Write a size such as 500k, 2M or 1.5GiB.')
  return bytes
}

/** Midnight of that day where this machine is. */
function readDate(text: string): number {
  const atMs = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00`) : Number.NaN
  if (Number.isNaN(atMs) || atMs < 0)
    throw new InvalidArgumentError('Write a day as year-month-day, like 2026-09-02.')
  return atMs
}
