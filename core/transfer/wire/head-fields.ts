// The header lines of an answer as names and values. Nothing here knows what they mean.

/** More lines are no file's answer. */
const mostFields = 200

export interface Fields {
  /** Every value of a name, as it came. */
  all(name: string): readonly string[]
  /** Every element of a comma-separated value, in lower case. */
  tokens(name: string): readonly string[]
  /** One value for each name, by the rules of node:http. */
  joined(): Readonly<Record<string, string>>
}

/** A folded line (RFC 9112 section 5.2) is something else than an invalid one: it has a meaning. */
export function readFields(lines: readonly string[]): Fields | 'folded' | 'invalid' | 'too-many' {
  if (lines.length > mostFields) return 'too-many'
  const values = new Map<string, string[]>()
  let folded = false
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      folded = true
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(0, colon)).toLowerCase()
    const value = trimBlanks(line.slice(colon + 1))
    if (!/^[!#$%&'*+\-.^_`|~0-9a-z]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      return 'invalid'
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  return folded ? 'folded' : toFields(values)
}

function toFields(values: ReadonlyMap<string, readonly string[]>): Fields {
  const all = (name: string) => values.get(name) ?? []
  return {
    all,
    tokens: (name) =>
      all(name).flatMap((value) => value.split(',').map((one) => trimBlanks(one).toLowerCase())),
    joined: () =>
      Object.fromEntries(
        [...values].map(([name, found]) => [
          name,
          onlyFirst.has(name) ? (found[0] ?? '') : joinAll(name, found),
        ]),
      ),
  }
}

function joinAll(name: string, values: readonly string[]): string {
  return values.join(name === 'cookie' ? '; ' : ', ')
}

/** Where node:http keeps the first of several. */
const onlyFirst: ReadonlySet<string> = new Set([
  'age',
  'authorization',
  'content-length',
  'content-type',
  'etag',
  'expires',
  'from',
  'host',
  'if-modified-since',
  'if-unmodified-since',
  'last-modified',
  'location',
  'max-forwards',
  'proxy-authorization',
  'referer',
  'retry-after',
  'server',
  'user-agent',
])

/** Blanks as HTTP has them: `trim` would take a no-break space too. */
function trimBlanks(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && isBlank(text.charCodeAt(from))) from++
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--
  return text.slice(from, to)
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}
