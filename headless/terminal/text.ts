// Text of unknown origin made fit for a terminal: no control characters, a known width, cut where there is no room.
// Not for file names on the disk: those are made by core/model/local-name.

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** C0, C1, line separators and direction overrides, which could move the cursor, colour the rest or disguise a name. */
const unfit = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** One line without anything a terminal would obey. C0 becomes its Unicode picture, the rest U+FFFD. */
export function printable(text: string): string {
  return text.replace(unfit, (char) => {
    const code = char.charCodeAt(0)
    if (code < 0x20) return String.fromCharCode(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\ufffd'
  })
}

/** JSON on one line; what `JSON.stringify` leaves raw and a terminal would obey is written as `\uXXXX`. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    unfit,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const wide =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u
const zero = /^[\p{Mn}\p{Me}\p{Cf}]+$/u

function graphemeWidth(grapheme: string): number {
  if (zero.test(grapheme)) return 0
  return wide.test(grapheme) ? 2 : 1
}

/** Columns the text takes on a terminal, by the usual rules; terminals differ on rare emoji. */
export function displayWidth(text: string): number {
  let width = 0
  for (const { segment } of segmenter.segment(text)) width += graphemeWidth(segment)
  return width
}

/** Cut in the middle, so that the beginning and the extension stay readable. Never wider than `columns`. */
export function shorten(text: string, columns: number): string {
  if (displayWidth(text) <= columns) return text
  if (columns <= 1) return columns === 1 ? '…' : ''
  const graphemes = Array.from(segmenter.segment(text), ({ segment }) => segment)
  const tailColumns = Math.floor((columns - 1) / 3)
  const tail = takeWithin(graphemes.toReversed(), tailColumns).toReversed()
  return [...takeWithin(graphemes, columns - 1 - tailColumns), '…', ...tail].join('')
}

function takeWithin(graphemes: readonly string[], columns: number): string[] {
  const taken: string[] = []
  let used = 0
  for (const grapheme of graphemes) {
    used += graphemeWidth(grapheme)
    if (used > columns) break
    taken.push(grapheme)
  }
  return taken
}

export function padEnd(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - displayWidth(text)))
}
