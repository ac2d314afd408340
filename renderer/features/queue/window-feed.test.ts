import { describe, expect, it } from 'vitest'
import type { Outcome } from '../../../contract/result.ts'
import type { QueueWindow } from '../../../contract/views.ts'
import { createFailure } from '../../../core/model/failure.ts'
import { aTransfer } from '../../bridge/fake/fixtures.ts'
import { createWindowFeed, type LoadedRows } from './window-feed.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
const rows = (offset: number, count: number) =>
  Array.from({ length: count }, (_none, index) => aTransfer(`t${offset + index}`, 'queued'))

function feedByHand() {
  const asked: {
    offset: number
    limit: number
    answer: (window: Partial<QueueWindow>) => void
    fail(): void
  }[] = []
  const seen: LoadedRows[] = []
  const feed = createWindowFeed({
    read: (offset, limit) =>
      new Promise<Outcome<QueueWindow>>((resolve) => {
        asked.push({
          offset,
          limit,
          answer: (window) =>
            resolve({ ok: true, value: { revision: 1, total: 1_000, rows: [], ...window } }),
          fail: () => resolve({ ok: false, failure: createFailure('network') }),
        })
      }),
    publish: (loaded) => seen.push(loaded),
  })
  return { feed, asked, seen, last: () => seen.at(-1) }
}

describe('a window of a long list', () => {
  it('asks for what is looked at with a margin, and again only near its edge', async () => {
    const { feed, asked } = feedByHand()
    feed.refresh()
    asked[0]?.answer({ rows: rows(0, 91) })
    await settle()
    feed.show(10, 40)
    expect(asked).toHaveLength(1)
    feed.show(60, 90)
    expect(asked[1]).toMatchObject({ offset: 0, limit: 151 })
    asked[1]?.answer({ rows: rows(0, 151) })
    await settle()
    feed.show(500, 530)
    expect(asked[2]).toMatchObject({ offset: 440, limit: 151 })
  })

  it('never asks for more than the treaty allows', () => {
    const { feed, asked } = feedByHand()
    feed.show(0, 5_000)
    feed.refresh()
    expect(asked[0]?.limit).toBe(500)
  })

  it('drops an answer that is older than what is shown', async () => {
    const { feed, asked, last } = feedByHand()
    feed.refresh()
    asked[0]?.answer({ revision: 5, total: 3, rows: rows(0, 3) })
    await settle()
    feed.refresh()
    asked[1]?.answer({ revision: 4, total: 9, rows: rows(0, 9) })
    await settle()
    expect(last()).toMatchObject({ revision: 5, total: 3 })
  })

  it('asks one question at a time, and once more for all that happened meanwhile', async () => {
    const { feed, asked } = feedByHand()
    feed.refresh()
    feed.refresh()
    feed.refresh()
    expect(asked).toHaveLength(1)
    asked[0]?.answer({ total: 0 })
    await settle()
    expect(asked).toHaveLength(2)
  })

  it('starts anew after a reset: older revisions count again, late answers do not', async () => {
    const { feed, asked, last } = feedByHand()
    feed.refresh()
    asked[0]?.answer({ revision: 50, total: 3, rows: rows(0, 3) })
    await settle()
    feed.refresh()
    feed.reset()
    expect(last()).toMatchObject({ status: 'loading', total: 0 })
    asked[1]?.answer({ revision: 51, total: 7, rows: rows(0, 7) })
    asked[2]?.answer({ revision: 2, total: 1, rows: rows(0, 1) })
    await settle()
    expect(last()).toMatchObject({ revision: 2, total: 1 })
  })

  it('moves back when the list became shorter than where one looked', async () => {
    const { feed, asked } = feedByHand()
    feed.refresh()
    asked[0]?.answer({ rows: rows(0, 91) })
    await settle()
    feed.show(900, 930)
    asked[1]?.answer({ revision: 2, total: 40, rows: [] })
    await settle()
    expect(asked[2]).toMatchObject({ offset: 0 })
  })

  it('keeps what it shows when a later question fails, and says so when the first does', async () => {
    const { feed, asked, last } = feedByHand()
    feed.refresh()
    asked[0]?.fail()
    await settle()
    expect(last()).toMatchObject({ status: 'failed', failure: { kind: 'network' } })
    feed.refresh()
    asked[1]?.answer({ total: 1, rows: rows(0, 1) })
    await settle()
    feed.refresh()
    asked[2]?.fail()
    await settle()
    expect(last()).toMatchObject({ status: 'ready', total: 1 })
  })
})
