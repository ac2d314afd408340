import { expect, it } from 'vitest'
import type { Engine } from '../core/engine-api.ts'
import { formatCloudUri, myFiles } from '../core/model/cloud-uri.ts'
import type { CloudUri } from '../core/model/cloud-uri.ts'
import { createManualClock } from '../testing/engine/manual-clock.ts'
import { createOpenFolders, leaseMs } from './open-folders.ts'

function start() {
  const clock = createManualClock()
  const watched = new Map<string, () => void>()
  let change: (told: { accountId: string; uri: CloudUri }) => void = () => undefined
  const engine = {
    browser: {
      watch: (accountId: string, uri: CloudUri, onChanged: () => void) => {
        const key = `${accountId} ${formatCloudUri(uri)}`
        watched.set(key, onChanged)
        return () => watched.delete(key)
      },
    },
    changes: {
      onChanged: (listener: typeof change) => {
        change = listener
        return () => undefined
      },
    },
  } as unknown as Pick<Engine, 'browser' | 'changes'>
  const folders = createOpenFolders(engine, clock)
  const told: string[] = []
  folders.onChanged(({ accountId, uri }) => told.push(`${accountId} ${uri}`))
  const docs = { ...myFiles, segments: ['docs'] }
  return { clock, watched, folders, told, docs, change: () => change({ accountId: 'a', uri: docs }) }
}

it('tells what the site says of a folder, and what was changed from here', () => {
  const { folders, watched, told, docs, change } = start()
  folders.watch({ accountId: 'a', uri: docs, watchId: undefined })
  watched.get('a cloudreve://my/docs')?.()
  change()
  expect(told).toEqual(['a cloudreve://my/docs', 'a cloudreve://my/docs'])
})

it('ends by itself where the page does not say that it is still there', () => {
  const { folders, watched, clock, docs } = start()
  const { watchId } = folders.watch({ accountId: 'a', uri: docs, watchId: undefined })
  clock.advance(leaseMs - 1)
  folders.watch({ accountId: 'a', uri: docs, watchId })
  clock.advance(leaseMs - 1)
  expect([...watched.keys()]).toEqual(['a cloudreve://my/docs'])
  clock.advance(1)
  expect([...watched.keys()]).toEqual([])
})

it('follows the page to its next folder, and no longer the one before', () => {
  const { folders, watched, docs } = start()
  const { watchId } = folders.watch({ accountId: 'a', uri: docs, watchId: undefined })
  folders.watch({ accountId: 'a', uri: myFiles, watchId })
  expect([...watched.keys()]).toEqual(['a cloudreve://my/'])
  folders.unwatch(watchId)
  expect([...watched.keys()]).toEqual([])
})

it('has an end to how many are watched', () => {
  const { folders, docs } = start()
  for (let n = 0; n < 64; n++) folders.watch({ accountId: `a${n}`, uri: docs, watchId: undefined })
  expect(() => folders.watch({ accountId: 'b', uri: docs, watchId: undefined })).toThrow('invalid-request')
})
