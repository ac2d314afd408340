// Part files of a long list.

import { expect, it } from 'vitest'
import type { Transfer } from '../model/transfer.ts'
import { createCleanUp } from './clean-up.ts'
import type { QueueParts } from './queue-parts.ts'

/** A store and a disk that only know these transfers; a removal ends when the test says so. */
function site(states: ReadonlyMap<string, Transfer['state']['kind']>) {
  const under: (() => void)[] = []
  const removed: string[] = []
  let most = 0
  const parts = {
    store: {
      transfers: {
        read: (id: string) => {
          const kind = states.get(id)
          return kind === undefined ? undefined : { id, state: { kind } }
        },
      },
      resumePoints: { read: (id: string) => ({ partName: id, pieces: [] }), drop: () => undefined },
    },
    ports: {
      logger: { log: () => undefined },
      disk: {
        remove: (path: string) =>
          new Promise<void>((resolve) => {
            under.push(() => {
              removed.push(path)
              resolve()
            })
            most = Math.max(most, under.length)
          }),
      },
    },
  } as unknown as QueueParts
  const finishAll = async () => {
    for (let idle = 0; idle < 5;) {
      const finish = under.shift()
      finish?.()
      idle = finish === undefined ? idle + 1 : 0
      await Promise.resolve()
      await Promise.resolve()
    }
  }
  return { parts, removed, finishAll, most: () => most }
}

const transfer = (id: string) =>
  ({ id, target: { root: '/t', folders: [], name: id } }) as unknown as Transfer

it('takes a hundred away a few at a time, and says when the last one has gone', async () => {
  const ids = Array.from({ length: 100 }, (_, index) => `part-${String(index)}`)
  const s = site(new Map(ids.map((id) => [id, 'failed'])))
  let isDone = false
  const cleanUp = createCleanUp(s.parts, { runningIds: () => [], onRemoved: () => undefined })
  cleanUp.removeParts(ids.map(transfer), () => (isDone = true))
  await s.finishAll()
  await cleanUp.idle()
  expect({ most: s.most(), removed: s.removed.length, isDone }).toEqual({
    most: 8,
    removed: 100,
    isDone: true,
  })
})

it('keeps the part of what the user wants back meanwhile', async () => {
  const states = new Map<string, Transfer['state']['kind']>([
    ['gone', 'canceled'],
    ['back', 'queued'],
  ])
  const s = site(states)
  const cleanUp = createCleanUp(s.parts, { runningIds: () => [], onRemoved: () => undefined })
  cleanUp.removeParts([transfer('gone'), transfer('back')], () => undefined)
  await s.finishAll()
  await cleanUp.idle()
  expect(s.removed).toEqual(['/t/gone'])
})
