// A link dropped anywhere on the window, from a browser or a chat, is opened like one that was pasted. Files are left
// alone: there is nothing to do with them here.

import { useEffect } from 'react'
import { openAddress } from './use-given-addresses.ts'
import { useReverie } from './reverie.ts'

const linkTypes = ['text/uri-list', 'text/plain'] as const

export function useDroppedLink(): void {
  const reverie = useReverie()
  useEffect(() => {
    const onDragOver = (event: DragEvent) => {
      const types: readonly string[] = event.dataTransfer?.types ?? []
      // Whoever drags rows about has said so already.
      if (!event.defaultPrevented && types.includes('text/uri-list')) event.preventDefault()
    }
    const onDrop = (event: DragEvent) => {
      if (event.defaultPrevented) return
      const texts = linkTypes.map((type) => event.dataTransfer?.getData(type) ?? '')
      const address = texts
        .join('\n')
        .split(/\r?\n/)
        .find((line) => line !== '' && !line.startsWith('#'))
      if (address === undefined) return
      event.preventDefault()
      openAddress(reverie, address)
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('drop', onDrop)
    }
  }, [reverie])
}
