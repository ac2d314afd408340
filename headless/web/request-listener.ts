// Answers the page's plain HTTP requests: the one-time token, the page, its files. Everything else is refused, and every
// answer carries the same headers. The treaty goes over the bridge, not through here.

import { randomBytes } from 'node:crypto'
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { doorKeyName } from '../../contract/door-key.ts'
import { remoteRoute, thumbnailRoute } from '../../contract/remote-routes.ts'
import type { ServeRemote } from '../../host/remote/remote-files.ts'
import type { PageFiles } from './page-files.ts'
import { answerHeaders } from './policy.ts'
import { answerRemote } from './remote-door.ts'
import { sessionCookie, type Sessions } from './sessions.ts'

export interface DoorParts {
  readonly hosts: ReadonlySet<string>
  readonly sessions: Sessions
  readonly page: PageFiles
  readonly serveRemote: ServeRemote
  /** Receives what was refused, without its content. */
  readonly report: (message: string) => void
}

interface Answer {
  readonly status: number
  readonly type?: string
  readonly body?: string | Buffer
  readonly headers?: Record<string, string>
}

export function createRequestListener(parts: DoorParts): RequestListener {
  return (request, response) => {
    const host = request.headers.host ?? ''
    const nonce = randomBytes(16).toString('base64')
    decide(parts, request, { host, nonce, response })
      .catch((): Answer => {
        parts.report('a file of the page could not be read')
        return plain(500, 'The page is damaged. Build it again with “npm run build”.')
      })
      .then((answer) => {
        if (answer === 'answered') return
        // A foreign Host header is not repeated in our own headers.
        const own = parts.hosts.has(host) ? host : ([...parts.hosts][0] ?? 'localhost')
        send(response, answer, { request, host: own, nonce })
      })
      .catch(() => response.destroy())
  }
}

async function decide(
  { hosts, sessions, page, serveRemote, report }: DoorParts,
  request: IncomingMessage,
  { host, nonce, response }: { host: string; nonce: string; response: ServerResponse },
): Promise<Answer | 'answered'> {
  if (!hosts.has(host)) {
    report('refused a request with a foreign Host header')
    return plain(421, 'This address does not belong to this server.')
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return { ...plain(405, 'Only GET is answered here.'), headers: { allow: 'GET, HEAD' } }
  const address = readAddress(request.url)
  if (address === undefined) return plain(400, 'This address cannot be read.')
  const token = address.searchParams.get('token')
  if (address.pathname === '/' && token !== null && request.method === 'GET') {
    const session = sessions.redeem(token)
    if (session === undefined) report('refused a token that is wrong or used up')
    else return welcome(page.index(nonce, session.key), sessionCookie(sessions.cookieName, session.cookie))
  }
  if (!sessions.isOpen(request.headers.cookie)) return unknownVisitor
  if (address.pathname === '/')
    return { status: 200, type: 'text/html; charset=utf-8', body: page.index(nonce) }
  const isRemote = address.pathname.startsWith(`/${remoteRoute}`)
  // The address of a preview holds an id that only the bridge tells.
  const needsKey = address.pathname === `/${thumbnailRoute}`
  const key = address.searchParams.get(doorKeyName) ?? ''
  if (needsKey && !sessions.isEntitled(request.headers.cookie, key)) return unknownVisitor
  if (isRemote && (await answerRemote(serveRemote, request, response))) return 'answered'
  const file = page.find(address.pathname)
  if (file === undefined) return plain(404, 'There is nothing at this address.')
  return { status: 200, type: file.type, body: await file.read() }
}

/** The address is only ever compared with a list, so escapes need no decoding. */
function readAddress(path: string | undefined): URL | undefined {
  if (path === undefined || !path.startsWith('/') || path.startsWith('//')) return undefined
  const address = `http://page.invalid${path}`
  return URL.canParse(address) ? new URL(address) : undefined
}

function plain(status: number, text: string): Answer {
  return { status, type: 'text/plain; charset=utf-8', body: `${text}\n` }
}

/** The page at once: what comes after a redirection would not have the strict cookie yet, nor the key. */
function welcome(body: string, cookie: string): Answer {
  return { status: 200, type: 'text/html; charset=utf-8', body, headers: { 'set-cookie': cookie } }
}

/** The link leads browsers that hold back a strict cookie after a foreign click to the page with it. */
const unknownVisitor: Answer = {
  status: 401,
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Reverie</title>
<h1>This link has been used</h1>
<p>Every link from the terminal opens one browser. Press Enter in the terminal that runs
“reverie serve” to get a new one.</p>
<p>If you have just opened a new link: <a href="/">go on</a>.</p></html>
`,
}

function send(
  response: ServerResponse,
  { status, type, body = '', headers = {} }: Answer,
  { request, host, nonce }: { request: IncomingMessage; host: string; nonce: string },
): void {
  const content = Buffer.from(body)
  response.writeHead(status, {
    ...answerHeaders(host, nonce),
    ...(type === undefined ? {} : { 'content-type': type }),
    'content-length': String(content.length),
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : content)
}
