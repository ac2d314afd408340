// The cloudreve:// address of what is selected, or of the folder that is open, onto the clipboard. It never holds a
// password.

import type { CommandContext } from '../commands/command.ts'

export async function copyAddress({ reverie, words }: CommandContext): Promise<void> {
  const place = reverie.browser.place()
  if (place.kind !== 'folder') return
  const chosen = reverie.browser.chosen().map(({ uri }) => uri)
  await copyText({ reverie, words }, chosen.length === 0 ? place.uri : chosen.join('\n'))
}

export async function copyText(
  { reverie, words }: CommandContext,
  text: string,
  said = words('browser.addressCopied'),
): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
    reverie.shell.notify({ text: said })
  } catch {
    // Forbidden here: the user is shown the text instead, to copy it by hand.
    reverie.shell.notify({ text })
  }
}
