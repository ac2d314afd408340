// `reverie ls`: one folder of a site, page by page as it arrives.

import { Option, type Command } from 'commander'
import type { BrowserApi } from '../../core/engine-api.ts'
import type { Entry, EntryOrder, EntryPage } from '../../core/model/entry.ts'
import { fail, TransferError } from '../../core/model/failure.ts'
import { openAccounts } from '../../host/session-only.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { entryEvent } from '../entry-event.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { readRemoteName, resolveRemoteName, type RemotePlace } from '../remote-name.ts'
import { formatBytes } from '../terminal/figures.ts'

interface LsOptions {
  readonly long?: boolean
  readonly sort: 'name' | 'size' | 'modified'
  readonly reverse?: boolean
  readonly passwordStdin?: boolean
}

const orders: Record<LsOptions['sort'], EntryOrder> = { name: 'name', size: 'size', modified: 'updated_at' }
const pageSize = 1000

export function addLs(program: Command, run: Run): void {
  program
    .command('ls')
    .description('list a folder of a site or of a share')
    .argument('[uri]', 'cloudreve://… or a share link', 'cloudreve://my')
    .option('-l, --long', 'size, date and name')
    .addOption(new Option('--sort <by>', 'order').choices(Object.keys(orders)).default('name'))
    .option('--reverse', 'the other way round')
    .option('--password-stdin', 'read the password of the share from the standard input')
    .action((uri: string, _: LsOptions, command: Command) => {
      const options = command.optsWithGlobals<LsOptions & GlobalOptions>()
      return run(options, (cli) => ls(cli, uri, options))
    })
}

async function ls(cli: Cli, text: string, options: LsOptions): Promise<ExitCode> {
  const name = readRemoteName(text)
  const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    const place = await resolveRemoteName(cli, session.accounts, { name, password })
    const seen = new Set<string>()
    let pageToken: string | undefined
    do {
      const page = await listPage(session.browser, place, { options, pageToken })
      const fresh = page.entries.filter(({ id }) => !seen.has(id))
      if (fresh.length === 0 && page.nextPageToken !== undefined)
        throw fail('bad-response', 'a listing that goes on without anything new')
      for (const entry of fresh) {
        seen.add(entry.id)
        show(cli, entry, options.long === true)
      }
      pageToken = page.nextPageToken
    } while (pageToken !== undefined)
    return exitCodes.done
  } finally {
    session.close()
  }
}

async function listPage(
  browser: BrowserApi,
  { accountId, uri }: RemotePlace,
  { options, pageToken }: { options: LsOptions; pageToken: string | undefined },
): Promise<EntryPage> {
  const request = {
    accountId,
    uri,
    pageSize,
    order: orders[options.sort],
    direction: options.reverse === true ? 'desc' : 'asc',
  } as const
  try {
    return await browser.list(pageToken === undefined ? request : { ...request, pageToken })
  } catch (error) {
    // Listing a file's own URI fails like a missing folder (cloudreve-api.md section 4.1).
    if (!(error instanceof TransferError) || error.failure.kind !== 'not-found') throw error
    if (uri.segments.length === 0 || pageToken !== undefined) throw error
    return { entries: [await browser.info(accountId, uri)], singleFile: true }
  }
}

function show(cli: Cli, entry: Entry, long: boolean): void {
  const name = entry.kind === 'folder' ? `${entry.name}/` : entry.name
  const size = entry.kind === 'file' ? formatBytes(entry.sizeBytes) : '–'
  cli.output.result(long ? `${size.padStart(8)}  ${localTime(entry.modifiedAtMs)}  ${name}` : name)
  cli.output.emit(entryEvent(entry))
}

/** `2026-09-02 14:05` in the time zone of this machine; the same width for every entry. */
function localTime(atMs: number): string {
  const date = new Date(atMs)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
