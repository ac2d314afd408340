// Into the trash, out of it, and for good.

import type { CommandContext } from '../commands/command.ts'
import { chosenItems } from './chosen-items.ts'
import { perform } from './perform.ts'

export async function deleteChosen(
  context: CommandContext,
  { forGood }: { forGood: boolean },
): Promise<void> {
  const { words, reverie } = context
  const place = reverie.browser.place()
  const items = await chosenItems(context)
  if (place.kind !== 'folder' || items === undefined || items.length === 0) return
  const { accountId } = place
  const word = forGood ? 'gone' : 'delete'
  await perform(context, {
    accountId,
    items,
    doing: words('changes.doing.delete'),
    done: (count, name) =>
      items.length === 1
        ? words(`changes.done.${word}`, { name })
        : words(`changes.done.${word}Many`, { count }),
    run: (uris) => reverie.bridge.invoke('entry.delete', { accountId, uris, forGood }),
  })
}

export async function restoreChosen(context: CommandContext): Promise<void> {
  const { words, reverie } = context
  const place = reverie.browser.place()
  const items = await chosenItems(context)
  if (place.kind !== 'folder' || items === undefined || items.length === 0) return
  const { accountId } = place
  await perform(context, {
    accountId,
    items,
    doing: words('changes.doing.restore'),
    done: (count, name) =>
      items.length === 1
        ? words('changes.done.restore', { name })
        : words('changes.done.restoreMany', { count }),
    run: (uris) => reverie.bridge.invoke('entry.restore', { accountId, uris }),
  })
}

export async function emptyTrash(context: CommandContext): Promise<void> {
  const { words, reverie } = context
  const place = reverie.browser.place()
  if (place.kind !== 'folder') return
  await perform(context, {
    accountId: place.accountId,
    items: [],
    doing: words('changes.doing.empty'),
    done: () => words('changes.done.empty'),
    run: () => reverie.bridge.invoke('entry.emptyTrash', { accountId: place.accountId }),
  })
}
