// Names of files are chosen by strangers. Characters that would hide or reorder others are made visible here; joiners
// that emoji and Persian need are kept. Not for anything but display.

const hidden = /[\p{Cc}\u061c\u200b\u2028\u2029\u202a-\u202e\u2060-\u2069\ufeff]/gu

export function visibleName(name: string): string {
  return name.replace(hidden, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    if (code === 0x7f) return '\u2421'
    return `\u27e8U+${code.toString(16).toUpperCase().padStart(4, '0')}\u27e9`
  })
}

/** A name inside a sentence: its direction cannot leak out (first strong isolate … pop). */
export function isolateName(name: string): string {
  return `\u2068${visibleName(name)}\u2069`
}
