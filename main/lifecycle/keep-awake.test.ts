import { expect, it } from 'vitest'
import type { Settings } from '../../core/model/settings.ts'
import { defaultSettings } from '../../core/model/settings.ts'
import { keepAwake } from './keep-awake.ts'
import { followShortcut } from './shortcut.ts'

function emitter<T>() {
  const listeners = new Set<(value: T) => void>()
  return {
    listeners,
    on: (listener: (value: T) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    tell: (value: T) => listeners.forEach((listener) => listener(value)),
  }
}

function settingsOf(desktop: Partial<Settings['desktop']>) {
  const changed = emitter<Settings>()
  let current: Settings = { ...defaultSettings, downloadFolder: '/d' }
  const set = (parts: Partial<Settings['desktop']>) => {
    current = { ...current, desktop: { ...current.desktop, ...parts } }
    changed.tell(current)
  }
  set(desktop)
  return { port: { read: () => current, onChanged: changed.on }, set, listeners: changed.listeners }
}

it('blocks sleep once while something runs, and lets go of it', () => {
  const said: string[] = []
  const changed = emitter<number>()
  const settings = settingsOf({ keepAwake: true })
  let downloading = 0
  const stop = keepAwake({
    blocker: {
      start: (kind) => (said.push(kind), 7),
      stop: (id) => (said.push(`stop ${id}`), true),
    },
    queue: {
      onChanged: changed.on,
      totals: () => ({ byState: { resolving: 0, downloading, finishing: 0 } }) as never,
    },
    settings: settings.port,
  })
  const run = (count: number) => {
    downloading = count
    changed.tell(1)
  }
  run(1)
  run(4)
  run(0)
  run(1)
  settings.set({ keepAwake: false })
  settings.set({ keepAwake: true })
  stop()
  const once = ['prevent-app-suspension', 'stop 7']
  expect(said).toEqual([...once, ...once, ...once])
  expect([changed.listeners.size, settings.listeners.size]).toEqual([0, 0])
})

it('the shortcut follows the settings and says when somebody else has it', () => {
  const said: string[] = []
  const settings = settingsOf({ trayShortcut: 'Control+Shift+D' })
  const shortcut = followShortcut(
    {
      register: (accelerator) => {
        said.push(`+${accelerator}`)
        if (accelerator === 'Alt+F24') throw new Error('no such key')
        return accelerator !== 'Alt+A'
      },
      unregister: (accelerator) => said.push(`-${accelerator}`),
    },
    settings.port,
    () => undefined,
  )
  const states = [shortcut.state()]
  shortcut.onChanged(() => states.push(shortcut.state()))
  for (const trayShortcut of ['Alt+A', 'Alt+F24', '', 'Alt+B', 'Alt+B']) settings.set({ trayShortcut })
  shortcut.dispose()
  expect(states).toEqual(['working', 'taken', 'taken', 'none', 'working'])
  expect(said).toEqual([
    ...['+Control+Shift+D', '-Control+Shift+D', '+Alt+A', '+Alt+F24', '+Alt+B', '-Alt+B'],
  ])
})
