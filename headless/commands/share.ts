// `reverie share`: makes share links, lists the user's own and deletes them. A link is printed with its password, because
// that is what it is made for; a list never holds one.

import { InvalidArgumentError, type Command } from 'commander'
import { fail } from '../../core/model/failure.ts'
import type { OwnShare } from '../../core/model/entry-details.ts'
import { openAccounts } from '../../host/session-only.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { chooseAccount } from '../remote-name.ts'
import { withRemote } from '../remote-session.ts'
import { UsageError } from '../usage-error.ts'

interface ShareOptions {
  readonly protect?: boolean
  readonly passwordStdin?: boolean
  readonly expires?: number
  readonly downloads?: number
  readonly list?: boolean
  readonly delete?: string
}

export function addShare(program: Command, run: Run): void {
  program
    .command('share')
    .description('make a share link, list your own, or delete one')
    .argument('[uri]', 'a file or folder of yours')
    .option('--protect', 'with a password that the site makes')
    .option('--password-stdin', 'with the password read from the standard input: letters and digits')
    .option('--expires <span>', 'no longer good after 12h, 7d or 4w', readSpan)
    .option('--downloads <n>', 'no longer good after so many downloads', readCount)
    .option('--list', 'list your shares instead')
    .option('--delete <id>', 'delete a share of yours instead')
    .action((uri: string | undefined, _: ShareOptions, command: Command) => {
      const options = command.optsWithGlobals<ShareOptions & GlobalOptions>()
      return run(options, (cli) => share(cli, uri, options))
    })
}

async function share(cli: Cli, uri: string | undefined, options: ShareOptions): Promise<ExitCode> {
  const wanted = [uri !== undefined, options.list === true, options.delete !== undefined]
  if (wanted.filter(Boolean).length !== 1)
    throw new UsageError('Give one of: what to share, --list, or --delete <id>.')
  if (uri !== undefined) return createShare(cli, uri, options)
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    const { id: accountId } = chooseAccount(cli, session.accounts)
    if (options.delete === undefined)
      return await listShares(cli, (token) => session.shares.list(accountId, token))
    await session.shares.delete(accountId, options.delete)
    cli.output.report('The share is deleted; its link no longer opens anything.')
    cli.output.emit({ event: 'share-deleted', id: options.delete })
    return exitCodes.done
  } finally {
    session.close()
  }
}

async function createShare(cli: Cli, text: string, options: ShareOptions): Promise<ExitCode> {
  const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
  if (password !== undefined && !/^[A-Za-z0-9]{1,32}$/.test(password))
    throw new UsageError('The password of a share is made of 1 to 32 letters and digits.')
  return withRemote(cli, [text], async ({ session, accountId, uris }) => {
    const [uri] = uris
    if (uri === undefined || uri.segments.length === 0)
      throw new UsageError('The root of a drive cannot be shared. Name something in it.')
    const { shareId, link } = await session.shares.create(accountId, {
      uri,
      protect: options.protect === true || password !== undefined,
      password,
      expiresInSeconds: options.expires,
      downloads: options.downloads,
    })
    cli.output.result(link)
    cli.output.emit({ event: 'share', id: shareId, link })
    return exitCodes.done
  })
}

type ReadPage = (pageToken?: string) => Promise<{ shares: readonly OwnShare[]; nextPageToken?: string }>

async function listShares(cli: Cli, read: ReadPage): Promise<ExitCode> {
  const seen = new Set<string>()
  let pageToken: string | undefined
  do {
    const page = await read(pageToken)
    const fresh = page.shares.filter(({ id }) => !seen.has(id))
    if (fresh.length === 0 && page.nextPageToken !== undefined)
      throw fail('bad-response', 'a listing that goes on without anything new')
    for (const one of fresh) {
      seen.add(one.id)
      show(cli, one)
    }
    pageToken = page.nextPageToken
  } while (pageToken !== undefined)
  if (seen.size === 0) cli.output.report('You share nothing.')
  return exitCodes.done
}

function show(cli: Cli, one: OwnShare): void {
  const { id, name, kind, link, expired, downloads, visits, expiresAtMs, downloadsLeft } = one
  const notes = [
    ...(one.protected ? ['password'] : []),
    ...(expired ? ['over'] : []),
    ...(expiresAtMs === undefined ? [] : [`until ${new Date(expiresAtMs).toISOString().slice(0, 10)}`]),
    ...(downloadsLeft === undefined ? [] : [`${downloadsLeft} downloads left`]),
  ]
  cli.output.result(`${id}  ${link}  ${name}${notes.length === 0 ? '' : `  (${notes.join(', ')})`}`)
  cli.output.emit({
    event: 'share',
    ...{ id, link, name, kind, protected: one.protected, expired, downloads, visits },
    created: new Date(one.createdAtMs).toISOString(),
    ...(expiresAtMs === undefined ? {} : { expires: new Date(expiresAtMs).toISOString() }),
    ...(downloadsLeft === undefined ? {} : { downloadsLeft }),
  })
}

const unitSeconds: Readonly<Record<string, number>> = { m: 60, h: 3_600, d: 86_400, w: 604_800 }

function readSpan(text: string): number {
  const [, count = '', unit = ''] = /^(\d{1,5})([mhdw])$/.exec(text) ?? []
  const seconds = Number(count) * (unitSeconds[unit] ?? 0)
  if (seconds <= 0) throw new InvalidArgumentError('Write a span such as 30m, 12h, 7d or 4w.')
  return seconds
}

function readCount(text: string): number {
  const count = Number(text)
  if (!/^\d{1,7}$/.test(text) || count < 1) throw new InvalidArgumentError('Write a number from 1.')
  return count
}
