// Remote names are hostile (design.md section 5). This maps one of them to a single local file name that stays in its
// folder and that the target's system can hold. Pure: the caller says which rules the target has.

import { splitExtension } from './conflict.ts'

export interface NameRules {
  /** Windows forbids more characters and whole names; the others only `/` and NUL. */
  readonly family: 'windows' | 'posix'
  /** Longest name: UTF-16 units on Windows and macOS, bytes of UTF-8 on Linux. */
  readonly limit: { readonly unit: 'utf8' | 'utf16'; readonly max: number }
  readonly caseSensitive: boolean
  /** The volume treats NFC and NFD spellings as one name (macOS). */
  readonly normalizing: boolean
}

export const nameRules: Record<'win32' | 'darwin' | 'linux', NameRules> = {
  win32: { family: 'windows', limit: { unit: 'utf16', max: 255 }, caseSensitive: false, normalizing: false },
  darwin: { family: 'posix', limit: { unit: 'utf16', max: 255 }, caseSensitive: false, normalizing: true },
  linux: { family: 'posix', limit: { unit: 'utf8', max: 255 }, caseSensitive: true, normalizing: false },
}

const reservedOnWindows = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i

/**
 * The local name for a remote one. Forbidden characters become their full-width look-alikes, so the mapping can be
 * read and, but for shortening, undone. Never empty, never `.` or `..`, never with a separator.
 */
export function toLocalName(remoteName: string, rules: NameRules): string {
  let name = replaceControls(remoteName).replaceAll('/', '／')
  if (rules.family === 'windows') name = replaceForWindows(name)
  if (name === '') name = '_'
  if (name === '.' || name === '..') name = name.replaceAll('.', '．')
  return shortenName(name, rules)
}

/**
 * Control characters go to the Unicode pictures of themselves: a newline in a name must not reach a terminal. Lone
 * surrogates cannot be written as UTF-8, and direction overrides can disguise an extension: both become U+FFFD.
 */
function replaceControls(name: string): string {
  return name.replace(/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu, (char) => {
    const code = char.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\ufffd'
  })
}

function replaceForWindows(name: string): string {
  const fullWidth = name.replace(/[<>:"\\|?*]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0))
  const trimmed = fullWidth.replace(/[. ]$/, (char) => (char === '.' ? '．' : '␠'))
  return reservedOnWindows.test(trimmed) ? `_${trimmed}` : trimmed
}

function measure(text: string, unit: 'utf8' | 'utf16'): number {
  return unit === 'utf16' ? text.length : utf8Length(text)
}

function utf8Length(text: string): number {
  let bytes = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}

/** Too long a name keeps its extension and ends its stem in a hash of the whole, so that twins stay apart. */
function shortenName(name: string, rules: NameRules): string {
  const { unit, max } = rules.limit
  if (measure(name, unit) <= max) return name
  return appendSuffix(name, `~${hashName(name)}`, rules)
}

/** `name` + `suffix` before the extension, cut to the limit. Used for shortening and for twins. */
export function appendSuffix(name: string, suffix: string, rules: NameRules): string {
  const { stem, extension } = splitExtension(name)
  const { unit, max } = rules.limit
  const room = max - measure(suffix + extension, unit)
  let cut = ''
  let used = 0
  for (const char of stem) {
    used += measure(char, unit)
    if (used > room) break
    cut += char
  }
  return `${cut.replace(/[. ]+$/, '')}${suffix}${extension}`
}

/** FNV-1a, 32 bits, base 36: short and stable, not a checksum. */
export function hashName(name: string): string {
  let hash = 0x811c9dc5
  for (const char of name) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0
  return hash.toString(36).padStart(7, '0')
}

/** Two names with the same key cannot stand beside each other on the target. */
export function collisionKey(name: string, rules: NameRules): string {
  const composed = rules.normalizing ? name.normalize('NFC') : name
  return rules.caseSensitive ? composed : composed.toLowerCase()
}

/**
 * Names for one folder's children: the second of two twins gets a suffix made from its id, the same every time. Names in
 * `others` are given already.
 */
export function createNameRegistry(
  rules: NameRules,
  others: Iterable<string> = [],
): (remoteName: string, id: string) => string {
  const taken = new Set<string>()
  for (const name of others) taken.add(collisionKey(name, rules))
  return (remoteName, id) => {
    const plain = toLocalName(remoteName, rules)
    let name = plain
    for (let round = 0; taken.has(collisionKey(name, rules)); round++) {
      name = appendSuffix(plain, `~${hashName(`${id}/${remoteName}/${round}`)}`, rules)
    }
    taken.add(collisionKey(name, rules))
    return name
  }
}
