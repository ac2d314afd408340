// Options that say how a site is reached: a proxy, an authority of one's own, a certificate that is believed. The same for
// signing in and for changing an account.

import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { AccountsApi } from '../core/engine-api.ts'
import type { Certificate, WayTarget } from '../core/model/account-details.ts'
import { TransferError } from '../core/model/failure.ts'
import { isFingerprint, parseProxyAddress } from '../core/model/way.ts'
import type { ProxyChoice } from '../core/model/way.ts'
import type { Cli } from './cli.ts'
import { repeatable } from './repeatable.ts'
import { printable } from './terminal/text.ts'
import { UsageError } from './usage-error.ts'

export interface WayOptions {
  readonly proxy?: string
  readonly proxyUser?: string
  readonly caFile?: string
  readonly trust?: string
}

export function addWayOptions(command: Command): Command {
  return command
    .option('--proxy <address>', 'an HTTP proxy for this account: http://host:port, “system” or “none”')
    .option('--proxy-user <name>', 'its user; the password is asked for')
    .option('--ca-file <file>', 'certificates of your own authorities, PEM')
    .option('--trust <fingerprint>', 'believe the certificate with this SHA-256 fingerprint')
}

/** In the order in which they depend on each other: the certificate is looked at by the proxy. */
export async function applyWay(
  cli: Cli,
  { options }: AccountsApi,
  { target, chosen }: { target: WayTarget; chosen: WayOptions },
): Promise<void> {
  const { proxy, proxyUser, caFile, trust } = chosen
  if (proxyUser !== undefined && proxy === undefined)
    throw new UsageError('--proxy-user needs a proxy. Name it with --proxy <address>.')
  if (proxy !== undefined) {
    const choice = readProxy(proxy)
    const user = proxyUser === undefined ? null : await askProxyUser(cli, proxyUser)
    await options.setProxy({ target, proxy: choice, user })
  }
  if (caFile !== undefined) await readAuthorities(caFile, (pem) => options.setAuthorities(target, pem))
  if (trust !== undefined) await trustIt(options, target, trust)
}

function readProxy(text: string): ProxyChoice {
  if (text === 'system' || text === 'none') return { kind: text }
  const address = parseProxyAddress(text)
  if (address === undefined)
    throw new UsageError(
      `“${repeatable(text)}” is no address of an HTTP proxy. Write it as http://host:port, without a user.`,
    )
  return { kind: 'manual', address }
}

async function askProxyUser(cli: Cli, name: string): Promise<{ name: string; password: string }> {
  if (!cli.asker.canAsk)
    throw new UsageError(
      'There is no terminal to ask for the password of the proxy on. Name the proxy in https_proxy with its user and password instead.',
    )
  return { name, password: await cli.asker.askHidden(`Password of ${name} at the proxy:`) }
}

async function readAuthorities(path: string, use: (pem: string) => void): Promise<void> {
  const pem = await readFile(path, 'utf8').catch(() => undefined)
  if (pem === undefined)
    throw new UsageError(`“${repeatable(path)}” cannot be read. Name a file with certificates in PEM form.`)
  try {
    use(pem)
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    throw new UsageError(
      `“${repeatable(path)}” holds no certificate. Name a file with certificates in PEM form.`,
    )
  }
}

async function trustIt(options: AccountsApi['options'], target: WayTarget, text: string): Promise<void> {
  const wanted = toFingerprint(text)
  const found = await options.certificate(target)
  if (found.fingerprint !== wanted)
    throw new UsageError(
      `The site shows another certificate (${found.fingerprint}), so nothing was sent to it. Compare it with what the administrator of the site tells you.`,
    )
  options.trust(target, wanted)
}

/** With colons, with blanks, or with nothing in between. */
export function toFingerprint(text: string): string {
  const digits = text.replace(/[\s:]/g, '').toUpperCase()
  const fingerprint = (digits.match(/../g) ?? []).join(':')
  if (!isFingerprint(fingerprint))
    throw new UsageError(`“${repeatable(text)}” is no SHA-256 fingerprint. It has 64 hexadecimal digits.`)
  return fingerprint
}

/** What somebody needs to decide whether to believe it. */
export function certificateText({ address, fingerprint, subject, issuer, selfSigned }: Certificate): string {
  const by = selfSigned ? 'itself' : `“${printable(issuer)}”`
  return (
    `${address} shows a certificate of “${printable(subject)}”, issued by ${by}:\n` +
    `  SHA-256 ${fingerprint}\n` +
    `If that is what the administrator of the site tells you, run the same command with --trust ${fingerprint}`
  )
}
