// File URIs of a Cloudreve (cloudreve-api.md section 1.5) as plain values. A share's password is a credential:
// it is split off while parsing and is never part of a CloudUri, so no printed or stored URI can contain one.

export type CloudFileSystem = 'my' | 'share' | 'shared_with_me' | 'trash'

export interface CloudUri {
  readonly fileSystem: CloudFileSystem
  /** The share id on `share`, another user's id on `my` (admins only), else empty. */
  readonly owner: string
  /** Decoded path segments; empty for the root. Case and Unicode form are the server's and are kept. */
  readonly segments: readonly string[]
}

export interface ParsedUri {
  readonly uri: CloudUri
  /** The password written in the URI, to be handed to the vault and nowhere else. */
  readonly password?: string
}

const fileSystems: readonly string[] = ['my', 'share', 'shared_with_me', 'trash']
const pattern = /^cloudreve:\/\/(?:([^@/?#]*)@)?([^/?#@]+)(\/[^?#]*)?$/i

/** Reads `cloudreve://[owner[:password]@]fs/path`; undefined where the text is no such URI. */
export function parseCloudUri(text: string): ParsedUri | undefined {
  const match = pattern.exec(text.trim())
  if (match === null) return undefined
  const [, user = '', host = '', path = ''] = match
  const fileSystem = host.toLowerCase()
  if (!fileSystems.includes(fileSystem)) return undefined
  const colon = user.indexOf(':')
  const owner = decode(colon === -1 ? user : user.slice(0, colon))
  const password = colon === -1 ? '' : decode(user.slice(colon + 1))
  const segments = splitPath(path)
  if (owner === undefined || password === undefined || segments === undefined) return undefined
  if (fileSystem === 'share' && owner === '') return undefined
  const uri: CloudUri = { fileSystem: fileSystem as CloudFileSystem, owner, segments }
  return password === '' ? { uri } : { uri, password }
}

/** `//`, `.` and `..` are cleaned as the server cleans them, an encoded slash splits too (section 1.5). */
function splitPath(path: string): string[] | undefined {
  const decoded = decode(path)
  if (decoded === undefined) return undefined
  const segments: string[] = []
  for (const name of decoded.split('/')) {
    if (name === '' || name === '.') continue
    if (name === '..') segments.pop()
    else segments.push(name)
  }
  return segments
}

function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text)
    // Half a surrogate pair cannot be written as UTF-8 again.
    return /\p{Surrogate}/u.test(decoded) ? undefined : decoded
  } catch {
    // A `%` not followed by two hex digits: the server answers 40001 to it, so it is no URI for us either.
    return undefined
  }
}

/** Like `encodeURIComponent`, but never throws: what is no Unicode becomes the replacement character. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
}

/** Each segment encoded as `encodeURIComponent` does: `#`, `?`, `%` and spaces are safe. */
export function formatCloudUri(uri: CloudUri): string {
  const owner = uri.owner === '' ? '' : `${encode(uri.owner)}@`
  return `cloudreve://${owner}${uri.fileSystem}/${uri.segments.map(encode).join('/')}`
}

/** The form sent to the server, password included. The result is a secret: never store, log or show it. */
export function formatSecretUri(uri: CloudUri, password: string | undefined): string {
  if (password === undefined || password === '') return formatCloudUri(uri)
  const owner = `${encode(uri.owner)}:${encode(password)}`
  return `cloudreve://${owner}@${uri.fileSystem}/${uri.segments.map(encode).join('/')}`
}

export const myFiles: CloudUri = { fileSystem: 'my', owner: '', segments: [] }

export function childUri(parent: CloudUri, name: string): CloudUri {
  return { ...parent, segments: [...parent.segments, name] }
}

export function parentUri(uri: CloudUri): CloudUri | undefined {
  return uri.segments.length === 0 ? undefined : { ...uri, segments: uri.segments.slice(0, -1) }
}

/** The last segment; empty for a root. */
export function uriName(uri: CloudUri): string {
  return uri.segments.at(-1) ?? ''
}
