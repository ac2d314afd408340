// Signing in by the site's own page from a terminal: an address to open, and how the answer comes back. An own client leads
// to a door on this machine; the built-in one ends at a page whose address is pasted.

import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AccountsApi } from '../core/engine-api.ts'
import type { Account } from '../core/model/account.ts'
import type { BrowserFlow } from '../core/model/account-details.ts'
import { TransferError, fail } from '../core/model/failure.ts'
import type { Cli } from './cli.ts'
import { UsageError } from './usage-error.ts'

/** As long as the site keeps a sign-in open. */
const patienceMs = 600_000

export async function finishInBrowser(cli: Cli, accounts: AccountsApi, flow: BrowserFlow): Promise<Account> {
  const door = doorOf(flow)
  if (door !== undefined) return finishAtDoor(cli, accounts, { flow, door })
  announce(cli, flow)
  if (!cli.asker.canAsk || cli.output.json) return accounts.finishBrowser(flow.id, await readAnswer(cli))
  cli.output.report('Sign in there. Then copy the address of the page it ends at, and paste it here.')
  for (;;) {
    try {
      return await accounts.finishBrowser(flow.id, await cli.asker.ask('Address of that page, or the code:'))
    } catch (error) {
      const mayAgain = error instanceof TransferError && error.failure.kind === 'invalid-request'
      if (!mayAgain) throw error
      cli.output.problem(
        'That is not the page that the site ends a sign-in at. Its address begins with ' +
          `${flow.redirect}?code=…`,
      )
    }
  }
}

function announce(cli: Cli, { address, redirect }: BrowserFlow): void {
  cli.output.result(`Open ${address}`)
  cli.output.emit({ event: 'open-browser', address, redirect })
}

/** One line on the standard input, for a script that has shown the page itself. */
async function readAnswer(cli: Cli): Promise<string> {
  try {
    return await cli.asker.readSecret()
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    throw new UsageError(
      'The address of the page that the site ended at did not come on the standard input. Give it as one line.',
    )
  }
}

interface Door {
  readonly host: string
  readonly port: number
  readonly path: string
}

/** Loopback over plain HTTP with a port of its own (RFC 8252 section 7.3); anything else nobody here could answer. */
function doorOf({ address, redirect }: BrowserFlow): Door | undefined {
  if (!URL.canParse(redirect)) return undefined
  const { protocol, hostname, port, pathname, origin } = new URL(redirect)
  // A page of the site itself, on this machine too.
  if (origin === new URL(address).origin) return undefined
  const host = hostname.replace(/^\[|\]$/g, '')
  const isLoopback = host === '127.0.0.1' || host === '::1' || host === 'localhost'
  if (protocol !== 'http:' || !isLoopback || port === '') return undefined
  return { host: host === 'localhost' ? '127.0.0.1' : host, port: Number(port), path: pathname }
}

async function finishAtDoor(
  cli: Cli,
  accounts: AccountsApi,
  { flow, door }: { flow: BrowserFlow; door: Door },
): Promise<Account> {
  const server = createServer()
  const opened = new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UsageError(
          `The redirect address ${flow.redirect} cannot be used here (${error.code ?? 'unknown'}). Close what uses the port, or register another one.`,
        ),
      )
    })
    server.listen(door.port, door.host, resolve)
  })
  try {
    await opened
    announce(cli, flow)
    cli.output.report('Waiting for the sign-in in the browser; Ctrl-C stops.')
    return await answerOf(server, { accounts, flow, path: door.path })
  } finally {
    server.close()
    server.closeAllConnections()
  }
}

interface Waiting {
  readonly accounts: AccountsApi
  readonly flow: BrowserFlow
  readonly path: string
}

/** What is not the answer to this very sign-in is turned away, and waited on. */
function answerOf(server: ReturnType<typeof createServer>, waiting: Waiting): Promise<Account> {
  const { accounts, flow, path } = waiting
  const state = new URL(flow.address).searchParams.get('state')
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(fail('sign-in-late', 'nobody came')), patienceMs)
    const settle = (account: Promise<Account>, response: ServerResponse) => {
      clearTimeout(timer)
      account.then(
        (found) => tell(response, 'You are signed in. You may close this page.', () => resolve(found)),
        (error: Error) =>
          tell(response, 'The sign-in did not work; the terminal says why.', () => reject(error)),
      )
    }
    server.on('request', (request: IncomingMessage, response) => {
      const url = new URL(request.url ?? '/', flow.redirect)
      const isOurs = request.method === 'GET' && url.pathname === path && isHost(request, flow.redirect)
      const isAnswer = url.searchParams.has('code') || url.searchParams.has('error')
      if (!isOurs || !isAnswer) {
        response.writeHead(404).end()
        return
      }
      if (url.searchParams.get('state') !== state) {
        // Any page of the web can send a browser here: that must not end the sign-in that somebody waits for.
        response.writeHead(400, { 'content-type': 'text/plain' }).end('This belongs to another sign-in.\n')
        return
      }
      settle(accounts.finishBrowser(flow.id, url.href), response)
    })
  })
}

/** A name that somebody else made lead here is not the one that is registered. */
function isHost({ headers }: IncomingMessage, redirect: string): boolean {
  return headers.host === new URL(redirect).host
}

function tell(response: ServerResponse, text: string, then: () => void): void {
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
  })
  response.end(`${text}\n`, then)
}
