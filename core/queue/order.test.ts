// Who runs when: priorities, places, named queues, later starts, caps of accounts; and that all of it is still so after a
// restart.

import { afterEach, describe, expect, it } from 'vitest'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import type { AddRequest } from '../engine-api.ts'
import { uri } from '../../testing/engine/test-engine.ts'

let s: Scenario
afterEach(() => s.close())

const queue = () => s.engine().queue
const batch = (id: string) => ({ transferIds: [], batchIds: [id] })
const one = (id: string) => ({ transferIds: [id], batchIds: [] })
const large = 600_000

async function add(name: string, facts: Partial<AddRequest> = {}): Promise<string> {
  const roots = [{ uri: uri(`cloudreve://my/${name}`) }]
  return (await queue().add({ accountId: s.accountId, targetRoot: s.target, roots, ...facts })).batchId
}

/** Names in the order in which their bytes were asked for. */
const served = () => s.blobs().map(({ path }) => /(\w+)\.bin/.exec(path)?.[1])

/** Adds files behind one that takes the only slot; then the queue is paused, and that one is gone. */
async function inLine(names: readonly string[], settings = {}): Promise<Record<string, string>> {
  s = await startScenario({ settings: { concurrency: 1 } })
  s.file('blocker.bin', large)
  s.fake.faults.add({ on: 'content', path: /blocker/, fault: faults.stallAfter(10) })
  const blocker = await add('blocker.bin')
  await s.received(blocker, 10)
  const ids: Record<string, string> = {}
  for (const name of names) {
    s.file(`${name}.bin`, large)
    ids[name] = await add(`${name}.bin`)
    await s.walkOf(ids[name], ({ kind }) => kind === 'done')
  }
  queue().pauseQueue('default', true)
  queue().cancel(batch(blocker))
  await s.settled(blocker)
  s.engine().settings.save({ concurrency: 1, ...settings })
  s.fake.clearRequests()
  return ids
}

/** Lets go and waits until all of them are here. */
async function run(ids: Record<string, string>) {
  queue().pauseQueue('default', false)
  for (const id of Object.values(ids)) await s.settled(id)
}

const idOf = (ids: Record<string, string>, name: string) => ids[name] ?? ''

describe('the order', () => {
  it('is that of their adding, and a paused queue starts nothing', async () => {
    const ids = await inLine(['a', 'b', 'c'])
    expect([served(), queue().hasWork()]).toEqual([[], false])
    await run(ids)
    expect(served()).toEqual(['a', 'b', 'c'])
  })

  it('follows priorities first, then places; the list shows the same', async () => {
    const ids = await inLine(['a', 'b', 'c', 'd', 'e'])
    queue().prioritize(batch(idOf(ids, 'd')), 'high')
    queue().prioritize(batch(idOf(ids, 'a')), 'low')
    queue().move(batch(idOf(ids, 'e')), { kind: 'before', id: idOf(ids, 'c') })
    const shown = queue().batches({ view: 'unfinished', offset: 0, limit: 9 }).batches
    expect(shown.map(({ batch: { label } }) => label.slice(0, 1))).toEqual(['d', 'b', 'e', 'c', 'a'])
    await s.restart()
    await run(ids)
    expect(served()).toEqual(['d', 'b', 'e', 'c', 'a'])
  })

  it('“next” is ahead of every priority, the last one told so first, and resumes what is paused', async () => {
    const ids = await inLine(['a', 'b', 'c', 'd'])
    queue().prioritize(batch(idOf(ids, 'a')), 'high')
    queue().move(batch(idOf(ids, 'b')), { kind: 'next' })
    queue().pause(batch(idOf(ids, 'c')))
    queue().move(batch(idOf(ids, 'c')), { kind: 'next' })
    expect(queue().batch(idOf(ids, 'c'))?.batch).toMatchObject({ next: true })
    await run(ids)
    expect(served()).toEqual(['c', 'b', 'a', 'd'])
  })

  it('within a folder files have places and priorities of their own', async () => {
    s = await startScenario({ settings: { concurrency: 1 } })
    for (const name of ['a', 'b', 'c', 'd']) s.file(`docs/${name}.bin`, large)
    s.fake.faults.add({ on: 'content', path: /a\.bin/, fault: faults.stallAfter(10) })
    const docs = await s.fetch('docs')
    await s.received(docs, 10)
    const files = queue().transfers({ batchId: docs, view: 'all', offset: 0, limit: 9 }).transfers
    const [a, b, c, d] = files.map(({ id }) => id)
    queue().move(one(b ?? ''), { kind: 'last' })
    queue().prioritize(one(d ?? ''), 'high')
    queue().pause(one(a ?? ''))
    await s.settled(docs, ({ state }) => state.kind === 'paused')
    expect(served().slice(1)).toEqual(['d', 'c', 'b'])
    expect(queue().transfer(d ?? '')).toMatchObject({ priority: 'high', ownPriority: true })
    queue().move(one(c ?? ''), { kind: 'first' })
    const order = queue().transfers({ batchId: docs, view: 'all', offset: 0, limit: 9 }).transfers
    expect(order.map(({ id }) => id)).toEqual([a, c, d, b])
  })
})

describe('named queues', () => {
  it('run beside each other, each with what it may have at a time', async () => {
    const ids = await inLine(['a', 'b', 'c'], { concurrency: 3 })
    const night = queue().createQueue('Night', { concurrency: 1 })
    queue().assign([idOf(ids, 'b'), idOf(ids, 'c')], night.id)
    s.fake.faults.add({ on: 'content', path: /b\.bin/, fault: faults.stallAfter(10) })
    queue().pauseQueue('default', false)
    await s.received(idOf(ids, 'b'), 10)
    await s.settled(idOf(ids, 'a'))
    expect(served().sort()).toEqual(['a', 'b'])
    queue().editQueue(night.id, { concurrency: null })
    await s.settled(idOf(ids, 'c'))
  })

  it('pausing one is one fact: what runs goes back into the line, states stay, rows tell it', async () => {
    const ids = await inLine(['a', 'b'])
    s.fake.faults.add({ on: 'content', path: /a\.bin/, fault: faults.stallAfter(10) })
    queue().pauseQueue('default', false)
    await s.received(idOf(ids, 'a'), 10)
    queue().pauseQueue('default', true)
    await s.settled(idOf(ids, 'a'), ({ state }) => state.kind === 'queued')
    expect(queue().batch(idOf(ids, 'b'))).toMatchObject({
      queuePaused: true,
      single: { state: { kind: 'queued' } },
    })
    await s.restart()
    expect(queue().queues().queues).toMatchObject([{ id: 'default', paused: true, open: 2, ended: 1 }])
    await run(ids)
  })

  it('a folder added to a paused queue is not even looked into', async () => {
    s = await startScenario()
    s.file('docs/a.bin', 10)
    const later = queue().createQueue('Later', {})
    queue().pauseQueue(later.id, true)
    const asked = s.asked('list').length
    const id = await add('docs', { queueId: later.id })
    await s.settled(await s.fetch('docs/a.bin'))
    expect(s.asked('list').length).toBe(asked)
    queue().pauseQueue(later.id, false)
    await s.settled(id)
    expect(queue().batch(id)?.counts.byState.completed).toBe(1)
  })

  it('one that is removed leaves its downloads to the default one; that one stays', async () => {
    const ids = await inLine(['a'])
    const night = queue().createQueue('Night', {})
    queue().assign([idOf(ids, 'a')], night.id)
    queue().removeQueue(night.id)
    expect(queue().queues().queues).toMatchObject([{ id: 'default', open: 1 }])
    expect(() => queue().removeQueue('default')).toThrow(/default/)
    expect(() => queue().createQueue(' DEFAULT ', {})).toThrow(/of that name/)
    expect(() => queue().assign([idOf(ids, 'a')], 'none')).toThrow(/no such queue/)
    await run(ids)
  })
})

describe('a later start', () => {
  it('waits, unseen by the site, over a restart, until its time has come', async () => {
    const clock = createManualClock()
    s = await startScenario({ clock })
    s.file('docs/a.bin', 10)
    const asked = s.asked('list').length
    const startAtMs = clock.now() + 3_600_000
    const id = await add('docs', { startAtMs })
    clock.advance(1_800_000)
    await s.restart()
    expect(queue().batch(id)?.batch).toMatchObject({ startAtMs, walk: { kind: 'walking' } })
    expect([s.asked('list').length, queue().hasWork()]).toEqual([asked, true])
    const settled = s.settled(id)
    clock.advance(1_800_001)
    const ticking = setInterval(() => clock.advance(100), 1)
    await settled
    clearInterval(ticking)
    expect(queue().batch(id)?.batch.startAtMs).toBeUndefined()
  })

  it('“start now” takes the time away, and a new time stops what runs', async () => {
    const ids = await inLine(['a'])
    const id = idOf(ids, 'a')
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(10) })
    queue().pauseQueue('default', false)
    await s.received(id, 10)
    queue().startAt([id], Date.now() * 2)
    await s.settled(id, ({ state }) => state.kind === 'queued')
    expect(queue().batch(id)?.batch.startAtMs).toBeGreaterThan(0)
    queue().startAt([id], undefined)
    await s.settled(id)
  })
})

describe('caps of an account', () => {
  it('no more of it run at a time, while slots are free', async () => {
    const ids = await inLine(['a', 'b'], { concurrency: 4 })
    s.engine().settings.save({ accountConcurrency: { [s.accountId]: 1 } })
    s.fake.faults.add({ on: 'content', path: /a\.bin/, fault: faults.stallAfter(10) })
    queue().pauseQueue('default', false)
    await s.received(idOf(ids, 'a'), 10)
    expect(served()).toEqual(['a'])
    s.engine().settings.save({ accountConcurrency: {} })
    await s.settled(idOf(ids, 'b'))
  })
})
