// `reverie url`: signed links for other programs. The one place that shows a link, because the user asks for exactly
// that; whoever has it can fetch the file until it expires.

import type { Command } from 'commander'
import type { Session } from '../../host/session-only.ts'
import { openAccounts } from '../../host/session-only.ts'
import { preferSiteOrigin } from '../../core/cloudreve/link-origin.ts'
import type { CloudUri } from '../../core/model/cloud-uri.ts'
import { createFailure, TransferError } from '../../core/model/failure.ts'
import type { LinkReply, LinkRequest } from '../../core/model/link.ts'
import type { Cli, GlobalOptions, Run } from '../cli.ts'
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-code.ts'
import { createParts } from '../parts.ts'
import { findFile } from '../remote-file.ts'
import {
  nameOf,
  readRemoteName,
  resolveRemoteName,
  type RemoteName,
  type RemotePlace,
} from '../remote-name.ts'
import { UsageError } from '../usage-error.ts'
import { failureText } from '../words.ts'

interface UrlOptions {
  readonly entity?: string
  readonly cache: boolean
  readonly download?: boolean
  readonly archive?: boolean
  readonly primary?: boolean
  readonly passwordStdin?: boolean
}

type Slot = LinkReply['slots'][number] & { readonly isFolder?: boolean }

const folderWords = {
  happened: 'A folder has no link of its own.',
  helps: 'Ask for a link to one zip of it with --archive, or name the files.',
}

export function addUrl(program: Command, run: Run): void {
  program
    .command('url')
    .description('print signed links (a secret: whoever has one can fetch the file until it expires)')
    .argument('<uri...>', 'files on a site, or share links')
    .option('--entity <id>', 'a version of the file instead of the current one')
    .option('--no-cache', 'a fresh link with its full life')
    .option('--download', 'the browser saves the file instead of showing it')
    .option('--archive', 'one link to a zip of all of them')
    .option('--primary', 'with the address that the site names first, even where it is not the one you use')
    .option('--password-stdin', 'read the password of the share from the standard input')
    .action((uris: string[], _: UrlOptions, command: Command) => {
      const options = command.optsWithGlobals<UrlOptions & GlobalOptions>()
      return run(options, (cli) => url(cli, uris, options))
    })
}

async function url(cli: Cli, texts: readonly string[], options: UrlOptions): Promise<ExitCode> {
  const names = texts.map(readRemoteName)
  const sources = names.map(nameOf)
  const password = options.passwordStdin === true ? await cli.asker.readSecret() : undefined
  const session = openAccounts(createParts({ profile: cli.profile }))
  try {
    const slots = await fetchSlots(cli, session, { names, password, options })
    const codes = slots.map((slot, index) =>
      show(cli, slot, options.archive === true ? sources : [sources[index] ?? '']),
    )
    return codes.find((code) => code !== exitCodes.done) ?? exitCodes.done
  } finally {
    session.close()
  }
}

/** One request per account; the slots come back in the order of the arguments. */
async function fetchSlots(
  cli: Cli,
  session: Session,
  ask: { names: readonly RemoteName[]; password: string | undefined; options: UrlOptions },
): Promise<Slot[]> {
  const slots: Slot[] = []
  const groups = new Map<string, { index: number; uri: CloudUri }[]>()
  for (const [index, name] of ask.names.entries()) {
    const place = await resolveRemoteName(cli, session.accounts, { name, password: ask.password })
    const { accountId } = place
    const file = place.uri.segments.length === 0 ? await findFile(session.browser, place) : place.uri
    if (file === undefined && ask.options.archive !== true)
      slots[index] = { failure: createFailure('not-found'), isFolder: true }
    else groups.set(accountId, [...(groups.get(accountId) ?? []), { index, uri: file ?? place.uri }])
  }
  if (ask.options.archive === true && groups.size > 1)
    throw new UsageError('An archive cannot hold files of several accounts. Ask for one archive per account.')
  for (const [accountId, members] of groups) {
    const reply = await session.browser.links(
      accountId,
      linkRequest(
        members.map(({ uri }) => uri),
        ask.options,
      ),
    )
    for (const [at, slot] of reply.slots.entries()) {
      const { index, uri } = members[at] ?? { index: 0 }
      slots[index] =
        uri === undefined ? slot : await judge(session, { accountId, uri }, { slot, options: ask.options })
    }
  }
  return slots
}

/** The link with an address that the user can reach, or the true reason why there is none. */
async function judge(
  { accounts, browser }: Session,
  place: RemotePlace,
  { slot, options }: { slot: LinkReply['slots'][number]; options: UrlOptions },
): Promise<Slot> {
  if ('link' in slot) {
    const site = accounts.list().find(({ id }) => id === place.accountId)?.site
    if (options.primary === true || site === undefined) return slot
    return { link: { ...slot.link, url: preferSiteOrigin(slot.link.url, site) } }
  }
  if (slot.failure.kind !== 'not-found' || options.archive === true || options.entity !== undefined)
    return slot
  const file = await findFile(browser, place).catch((error: unknown) => {
    if (error instanceof TransferError) return place.uri
    throw error
  })
  return file === undefined ? { ...slot, isFolder: true } : slot
}

function linkRequest(uris: readonly CloudUri[], options: UrlOptions): LinkRequest {
  return {
    uris,
    skipError: true,
    ...(options.entity === undefined ? {} : { entity: options.entity }),
    ...(options.cache ? {} : { noCache: true }),
    ...(options.download === true ? { download: true } : {}),
    ...(options.archive === true ? { archive: true } : {}),
    ...(options.primary === true ? { usePrimarySiteUrl: true } : {}),
  }
}

function show(cli: Cli, slot: Slot, sources: readonly string[]): ExitCode {
  const source = sources.join(' ')
  if ('failure' in slot) {
    const { failure } = slot
    const message = slot.isFolder === true ? failureText(failure, folderWords) : failureText(failure)
    cli.output.problem(`${source}: ${message}`)
    cli.output.emit({ event: 'failed', source, kind: failure.kind, message })
    return exitCodeOf(failure.kind)
  }
  const { url: address, expiresAtMs } = slot.link
  cli.output.result(address)
  cli.output.emit({
    event: 'link',
    source,
    url: address,
    ...(expiresAtMs === undefined ? {} : { expires: new Date(expiresAtMs).toISOString() }),
  })
  return exitCodes.done
}
