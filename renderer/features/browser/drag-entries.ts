// Dragging entries onto a folder of the same window: a row, a step of the path, a place. Targets carry `data-drop-uri`;
// what is dragged stays in this page's memory, so that a drag from elsewhere can never move anything. One file can be
// dragged out to the desktop where the browser hands over a download (ADR 0039).

import { useEffect } from 'react'
import { chosenItems } from './changes/chosen-items.ts'
import { moveEntries, obstacleTo } from './changes/move-entries.ts'
import type { ChangeItem } from './changes/perform.ts'
import type { CommandContext } from './commands/command.ts'
import { createOffering } from './offering.ts'
import { useCommandContext } from './use-commands.ts'

interface Dragged {
  readonly accountId: string
  readonly items: readonly ChangeItem[]
}

/** For the element around everything that can be dragged and dropped on. */
export function useDragging(root: { readonly current: HTMLElement | null }): void {
  const context = useCommandContext()
  useEffect(() => {
    const element = root.current
    if (element === null) return undefined
    const drag = createDrag(context)
    const listeners = Object.entries(drag) as [keyof HTMLElementEventMap, (event: never) => void][]
    for (const [name, listener] of listeners) element.addEventListener(name, listener as EventListener)
    return () => {
      for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener)
    }
  }, [context, root])
}

function createDrag(context: CommandContext) {
  let dragged: Dragged | undefined
  let over: HTMLElement | undefined
  const offering = createOffering(context.reverie)
  const mark = (next: HTMLElement | undefined) => {
    if (over !== next) {
      if (over !== undefined) delete over.dataset['dropping']
      if (next !== undefined) next.dataset['dropping'] = 'true'
    }
    over = next
  }
  return {
    mousedown(event: MouseEvent) {
      const row = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-index]') : null
      if (row !== null && event.button === 0) offering.prepare(Number(row.dataset['index']))
    },
    dragstart(event: DragEvent) {
      const { browser } = context.reverie
      const place = browser.place()
      if (place.kind !== 'folder') return
      const items = browser.chosen().map(({ uri, name }) => ({ uri, name }))
      dragged = { accountId: place.accountId, items }
      event.dataTransfer?.setData('text/plain', items.map(({ uri }) => uri).join('\n'))
      if (event.dataTransfer === null) return
      event.dataTransfer.effectAllowed = 'copyMove'
      const only = items.length === 1 ? items[0] : undefined
      const download = only === undefined ? undefined : offering.downloadOf(only.uri)
      if (download !== undefined) event.dataTransfer.setData('DownloadURL', download)
    },
    dragover(event: DragEvent) {
      const target = targetOf(event)
      const to = target?.dataset['dropUri']
      const act = event.ctrlKey || event.altKey ? 'copy' : 'move'
      const fits =
        dragged !== undefined && to !== undefined && obstacleTo(dragged.items, to, act) === undefined
      mark(fits ? target : undefined)
      if (!fits || event.dataTransfer === null) return
      event.preventDefault()
      event.dataTransfer.dropEffect = act
    },
    drop(event: DragEvent) {
      const to = over?.dataset['dropUri']
      const what = dragged
      mark(undefined)
      dragged = undefined
      if (what === undefined || to === undefined) return
      event.preventDefault()
      const act = event.ctrlKey || event.altKey ? 'copy' : 'move'
      void moveDragged(context, { ...what, to, act })
    },
    dragend() {
      mark(undefined)
      dragged = undefined
    },
  }
}

async function moveDragged(
  context: CommandContext,
  moving: Dragged & { to: string; act: 'move' | 'copy' },
): Promise<void> {
  const { everything } = context.reverie.browser.store.getState().selection
  const items = everything ? await chosenItems(context) : moving.items
  if (items !== undefined) await moveEntries(context, { ...moving, items })
}

function targetOf(event: DragEvent): HTMLElement | undefined {
  if (!(event.target instanceof Element)) return undefined
  return event.target.closest<HTMLElement>('[data-drop-uri]') ?? undefined
}
