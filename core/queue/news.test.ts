import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { ProgressReport } from '../engine-api.ts'
import { createEmitter, createPublisher } from './news.ts'
import { createSampler } from './sampler.ts'

describe('the emitter', () => {
  it('tells everybody until they take themselves off, even while it tells', () => {
    const emitter = createEmitter<number>()
    const heard: string[] = []
    const offA = emitter.on((value) => {
      heard.push(`a${String(value)}`)
      offA()
    })
    emitter.on((value) => heard.push(`b${String(value)}`))
    emitter.emit(1)
    emitter.emit(2)
    expect(heard).toEqual(['a1', 'b1', 'b2'])
  })
})

describe('the publisher', () => {
  it('u03 a hundred changes a second: tells of one at once, and then at most four times a second', () => {
    const clock = createManualClock()
    const publisher = createPublisher(clock)
    const told: [number, number][] = []
    publisher.changed.on((revision) => told.push([clock.monotonic(), revision]))
    for (let at = 0; at < 1_000; at += 10) {
      publisher.touch()
      clock.advance(10)
    }
    clock.advance(5_000)
    expect(told).toEqual([
      [0, 1],
      [250, 25],
      [500, 50],
      [750, 75],
      [1_000, 100],
    ])
    expect(clock.pending()).toBe(0)
  })

  it('is silent once disposed', () => {
    const clock = createManualClock()
    const publisher = createPublisher(clock)
    let told = 0
    publisher.changed.on(() => told++)
    publisher.touch()
    publisher.dispose()
    clock.advance(1_000)
    expect(told).toBe(0)
  })
})

describe('the sampler', () => {
  function start() {
    const clock = createManualClock()
    const reports: ProgressReport[] = []
    const sampler = createSampler(clock, (report) => reports.push(report))
    sampler.begin({ id: 't', batchId: 'b', bytesTotal: 10_000, bytesDone: 2_000 })
    return { clock, reports, sampler }
  }

  it('figures speed from what came, not from what was there before', () => {
    const { clock, sampler } = start()
    for (let bytes = 2_000; bytes <= 6_000; bytes += 250) {
      sampler.update('t', bytes)
      clock.advance(250)
    }
    const [item] = sampler.report().items
    expect(item).toMatchObject({
      id: 't',
      batchId: 'b',
      bytesDone: 6_000,
      bytesPerSecond: 1_000,
      secondsLeft: 4,
    })
    expect(sampler.speed()).toBe(1_000)
  })

  it('tells nothing while nothing moves, and stops its timer with the last transfer', () => {
    const { clock, reports, sampler } = start()
    clock.advance(1_000)
    const before = reports.length
    clock.advance(10_000)
    expect(reports.length).toBe(before)
    sampler.update('t', 3_000)
    clock.advance(250)
    expect(reports.length).toBe(before + 1)
    sampler.end('t')
    clock.advance(1_000)
    expect([clock.pending(), sampler.speed(), sampler.bytesOf('t')]).toEqual([0, 0, undefined])
  })

  it('is not confused by bytes that were lost', () => {
    const { clock, sampler } = start()
    for (const bytes of [3_000, 1_000, 2_000, 3_000, 4_000]) {
      sampler.update('t', bytes)
      clock.advance(1_000)
    }
    const [item] = sampler.report().items
    expect(item?.bytesDone).toBe(4_000)
    expect(item?.bytesPerSecond).toBeGreaterThan(0)
    expect(sampler.speed()).toBeGreaterThan(0)
  })
})
