import { describe, expect, it } from 'vitest'
import type { Failure } from '../../../core/model/failure.ts'
import { permanentConnection, type Connection } from '../../bridge/connection.ts'
import { createFakeBridge, type FakeState } from '../../bridge/fake/fake-bridge.ts'
import { aBatch, aSummary, aTransfer } from '../../bridge/fake/fixtures.ts'
import { createManualClock } from '../../dev/manual-clock.ts'
import { createQueueFeature } from './queue-store.ts'

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

function started(parts: Partial<FakeState> = {}) {
  const fake = createFakeBridge(parts)
  const clock = createManualClock()
  const complaints: Failure[] = []
  let reopen: () => void = () => {}
  const connection: Connection = {
    ...permanentConnection(fake.bridge),
    onReopened: (listener) => {
      reopen = listener
      return () => {}
    },
  }
  const queue = createQueueFeature({ connection, clock, complain: (failure) => complaints.push(failure) })
  const stop = queue.start()
  return { fake, clock, queue, complaints, stop, reopen: () => reopen() }
}

const progress = (bytesDone: number) => ({
  items: [{ id: 't', batchId: 'b', bytesDone, bytesPerSecond: 5 }],
  bytesPerSecond: 5,
})

describe('the queue as it is shown', () => {
  it('asks for no rows while nobody looks', async () => {
    const { fake, queue } = started()
    fake.emit('queue.changed', { revision: 2 })
    await settle()
    expect(fake.callsOf('queue.window')).toEqual([])
    queue.look(true)
    await settle()
    expect(fake.callsOf('queue.window')).toHaveLength(1)
  })

  it('reads the summary again for a newer revision and drops an older answer', async () => {
    const { fake, queue } = started({ revision: 5, summary: aSummary({ queued: 1 }) })
    await settle()
    fake.emit('queue.changed', { revision: 5 })
    await settle()
    expect(fake.callsOf('queue.summary')).toHaveLength(1)
    fake.state.revision = 3
    fake.state.summary = aSummary({ queued: 99 })
    fake.emit('queue.changed', { revision: 6 })
    await settle()
    expect(queue.store.getState().summary).toMatchObject({ revision: 5, byState: { queued: 1 } })
  })

  it('takes any revision from a host that was started anew', async () => {
    const { fake, queue, reopen } = started({ revision: 500 })
    await settle()
    fake.state.revision = 1
    fake.state.summary = aSummary({ paused: 2 })
    reopen()
    await settle()
    expect(queue.store.getState().summary).toMatchObject({ revision: 1, byState: { paused: 2 } })
  })

  it('u03 draws a hundred reports a second at most four times a second and never loses the last figure', async () => {
    const { fake, queue, clock } = started()
    await settle()
    let drawn = 0
    queue.store.subscribe((now, before) => {
      if (now.book !== before.book) drawn += 1
    })
    for (let tenth = 1; tenth <= 100; tenth += 1) {
      clock.advance(10)
      fake.emit('queue.progress', progress(tenth))
    }
    clock.advance(250)
    expect(drawn).toBeLessThanOrEqual(6)
    expect(queue.store.getState().book.get('t')).toMatchObject({ bytesDone: 100 })
  })

  it('opens one batch at a time and asks for its files', async () => {
    const { fake, queue } = started({
      rows: [aBatch('One', 'running'), aBatch('Two', 'running')],
      files: { 'batch Two': [aTransfer('inside', 'queued')] },
    })
    queue.look(true)
    await settle()
    queue.toggleBatch('batch One')
    queue.toggleBatch('batch Two')
    await settle()
    expect(queue.store.getState()).toMatchObject({
      openBatchId: 'batch Two',
      openIndex: 1,
      inside: { total: 1, rows: [{ name: 'inside' }] },
    })
    queue.toggleBatch('batch Two')
    expect(queue.store.getState()).toMatchObject({ openBatchId: undefined, openIndex: -1 })
    expect(fake.callsOf('queue.window').at(-1)).toMatchObject({ batchId: 'batch Two', offset: 0 })
  })

  it('turns the buttons of rows into requests and passes on what is refused', async () => {
    const { fake, queue, complaints } = started()
    const transfer = aTransfer('t', 'failed')
    const batch = aBatch('b', 'paused')
    await queue.act('retry', transfer)
    await queue.act('resume', batch)
    await queue.act('reveal', batch)
    await queue.act('open', transfer)
    await queue.decide('t', 'overwrite', true)
    fake.refuse('queue.pauseAll', 'network')
    await queue.forAll('queue.pauseAll')
    expect(fake.calls.filter(({ name }) => name !== 'queue.summary')).toEqual([
      { name: 'queue.retry', input: { transferIds: ['transfer t'], batchIds: [] } },
      { name: 'queue.resume', input: { transferIds: [], batchIds: ['batch b'] } },
      { name: 'file.reveal', input: { batchId: 'batch b' } },
      { name: 'file.open', input: { transferId: 'transfer t' } },
      { name: 'queue.decide', input: { transferId: 't', conflict: 'overwrite', forBatch: true } },
      { name: 'queue.pauseAll', input: {} },
    ])
    expect(complaints.map(({ kind }) => kind)).toEqual(['network'])
  })

  it('hears nothing any more once it is stopped', async () => {
    const { fake, stop } = started()
    await settle()
    stop()
    fake.emit('queue.changed', { revision: 9 })
    await settle()
    expect(fake.callsOf('queue.summary')).toHaveLength(1)
  })
})
