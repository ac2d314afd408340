import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { defaultSettings } from '../core/model/settings.ts'
import type { Settings } from '../core/model/settings.ts'
import { keepSettings } from './kept-settings.ts'

let folder: string
let path: string
let reads: number
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'reverie-settings-'))
  path = join(folder, 'settings.json')
  reads = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function createStore() {
  let stored: Settings = { ...defaultSettings, downloadFolder: '/downloads' }
  return {
    /** As another process does. */
    change: (concurrency: number) => {
      stored = { ...stored, concurrency }
      writeFileSync(path, 'x'.repeat(concurrency))
    },
    store: {
      settings: () => {
        reads++
        return stored
      },
      saveSettings: (settings: Settings) => {
        stored = settings
      },
      accounts: () => [],
      saveAccounts: () => undefined,
    },
  }
}

it('reads the file once as long as nobody writes it', async () => {
  const kept = keepSettings(createStore().store, path)
  for (let turn = 0; turn < 3; turn++) {
    expect([kept.settings().concurrency, kept.settings().concurrency]).toEqual([4, 4])
    await nextTurn()
  }
  expect(reads).toBe(1)
})

it('sees what another process wrote, in the next turn', async () => {
  const { store, change } = createStore()
  const kept = keepSettings(store, path)
  expect(kept.settings().concurrency).toBe(4)
  await nextTurn()
  change(7)
  expect(kept.settings().concurrency).toBe(7)
})

it('sees what it saved itself at once', () => {
  const kept = keepSettings(createStore().store, path)
  kept.saveSettings({ ...kept.settings(), concurrency: 9 })
  expect(kept.settings().concurrency).toBe(9)
})
