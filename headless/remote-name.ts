// What the user wrote for something on a site, read: a `cloudreve://` URI or a share link, and whose account it is to be
// reached with. A plain path is refused with the URI that was probably meant.

import type { AccountsApi } from '../core/engine-api.ts'
import type { AccountView } from '../core/model/account.ts'
import { formatCloudUri, parseCloudUri, type CloudUri, type ParsedUri } from '../core/model/cloud-uri.ts'
import { fail, TransferError } from '../core/model/failure.ts'
import { formatShareLink, parseShareLink, type ShareLink } from '../core/model/share-link.ts'
import type { Cli } from './cli.ts'
import { repeatable } from './repeatable.ts'
import { UsageError } from './usage-error.ts'

export type RemoteName =
  | { readonly kind: 'uri'; readonly text: string; readonly parsed: ParsedUri }
  | { readonly kind: 'share'; readonly text: string; readonly link: ShareLink }

export interface RemotePlace {
  readonly accountId: string
  readonly uri: CloudUri
  /** What is shared, where the URI has no name of its own. */
  readonly name?: string
}

export type RemoteAccounts = Pick<AccountsApi, 'list' | 'openShare'>

/** Throws a UsageError before anything is started. */
export function readRemoteName(text: string): RemoteName {
  const parsed = parseCloudUri(text)
  if (parsed !== undefined) return { kind: 'uri', text, parsed }
  const link = parseShareLink(text)
  if (link !== undefined) return { kind: 'share', text, link }
  throw new UsageError(explainName(text))
}

function explainName(text: string): string {
  if (/^https?:/i.test(text))
    return 'This web address is no share link. Share links look like https://site/s/AbCd; files are named like cloudreve://my/Documents/a.txt.'
  if (/^cloudreve:/i.test(text))
    return `“${repeatable(text)}” is not a URI of a Cloudreve. Write cloudreve://my/<path>, with “%”, “#” and “?” in names written as %25, %23 and %3F.`
  if (/^[^/]+\.[^/]+\/(?:.*\/)?s\/[A-Za-z0-9]/.test(text))
    return `“${repeatable(text)}” looks like a share link without its beginning. Write it with https:// in front.`
  const path = text
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '' && part !== '.')
  return `“${text}” is a path and could mean this disk or the site. For the site write cloudreve://my/${path.map(encodeURIComponent).join('/')}`
}

/** The name as it may be repeated: as it was written, but for a share's password. */
export function nameOf(name: RemoteName): string {
  if (name.kind === 'uri')
    return name.parsed.password === undefined ? name.text : formatCloudUri(name.parsed.uri)
  const { site, uri, password } = name.link
  if (password === undefined && !name.text.includes('@')) return name.text
  return uri.segments.length === 0 ? formatShareLink(site, uri.owner) : formatCloudUri(uri)
}

/** Opens shares, chooses accounts. `password` is what `--password-stdin` gave. */
export async function resolveRemoteName(
  cli: Cli,
  accounts: RemoteAccounts,
  { name, password }: { name: RemoteName; password?: string | undefined },
): Promise<RemotePlace> {
  if (name.kind === 'share') return openShare(cli, accounts, { link: name.text, password })
  const { uri, password: written } = name.parsed
  const account = chooseAccount(cli, accounts, uri)
  if (uri.fileSystem !== 'share') return { accountId: account.id, uri }
  const secret = password ?? written
  if (secret === undefined) return { accountId: account.id, uri }
  const opened = await openShare(cli, accounts, {
    link: formatCloudUri(uri),
    password: secret,
    site: account.site,
  })
  return { accountId: opened.accountId, uri }
}

async function openShare(
  cli: Cli,
  accounts: RemoteAccounts,
  share: { link: string; password?: string | undefined; site?: string },
): Promise<RemotePlace> {
  const { link, password, site } = share
  const open = (secret: string | undefined) =>
    accounts.openShare(link, {
      ...(secret === undefined ? {} : { password: secret }),
      ...(site === undefined ? {} : { site }),
    })
  let step = await open(password)
  for (let tries = 1; step.step === 'password'; tries += 1) {
    if (!cli.asker.canAsk || password !== undefined) throw fail('share-password')
    const typed = await cli.asker.askHidden('Password of the share:')
    step = await open(typed).catch((error: unknown) => {
      if (tries < triesAtTerminal && isWrongPassword(error)) return { step: 'password' as const }
      throw error
    })
  }
  const { account, uri, name } = step
  return name === '' ? { accountId: account.id, uri } : { accountId: account.id, uri, name }
}

const triesAtTerminal = 3

function isWrongPassword(error: unknown): boolean {
  return error instanceof TransferError && error.failure.kind === 'share-password'
}

/** The one that `--account` names, or the only one there is. Guests count for shares alone. */
export function chooseAccount(cli: Cli, accounts: RemoteAccounts, uri?: CloudUri): AccountView {
  const usable = accounts.list().filter(({ kind }) => kind === 'user' || uri?.fileSystem === 'share')
  const { account: wish } = cli
  const fitting =
    wish === undefined ? usable : usable.filter(({ id, email }) => id === wish || email === wish)
  const [first, ...others] = fitting
  if (first === undefined) {
    if (wish === undefined) throw fail('sign-in-required')
    throw new UsageError(`There is no account “${wish}” in this profile. “reverie accounts” lists them.`)
  }
  if (others.length > 0) {
    const names = fitting.map(({ id, email, site }) => `${id} (${email || 'guest'} at ${site})`).join(', ')
    throw new UsageError(`Several accounts fit: ${names}. Say which one with --account <id>.`)
  }
  return first
}
