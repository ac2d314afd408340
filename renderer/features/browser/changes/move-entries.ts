// Into another folder: from the dialog, or by dragging. Nothing is ever replaced there; that is the host's promise.

import { parseCloudUri } from '../../../../core/model/cloud-uri.ts'
import type { CommandContext } from '../commands/command.ts'
import { folderUriOf } from '../places.ts'
import { perform, type ChangeItem } from './perform.ts'

export type Act = 'move' | 'copy'

export interface Moving {
  readonly act: Act
  readonly accountId: string
  readonly items: readonly ChangeItem[]
  /** URI of the folder. */
  readonly to: string
}

export async function moveEntries(
  context: CommandContext,
  { act, accountId, items, to }: Moving,
): Promise<void> {
  const { words, reverie } = context
  if (items.length === 0) return
  await perform(context, {
    accountId,
    items,
    doing: words(`changes.doing.${act}`),
    done: (count, name) =>
      items.length === 1
        ? words(`changes.done.${act}`, { name })
        : words(`changes.done.${act}Many`, { count }),
    run: (uris) => reverie.bridge.invoke(`entry.${act}`, { accountId, uris, to }),
  })
}

/** Why these cannot go there; undefined where they can. The site has the last word. */
export function obstacleTo(
  items: readonly ChangeItem[],
  to: string,
  act: Act,
): 'same' | 'inside' | undefined {
  if (items.some(({ uri }) => isWithin(to, uri))) return 'inside'
  if (act === 'move' && items.every(({ uri }) => isSame(folderUriOf(uri), to))) return 'same'
  return undefined
}

function isWithin(uri: string, folder: string): boolean {
  const [inner, outer] = [parseCloudUri(uri)?.uri, parseCloudUri(folder)?.uri]
  if (inner === undefined || outer === undefined || inner.fileSystem !== outer.fileSystem) return false
  return outer.segments.every((segment, depth) => inner.segments[depth] === segment)
}

function isSame(a: string, b: string): boolean {
  return isWithin(a, b) && isWithin(b, a)
}
