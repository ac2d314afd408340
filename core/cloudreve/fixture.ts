// What the tests of this folder stand on: the ports in memory, a signed-in client, and a bare HTTP site that answers
// whatever it is told. Not part of the product.

import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { Clock } from '../ports/clock.ts'
import { systemClock } from '../ports/system-clock.ts'
import type { Vault } from '../ports/vault.ts'
import { createCloudreve } from './cloudreve.ts'
import type { Cloudreve } from './cloudreve.ts'

export interface HandClock extends Clock {
  /** Time passes. */
  advance(ms: number): void
  /** The user sets the clock: wall time jumps, spans do not. */
  set(offsetMs: number): void
}

/** Real time plus what the test adds to it. */
export function createHandClock(): HandClock {
  let passedMs = 0
  let offsetMs = 0
  return {
    now: () => Date.now() + passedMs + offsetMs,
    monotonic: () => performance.now() + passedMs,
    localTime: systemClock.localTime,
    after: (delayMs, run) => {
      const timer = setTimeout(run, delayMs)
      return () => {
        clearTimeout(timer)
      }
    },
    advance: (ms) => {
      passedMs += ms
    },
    set: (ms) => {
      offsetMs = ms
    },
  }
}

export interface MemoryVault extends Vault {
  readonly secrets: Map<string, string>
  /** Called before a secret is written; a throw refuses it. */
  beforeSet: (key: string, secret: string) => Promise<void> | void
}

export function createMemoryVault(): MemoryVault {
  const secrets = new Map<string, string>()
  const vault: MemoryVault = {
    secrets,
    beforeSet: () => undefined,
    get: (key) => Promise.resolve(secrets.get(key)),
    set: async (key, secret) => {
      await vault.beforeSet(key, secret)
      secrets.set(key, secret)
    },
    delete: (key) => Promise.resolve(void secrets.delete(key)),
  }
  return vault
}

export interface Fixture {
  readonly cloudreve: Cloudreve
  readonly vault: MemoryVault
  readonly clock: HandClock
  readonly accounts: Account[]
  /** Everything that was logged, as one text. */
  readonly logged: () => string
}

export function createFixture(shared: Partial<Pick<Fixture, 'vault' | 'clock' | 'accounts'>> = {}): Fixture {
  const { vault = createMemoryVault(), clock = createHandClock(), accounts = [] } = shared
  const lines: string[] = []
  const cloudreve = createCloudreve({
    vault,
    clock,
    logger: { log: (...line) => void lines.push(JSON.stringify(line)) },
    uuid: () => crypto.randomUUID(),
    accounts: () => accounts,
    saveAccount: (account) => {
      const at = accounts.findIndex(({ id }) => id === account.id)
      accounts.splice(at === -1 ? accounts.length : at, at === -1 ? 0 : 1, account)
    },
  })
  return { cloudreve, vault, clock, accounts, logged: () => lines.join('\n') }
}

export async function signedIn(
  cloudreve: Cloudreve,
  server: { url: string; user: { email: string; password: string } },
): Promise<Account> {
  const { email, password } = server.user
  const step = await cloudreve.signIn({ site: server.url, email, password })
  if (step.step !== 'done') throw new Error('a second factor was not expected')
  return step.account
}

/** The failure a promise ends in; anything else is a failed test. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work
  } catch (error) {
    if (error instanceof TransferError) return error.failure
    throw error
  }
  throw new Error('it did not fail')
}

/** Kind and code say what a test is about; ids and words differ from run to run. */
export async function outcomeOf(work: Promise<unknown>): Promise<string> {
  const { kind, code } = await failureOf(work)
  return code === undefined ? kind : `${kind} ${String(code)}`
}

export const my = (...segments: string[]): CloudUri => ({ fileSystem: 'my', owner: '', segments })

export const inShare = (owner: string, ...segments: string[]): CloudUri => ({
  fileSystem: 'share',
  owner,
  segments,
})

export interface BareSite {
  readonly url: string
  readonly requests: readonly { readonly line: string; readonly headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

/** `answer` gets the path below `/api/v4`. */
export async function startBareSite(
  answer: (path: string, response: ServerResponse) => void,
): Promise<BareSite> {
  const requests: { line: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    requests.push({ line: `${request.method ?? ''} ${request.url ?? ''}`, headers: request.headers })
    request.resume()
    request.on('end', () => {
      answer((request.url ?? '').replace(/^.*\/api\/v4/, ''), response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

/** An account of a bare site, with a token pair in the vault that is good for an hour. */
export function seedAccount(fixture: Fixture, site: string): Account {
  const account: Account = {
    id: 'instance:u1',
    site,
    siteTitle: 'Bare',
    instanceId: 'instance',
    kind: 'user',
    userId: 'u1',
    email: 'reader@example.org',
    nickname: 'reader',
  }
  const expires = Date.now() + 3_600_000
  fixture.accounts.push(account)
  fixture.vault.secrets.set(
    `tokens:${account.id}`,
    JSON.stringify({
      access: 'access-0',
      refresh: 'refresh-0',
      accessExpiresAtMs: expires,
      refreshExpiresAtMs: expires,
    }),
  )
  return account
}
