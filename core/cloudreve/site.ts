// What a site says about itself before anybody signs in (cloudreve-api.md section 2), and whether there is a Cloudreve v4
// at all. Facts that do not change during a run are remembered per site.

import { fail, TransferError } from '../model/failure.ts'
import type { FailureKind } from '../model/failure.ts'
import { parseSite } from '../model/share-link.ts'
import type { Captcha, SiteDescription } from '../engine-api.ts'
import { apiCodes } from './codes.ts'
import { addressOf } from './client.ts'
import type { Client } from './client.ts'
import { readData } from './envelope.ts'
import { builtInClient } from './oauth-client.ts'
import { redact } from './redact.ts'
import type { Reply } from './envelope.ts'
import {
  basicConfigSchema,
  captchaSchema,
  explorerConfigSchema,
  grantSchema,
  loginConfigSchema,
  versionSchema,
} from './schemas.ts'

/** The server's own default (section 12); used where a site does not say. */
export const defaultBatchSize = 3000
const mostRedirects = 5

export interface Sites {
  describe(site: string, signal?: AbortSignal): Promise<SiteDescription>
  captcha(site: string): Promise<Captcha>
  /** From memory, else from the site. */
  maxBatchSize(site: string, signal?: AbortSignal): Promise<number>
  /** The site refused a batch: it takes less than it said. */
  lowerBatchSize(site: string, size: number): void
}

export function createSites(client: Client): Sites {
  const batchSizes = new Map<string, number>()
  const maxBatchSize = async (site: string, signal?: AbortSignal): Promise<number> => {
    const known = batchSizes.get(site)
    if (known !== undefined) return known
    const reply = await client.send({ site, method: 'GET', route: '/site/config/explorer', signal })
    const size = readData(reply, explorerConfigSchema).max_batch_size ?? defaultBatchSize
    batchSizes.set(site, size)
    return size
  }
  return {
    describe: async (typed, signal) => {
      const { site, version } = await findSite(client, typed, signal)
      const read = (route: string): Promise<Reply> => client.send({ site, method: 'GET', route, signal })
      const [basicReply, loginReply, size, browser] = await Promise.all([
        read('/site/config/basic'),
        read('/site/config/login'),
        maxBatchSize(site, signal),
        hasSignInPage(client, site, signal),
      ])
      const basic = readData(basicReply, basicConfigSchema)
      const login = readData(loginReply, loginConfigSchema)
      const { host, pathname } = new URL(site)
      return {
        site,
        // Very old sites name none; the address is the next best thing that tells two sites apart.
        instanceId: basic.instance_id ?? `${host}${pathname}`.replace(/\/$/, ''),
        title: basic.title ?? host,
        version,
        captcha: captchaKind(login.login_captcha === true, basic.captcha_type ?? 'normal'),
        maxBatchSize: size,
        browser,
        passkeys: login.authn === true,
      }
    },
    captcha: async (site) =>
      readData(await client.send({ site, method: 'GET', route: '/site/captcha' }), captchaSchema),
    maxBatchSize,
    lowerBatchSize: (site, size) => batchSizes.set(site, Math.max(1, size)),
  }
}

/** Sites since 4.12 know the built-in client; older ones answer that there is no such route (section 13). */
async function hasSignInPage(
  client: Client,
  site: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  try {
    const ids = [builtInClient.clientId]
    const reply = await client.send({ site, method: 'GET', route: '/session/oauth/app', ids, signal })
    return reply.code === apiCodes.ok && grantSchema.safeParse(reply.data).success
  } catch (error) {
    signal?.throwIfAborted()
    if (!(error instanceof TransferError)) throw error
    return false
  }
}

/** `normal` and the legacy `tcaptcha` are a picture; the others need a browser (section 3.1). */
function captchaKind(wanted: boolean, type: string): SiteDescription['captcha'] {
  if (!wanted) return 'none'
  return ['', 'normal', 'tcaptcha'].includes(type) ? 'picture' : 'unsupported'
}

/** Pings, going after redirects (http to https, apex to www): no token is involved yet. */
async function findSite(
  client: Client,
  typed: string,
  signal: AbortSignal | undefined,
): Promise<{ site: string; version: string }> {
  let site = parseSite(typed)
  if (site === undefined)
    throw fail('not-cloudreve', 'not a web address; it looks like https://cloud.example.com')
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    const reply = await ping(client, site, signal)
    if (reply.location === undefined) return { site, version: readVersion(reply) }
    site = siteOfRedirect(site, reply.location)
  }
  throw fail('not-cloudreve', 'the address redirects in circles; check it in a browser')
}

async function ping(client: Client, site: string, signal: AbortSignal | undefined): Promise<Reply> {
  try {
    return await client.send({ site, method: 'GET', route: '/site/ping', signal, keepRedirect: true })
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    const { kind, detail, remedy: _remedy, ...facts } = error.failure
    const { kind: betterKind, advice } = adviceFor(kind, detail, site)
    throw fail(betterKind, `${detail}; ${advice}`, facts)
  }
}

function adviceFor(kind: FailureKind, detail: string, site: string): { kind: FailureKind; advice: string } {
  if (kind === 'bad-response') {
    const advice = `no Cloudreve v4 answers at ${redact(site)}; check the address, and that the site is not version 3`
    return { kind: 'not-cloudreve', advice }
  }
  // A plain http port greets a TLS handshake with something that is not TLS.
  if (/^(?:EPROTO|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_PACKET_LENGTH_TOO_LONG)$/.test(detail)) {
    return {
      kind: 'network',
      advice: 'no TLS at this address; if the site has no certificate, write http:// in front',
    }
  }
  if (kind === 'certificate-rejected') {
    return { kind, advice: "the site's certificate is not trusted here; its administrator has to mend it" }
  }
  if (kind === 'server-busy') return { kind, advice: 'the site is there but has trouble; try again later' }
  return { kind, advice: 'check the address and the connection' }
}

function siteOfRedirect(site: string, location: string): string {
  const from = addressOf({ site, route: '/site/ping' })
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined
  const downgrade = to?.protocol !== 'https:' && from.protocol === 'https:'
  const match = /^(.*)\/api\/v4\/site\/ping\/?$/.exec(to?.pathname ?? '')
  const found = to === undefined || match === null ? undefined : parseSite(`${to.origin}${match[1] ?? ''}`)
  if (found === undefined || downgrade) {
    throw fail('not-cloudreve', `${redact(site)} redirects to something else; check the address in a browser`)
  }
  return found
}

function readVersion(reply: Reply): string {
  try {
    return readData(reply, versionSchema)
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    const { kind: _kind, remedy: _remedy, detail, ...facts } = error.failure
    throw fail('not-cloudreve', `the address answers, but not as Cloudreve v4 does (${detail})`, facts)
  }
}
