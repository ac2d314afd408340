// The shortcut that opens the tray window from anywhere: registered while the settings name one. Another program may have
// it already.

import type { GlobalShortcut } from 'electron'
import type { Engine } from '../../core/engine-api.ts'

export type ShortcutState = 'none' | 'working' | 'taken'

export interface Shortcut {
  state(): ShortcutState
  onChanged(listener: () => void): () => void
  dispose(): void
}

export function followShortcut(
  shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>,
  settings: Pick<Engine['settings'], 'read' | 'onChanged'>,
  run: () => void,
): Shortcut {
  const listeners = new Set<() => void>()
  let wanted = ''
  let state: ShortcutState = 'none'
  const release = () => {
    if (state === 'working') shortcuts.unregister(wanted)
    state = 'none'
  }
  const follow = () => {
    const next = settings.read().desktop.trayShortcut
    if (next === wanted) return
    release()
    wanted = next
    if (next !== '') state = register(next) ? 'working' : 'taken'
    for (const listener of [...listeners]) listener()
  }
  const register = (accelerator: string) => {
    try {
      return shortcuts.register(accelerator, run)
    } catch {
      // A key that this keyboard or system does not know.
      return false
    }
  }
  const stop = settings.onChanged(follow)
  follow()
  return {
    state: () => state,
    onChanged: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    dispose: () => {
      stop()
      release()
    },
  }
}
