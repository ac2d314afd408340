// Running text broken into lines for a terminal. Not for names and values, which are cut instead (text.ts).

import { displayWidth } from './text.ts'

/** Lines of at most `columns`, each indented; a word that is longer stands alone. */
export function wrapText(text: string, columns: number, indent = 0): string[] {
  const margin = ' '.repeat(indent)
  const room = Math.max(1, columns - indent)
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && displayWidth(longer) > room) {
      lines.push(margin + line)
      line = word
    } else line = longer
  }
  return [...lines, margin + line]
}
