// A signed-in session with a folder of its own on the server under test, and the few calls every test repeats.
// What it made is deleted for good when it closes.
import { randomUUID } from 'node:crypto'
import { createRawApi, type RawApi, type RawCall } from './raw-api.ts'
import { fileShape, linksShape, listingShape, signInShape, type Envelope, type FileReply } from './replies.ts'
import type { ServerUnderTest } from './servers.ts'
import type { z } from 'zod'

export interface Workspace {
  readonly api: RawApi
  readonly account: { email: string; password: string; id: string; permission: string }
  readonly token: string
  readonly refreshToken: string
  /** File URI of a name below the workspace's folder; every segment is encoded. */
  uri(...names: string[]): string
  call(path: string, call?: RawCall): Promise<Envelope>
  put(uri: string, content: string): Promise<FileReply>
  createFolder(uri: string): Promise<FileReply>
  createEmptyFile(uri: string): Promise<FileReply>
  list(uri: string, query?: Record<string, string>): Promise<z.infer<typeof listingShape>>
  links(body: Record<string, unknown>): Promise<z.infer<typeof linksShape>>
  /** One link of one URI, on the origin the API is reached by (section 5, "Host of the URL"). */
  link(uri: string, body?: Record<string, unknown>): Promise<string>
  onThisOrigin(url: string): string
  remove(uri: string): Promise<void>
  close(): Promise<void>
}

export async function openWorkspace(server: ServerUnderTest): Promise<Workspace> {
  const open = await server.open()
  const api = createRawApi(open.url)
  const { email, password } = open
  const session = await api.envelope('/session/token', { method: 'POST', json: { email, password } })
  const { user, token } = signInShape.parse(session.data)
  const root = `cloudreve://my/reverie-conformance-${randomUUID()}`
  const call = (path: string, options: RawCall = {}): Promise<Envelope> =>
    api.envelope(path, { token: token.access_token, ...options })
  const calls = createCalls(call, open.url)
  return {
    ...calls,
    api,
    account: { email, password, id: user.id, permission: user.group.permission },
    token: token.access_token,
    refreshToken: token.refresh_token,
    uri: (...names) => [root, ...names.map(encodeURIComponent)].join('/'),
    call,
    close: async () => {
      await calls.remove(root)
      await open.close()
    },
  }
}

type Calls = Pick<
  Workspace,
  'put' | 'createFolder' | 'createEmptyFile' | 'list' | 'links' | 'link' | 'onThisOrigin' | 'remove'
>

function createCalls(call: Workspace['call'], origin: string): Calls {
  const create = async (uri: string, type: string): Promise<FileReply> =>
    fileShape.parse((await call('/file/create', { method: 'POST', json: { uri, type } })).data)
  const onThisOrigin = (url: string): string => {
    const parsed = new URL(url)
    return `${origin}${parsed.pathname}${parsed.search}`
  }
  const links = async (body: Record<string, unknown>): Promise<z.infer<typeof linksShape>> =>
    linksShape.parse((await call('/file/url', { method: 'POST', json: body })).data)
  return {
    put: async (uri, content) => {
      const body = new TextEncoder().encode(content)
      return fileShape.parse((await call('/file/content', { method: 'PUT', query: { uri }, body })).data)
    },
    createFolder: (uri) => create(uri, 'folder'),
    createEmptyFile: (uri) => create(uri, 'file'),
    list: async (uri, query = {}) =>
      listingShape.parse((await call('/file', { query: { uri, ...query } })).data),
    links,
    link: async (uri, body = {}) => {
      const minted = await links({ uris: [uri], ...body })
      return onThisOrigin(minted.urls[0]?.url ?? '')
    },
    onThisOrigin,
    remove: async (uri) => {
      await call('/file', { method: 'DELETE', json: { uris: [uri], skip_soft_delete: true } })
    },
  }
}
