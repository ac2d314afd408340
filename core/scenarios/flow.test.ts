// What comes from outside over many transfers at once: the hour, the network, sleep, a volume that fills up. Real sockets and a real disk; numbers
// are those of the scenario list.

import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import type { QuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import { uri } from '../../testing/engine/test-engine.ts'
import { createVolume } from '../../testing/soak/volume.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import type { Transfer } from '../model/transfer.ts'
import type { WeeklyRule } from '../model/weekly-schedule.ts'

const mib = 1_048_576
const size = 20 * mib + 33
const half = 10 * mib
const day = 86_400_000
const all = (batchId: string) => ({ transferIds: [], batchIds: [batchId] })
const isHeld = ({ state }: Transfer) => state.kind === 'held'
let s: Scenario
let clock: QuickClock

afterEach(() => s.close())

/** A download that stands still in the middle, with timeouts that would take for ever. */
async function stalled(): Promise<string> {
  clock = createQuickClock(50)
  const timeouts = { firstByteMs: 6e7, idleMs: 6e7 }
  s = await startScenario({ clock, timeouts, settings: { connectionsPerFile: 1 } })
  s.file('film.bin', size)
  s.fake.faults.add({ on: 'content', fault: faults.stallAfter(half) })
  const batchId = await s.fetch('film.bin')
  await s.received(batchId, half)
  return batchId
}

async function expectRight(batchId: string): Promise<void> {
  expect((await s.only(batchId)).state).toEqual({
    kind: 'completed',
    path: join(s.target, 'film.bin'),
    outcome: 'downloaded',
  })
  expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
  expect(await readdir(s.target)).toEqual(['film.bin'])
}

/** The second request goes on where the first stood still. */
const expectWentOn = () =>
  expect(s.blobs().map(({ range }) => range)).toEqual([`bytes=0-${size - 1}`, `bytes=${half}-${size - 1}`])

/** Every day, from the given number of hours after now. */
function rule(fromHours: number, untilHours: number): WeeklyRule {
  const minuteOf = (hours: number) => (clock.localTime().minute + hours * 60 + 1_440) % 1_440
  const until = minuteOf(untilHours)
  return {
    days: [0, 1, 2, 3, 4, 5, 6],
    fromMinute: minuteOf(fromHours),
    untilMinute: until === 0 ? 1_440 : until,
    action: { kind: 'pause' },
  }
}

describe('sleep', () => {
  it('p06 after a sleep the dead connection is dropped and the file goes on at what is recorded; no try is counted', async () => {
    const batchId = await stalled()
    s.wakes()
    await expectRight(batchId)
    expectWentOn()
    expect(s.troubles).toEqual([])
  })

  it('p06 a sleep that nobody tells of is noticed by the clocks', async () => {
    const batchId = await stalled()
    clock.jump(day / 3)
    await expectRight(batchId)
    expectWentOn()
    expect(s.troubles).toEqual([])
  })

  it('p06 a connection that outlived the sleep is left alone', async () => {
    clock = createQuickClock(50)
    s = await startScenario({ clock, settings: { speedLimit: mib, connectionsPerFile: 1 } })
    s.file('film.bin', size)
    const batchId = await s.fetch('film.bin')
    await s.received(batchId, mib)
    s.wakes()
    await expectRight(batchId)
    expect(s.blobs()).toHaveLength(1)
  })
})

describe('network', () => {
  it('when it is lost all are held for one cause, and go on where they were when it is back', async () => {
    const batchId = await stalled()
    s.networkLost()
    const held = await s.only(batchId, isHeld)
    expect(held.state).toMatchObject({ failure: { kind: 'offline' }, cause: { scope: 'queue' } })
    const { holds } = s.engine().queue.totals()
    expect(holds.map(({ cause, failure, transfers }) => [cause, failure.kind, transfers])).toEqual([
      [{ scope: 'queue' }, 'offline', 1],
    ])
    s.networkReturns()
    await expectRight(batchId)
    expectWentOn()
  })

  it('a hint that lied holds nothing up: the sites are asked', async () => {
    const batchId = await stalled()
    s.networkLost()
    await expectRight(batchId)
    expectWentOn()
    expect(s.troubles).toEqual(['offline'])
  })

  it('as long as no site answers nothing is tried', async () => {
    const batchId = await stalled()
    s.fake.faults.add({ on: 'ping', times: 3, fault: faults.status(502) })
    s.fake.clearRequests()
    s.networkLost()
    await expectRight(batchId)
    const kinds = s.fake.requests.map(({ kind }) => kind)
    expect(kinds.slice(0, kinds.indexOf('content')).filter((kind) => kind === 'ping')).toHaveLength(4)
    expect(kinds.filter((kind) => kind === 'content')).toHaveLength(1)
  })
})

describe('the schedule', () => {
  it('stops what runs at what is recorded, says when it goes on, and lets it go on then', async () => {
    const batchId = await stalled()
    s.engine().settings.save({ schedule: [rule(-1, 1)] })
    const held = await s.only(batchId, isHeld)
    expect(held.state).toMatchObject({ failure: { kind: 'scheduled-pause' }, cause: { scope: 'queue' } })
    const [hold] = s.engine().queue.totals().holds
    const endsInMs = (hold?.failure.retryAtMs ?? 0) - clock.now()
    expect(endsInMs).toBeGreaterThan(0)
    expect(endsInMs).toBeLessThanOrEqual(3_600_000)
    clock.jump(3_600_000)
    await expectRight(batchId)
    expectWentOn()
  })

  it('“try now” changes nothing and does not go round in circles; what was not begun waits for the same cause', async () => {
    clock = createQuickClock(50)
    s = await startScenario({ clock })
    s.engine().settings.save({ schedule: [rule(-1, 1)] })
    s.file('film.bin', size)
    const batchId = await s.fetch('film.bin')
    const states: string[] = []
    s.engine().queue.onNews((news) => {
      if (news.type === 'transfer') states.push(news.transfer.state.kind)
    })
    await s.only(batchId, ({ state }) => state.kind === 'queued')
    s.engine().queue.retry(all(batchId))
    s.networkReturns()
    s.wakes()
    const { holds } = s.engine().queue.totals()
    expect(holds.map(({ failure, transfers }) => [failure.kind, transfers])).toEqual([['scheduled-pause', 1]])
    expect([states, s.asked('url'), s.blobs()]).toEqual([[], [], []])
    s.engine().settings.save({ schedule: [] })
    await expectRight(batchId)
  })

  it.each([1, -1])('p07 the clock jumps by %i day during a pause: it ends all the same', async (days) => {
    const batchId = await stalled()
    s.engine().settings.save({ schedule: [rule(-1, 1)] })
    await s.only(batchId, isHeld)
    clock.jump(days * day)
    expect(
      s
        .engine()
        .queue.totals()
        .holds.map(({ failure }) => failure.kind),
    ).toEqual(['scheduled-pause'])
    clock.jump(2 * 3_600_000)
    await expectRight(batchId)
  })

  it('sets another limit for its hours', async () => {
    clock = createQuickClock(50)
    s = await startScenario({ clock, settings: { speedLimit: 1 } })
    s.engine().settings.save({ schedule: [{ ...rule(-1, 1), action: { kind: 'limit', bytesPerSecond: 0 } }] })
    s.file('film.bin', size)
    await expectRight(await s.fetch('film.bin'))
  })
})

describe('space', () => {
  const enough = 2 ** 40

  it('d01 two files that only fit one after the other: the second waits until the first is done', async () => {
    clock = createQuickClock(50)
    const timeouts = { firstByteMs: 6e7, idleMs: 6e7 }
    const settings = { connectionsPerFile: 1, startFloorBytes: 0, keepFloorBytes: 0 }
    s = await startScenario({ clock, timeouts, settings })
    s.file('one.bin', 6 * mib)
    s.file('two.bin', 6 * mib)
    s.disk.setFree(10 * mib)
    s.fake.faults.add({ on: 'content', fault: faults.stallAfter(mib) })
    const first = await s.fetch('one.bin')
    await s.received(first, mib)
    const second = await s.fetch('two.bin')
    const { state } = await s.only(second, isHeld)
    expect(state).toMatchObject({
      failure: { kind: 'disk-full', space: { neededBytes: 12 * mib, freeBytes: 10 * mib } },
      cause: { scope: 'volume', root: s.target },
    })
    s.wakes()
    // Whichever of the two has the room first.
    await Promise.all([s.only(first), s.only(second)])
    const landed = [await s.landed('one.bin'), await s.landed('two.bin')]
    expect(landed).toEqual([s.right('one.bin'), s.right('two.bin')])
  })

  it('d01 the volume goes below its floor while a file comes: held before it is full, goes on where it was', async () => {
    const batchId = await stalled()
    s.disk.setFree(mib)
    const { state } = await s.only(batchId, isHeld)
    expect(state).toMatchObject({
      failure: { kind: 'disk-full' },
      cause: { scope: 'volume', root: s.target },
    })
    s.disk.setFree(enough)
    await expectRight(batchId)
    expectWentOn()
  })

  it('d01 below the floor for starts not even a small file starts; above it does by itself', async () => {
    clock = createQuickClock(50)
    s = await startScenario({ clock })
    s.file('note.txt', 1_000)
    s.disk.setFree(100 * mib)
    const batchId = await s.fetch('note.txt')
    await s.only(batchId, isHeld)
    expect(s.blobs()).toEqual([])
    s.disk.setFree(enough)
    expect((await s.only(batchId)).state.kind).toBe('completed')
  })

  it('d01 somebody else fills the volume under a write: held, and the rest comes when there is room again', async () => {
    clock = createQuickClock(50)
    // Slow enough that the volume is full before the rest has come, however busy the machine is.
    const settings = { connectionsPerFile: 1, startFloorBytes: 0, keepFloorBytes: 0, speedLimit: mib / 3 }
    s = await startScenario({ clock, settings })
    const volume = await createVolume(join(s.target, '..', 'volume'), 32 * mib)
    try {
      s.fake.tree.addFile('/film.bin', { sizeBytes: size })
      const { batchId } = await s.engine().queue.add({
        accountId: s.accountId,
        roots: [{ uri: uri('cloudreve://my/film.bin') }],
        targetRoot: volume.folder,
      })
      await s.received(batchId, 5 * mib)
      const full = { on: 'write', code: 'ENOSPC', times: Infinity } as const
      const empty = volume.canFill ? volume.fill() : s.disk.fail(full)
      const { state } = await s.only(batchId, isHeld)
      expect(state).toMatchObject({
        failure: { kind: 'disk-full' },
        cause: { scope: 'volume', root: volume.folder },
      })
      empty()
      expect((await s.only(batchId)).state).toMatchObject({ kind: 'completed' })
      const bytes = await readFile(join(volume.folder, 'film.bin'))
      expect(bytes.equals(Buffer.from(s.fake.content('/film.bin').read(0, size)))).toBe(true)
      expect(await readdir(volume.folder)).toEqual(['film.bin'])
    } finally {
      await s.stop()
      await volume.remove()
    }
  })
})
