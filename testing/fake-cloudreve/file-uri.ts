// Reads and prints cloudreve:// file URIs as the server does (cloudreve-api.md section 1.5): Go's URL rules on the way
// in, encodeURIComponent per segment on the way out. Not a general URL parser.
import { ApiError, codes } from './codes.ts'

export interface FileUri {
  fs: string
  /** The part before `@`: another user's id or the share id; empty when absent. */
  user: string
  password: string
  segments: string[]
  search: URLSearchParams
  /** How the server prints the parsed URI again: the key in `aggregated_error`. */
  printed: string
}

const shape = /^([^/?#@]*@)?([^/?#@]*)(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/su

export function parseFileUri(text: string): FileUri {
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//u.exec(text)
  if (scheme?.[1]?.toLowerCase() !== 'cloudreve' || hasControlCharacter(text)) throw unknownUri()
  const parts = shape.exec(text.slice(scheme[0].length))
  if (parts === null) throw unknownUri()
  const [, userPart = '', host = '', path = '', query = ''] = parts
  if (/%(?![0-9a-fA-F]{2})/u.test(userPart + host + path) || /[ <>"`\\^{|}]/u.test(host)) throw unknownUri()
  const [user = '', ...password] = userPart.replace(/@$/u, '').split(':')
  return {
    fs: host.toLowerCase(),
    user: percentDecode(user),
    password: percentDecode(password.join(':')),
    segments: cleanSegments(percentDecode(path)),
    search: new URLSearchParams(query),
    printed: `cloudreve://${userPart}${host}${printedPath(path)}${query}`,
  }
}

/** `path` of a file object: every segment percent-encoded, same file system and user part as asked for. */
export function formatFileUri(authority: string, segments: readonly string[]): string {
  return `cloudreve://${authority}/${segments.map(encodeURIComponent).join('/')}`
}

export function authorityOf(uri: FileUri): string {
  if (uri.user === '') return uri.fs
  const password = uri.password === '' ? '' : `:${encodeURIComponent(uri.password)}`
  return `${encodeURIComponent(uri.user)}${password}@${uri.fs}`
}

/** Name rules of the server's validator: 1..255 bytes, none of the nine characters, not a dot name. */
export function isLegalName(name: string): boolean {
  const bytes = Buffer.byteLength(name, 'utf8')
  return bytes >= 1 && bytes <= 255 && name !== '.' && name !== '..' && !/[\\/:*?"<>|]/u.test(name)
}

function unknownUri(): ApiError {
  return new ApiError(codes.badParameter, 'unknown uri')
}

function hasControlCharacter(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20 || code === 0x7f) return true
  }
  return false
}

function cleanSegments(path: string): string[] {
  const clean: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment === '..') clean.pop()
    else clean.push(segment)
  }
  return clean
}

function percentDecode(text: string): string {
  const source = Buffer.from(text, 'utf8')
  const target = Buffer.alloc(source.length)
  let length = 0
  for (let at = 0; at < source.length; at += 1) {
    const escaped = source[at] === 0x25
    target[length] = escaped
      ? Number.parseInt(source.toString('latin1', at + 1, at + 3), 16)
      : (source[at] ?? 0)
    if (escaped) at += 2
    length += 1
  }
  return target.toString('utf8', 0, length)
}

// Go keeps the caller's spelling while it is a valid encoding, and re-escapes the decoded path otherwise.
function printedPath(raw: string): string {
  const validEncoding = /^[A-Za-z0-9\-_.~!$&'()*+,;=:@[\]%/]*$/u.test(raw)
  if (validEncoding && !raw.endsWith('/')) return raw
  const decoded = percentDecode(raw.replace(/\/$/u, ''))
  return [...Buffer.from(decoded, 'utf8')].map(goEscapedByte).join('')
}

/** A blob's name in its link: Go's path-segment escaping, stricter on marks and laxer on separators than a file URI. */
export function escapePathSegment(name: string): string {
  const marks = encodeURIComponent(name).replace(
    /[!'()*]/gu,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return marks.replace(/%(?:24|26|2B|3A|3D|40)/gu, decodeURIComponent)
}

function goEscapedByte(byte: number): string {
  const character = String.fromCharCode(byte)
  if (/[A-Za-z0-9\-_.~$&+,/:;=@]/u.test(character)) return character
  return `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
}
