// The promise of the part writer, with a disk that answers in any order and remembers what is on the medium: nothing is
// noted before it is written, nothing recorded before it is durable, and little is not noted.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import type { DiskFile } from '../ports/disk.ts'
import type { Piece } from '../ports/resume-points.ts'
import { createHasherPool } from './hasher.ts'
import { createWriteMemory } from './write-memory.ts'
import { createPartWriter, pieceBytes } from './part-writer.ts'

const mib = 1_048_576
const pool = createHasherPool()

interface SlowFile {
  readonly file: DiskFile
  /** Bytes [start, end) that survive the process. */
  readonly written: { start: number; end: number }[]
  /** Bytes [start, end) that survive a power cut. */
  readonly durable: { start: number; end: number }[]
  /** Lets one of the calls under way end; false where there is none. */
  step(pick: number, fail?: Error): boolean
  /** Names of the calls that have not ended. */
  underWay(): readonly string[]
  readonly bytes: Map<number, Uint8Array>
}

function createSlowFile(): SlowFile {
  const durable: { start: number; end: number }[] = []
  const written: { start: number; end: number }[] = []
  const bytes = new Map<number, Uint8Array>()
  const underWay: { name: string; end: () => void; fail: (error: Error) => void }[] = []
  const call = (name: string, done: () => void) =>
    new Promise<void>((resolve, reject) => {
      underWay.push({
        name,
        end: () => {
          done()
          resolve()
        },
        fail: reject,
      })
    })
  const no = () => Promise.reject(new Error('not asked for here'))
  return {
    written,
    durable,
    bytes,
    underWay: () => underWay.map(({ name }) => name),
    step: (pick, error) => {
      const one = underWay.splice(pick % Math.max(1, underWay.length), 1)[0]
      if (one === undefined) return false
      if (error === undefined) one.end()
      else one.fail(error)
      return true
    },
    file: {
      write: (chunks, position) => {
        const whole = Buffer.concat(chunks)
        return call('write', () => {
          bytes.set(position, whole)
          written.push({ start: position, end: position + whole.length })
        })
      },
      // What a sync covers is what had been written when it was asked for.
      datasync: () => {
        const covered = [...written]
        return call('datasync', () => void durable.push(...covered))
      },
      read: no,
      truncate: no,
      setModified: no,
      stat: no,
      close: no,
    },
  }
}

const covers = (ranges: readonly { start: number; end: number }[], piece: Piece) => {
  let at = piece.start
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (start <= at && end > at) at = end
  }
  return at >= piece.end
}

async function createRun(start: number) {
  const slow = createSlowFile()
  const noted: Piece[] = []
  const recorded: Piece[] = []
  const early: Piece[] = []
  const clock = createManualClock()
  const writer = createPartWriter({
    file: slow.file,
    clock,
    hasher: await pool.borrow(),
    start,
    share: createWriteMemory().enter(() => 1),
    note: (pieces) => {
      early.push(...pieces.filter((piece) => !covers(slow.written, piece)))
      noted.push(...pieces)
    },
    record: (pieces) => {
      early.push(...pieces.filter((piece) => !covers(slow.durable, piece)))
      recorded.push(...pieces)
    },
  })
  return { slow, noted, recorded, early, clock, writer }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Pushes while the writer lets it and lets the disk answer in the order of `picks`, round and round. */
async function pushAll(
  run: Awaited<ReturnType<typeof createRun>>,
  sizes: readonly number[],
  picks: readonly number[],
) {
  const { slow, writer, noted, recorded } = run
  let turn = 0
  let pushed = 0
  let mostUnnoted = 0
  let mostUnrecorded = 0
  const drive = async (work: Promise<void>) => {
    let open = true
    const done = work.finally(() => void (open = false))
    done.catch(() => undefined)
    for (let idle = 0; open && idle < 20; idle++) {
      if (slow.step(picks[turn++ % picks.length] ?? 0)) idle = 0
      await settle()
    }
    if (open) throw new Error('it waits, and nothing is under way')
    return done
  }
  const bytesIn = (pieces: readonly Piece[]) =>
    [...new Map(pieces.map((piece) => [piece.start, piece])).values()].reduce(
      (sum, piece) => sum + piece.end - piece.start,
      0,
    )
  for (const size of sizes) {
    const pause = writer.push(new Uint8Array(size).fill(turn & 255))
    pushed += size
    if (pause !== undefined) await drive(pause)
    mostUnnoted = Math.max(mostUnnoted, pushed - bytesIn(noted))
    mostUnrecorded = Math.max(mostUnrecorded, pushed - bytesIn(recorded))
    if ((picks[turn % picks.length] ?? 0) % 2 === 0) slow.step(picks[turn++ % picks.length] ?? 0)
    await settle()
  }
  await drive(writer.finish())
  return { pushed, mostUnnoted, mostUnrecorded, recordedBytes: bytesIn(recorded) }
}

describe('the part writer', () => {
  it('never notes ahead of what is written, nor records ahead of what is durable, whatever order the disk answers in', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 3 * pieceBytes }),
        fc.array(
          fc.oneof(
            fc.integer({ min: 1, max: 70_000 }),
            fc.integer({ min: 1, max: 3 * mib }),
            fc.constant(mib),
          ),
          {
            minLength: 1,
            maxLength: 16,
          },
        ),
        fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 20 }),
        async (start, sizes, picks) => {
          const run = await createRun(start)
          const { pushed, mostUnnoted, mostUnrecorded, recordedBytes } = await pushAll(run, sizes, picks)
          expect(run.early).toEqual([])
          expect(recordedBytes).toBe(pushed)
          expect(mostUnnoted - Math.max(...sizes)).toBeLessThanOrEqual(2 * mib)
          expect(mostUnrecorded - Math.max(...sizes)).toBeLessThanOrEqual(64 * mib)
          const last = run.recorded.at(-1)
          expect(last?.end).toBe(start + pushed)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('records pieces that end at whole multiples of their size, each with the hash of its bytes', async () => {
    const run = await createRun(5 * mib)
    const picks = [0]
    await pushAll(run, [2 * mib, 2 * mib, 7 * mib + 3], picks)
    const final = [...new Map(run.recorded.map((piece) => [piece.start, piece])).values()]
    expect(final.map(({ start, end }) => [start, end])).toEqual([
      [5 * mib, 8 * mib],
      [8 * mib, 16 * mib],
      [16 * mib, 16 * mib + 3],
    ])
    const hasher = await pool.borrow()
    const all = Buffer.concat([...run.slow.bytes].sort(([a], [b]) => a - b).map(([, bytes]) => bytes))
    for (const { start, end, hash } of final) {
      hasher.reset()
      hasher.update(all.subarray(start - 5 * mib, end - 5 * mib))
      expect(hasher.peek()).toBe(hash)
    }
  })

  it('holds the reader back once two megabytes are not noted; a note needs no sync', async () => {
    const { writer, slow, noted, recorded } = await createRun(0)
    const answers = Array.from({ length: 3 }, () => writer.push(new Uint8Array(mib)))
    expect(answers.map((answer) => answer !== undefined)).toEqual([false, false, true])
    slow.step(0)
    await answers[2]
    expect(noted.at(-1)?.end).toBe(mib)
    expect(recorded).toEqual([])
  })

  it('holds the reader back once 64 megabytes are not durable, and goes on with the sync', async () => {
    const { writer, slow, recorded } = await createRun(0)
    const endWrites = async () => {
      for (;;) {
        const at = slow.underWay().indexOf('write')
        if (at === -1) return
        slow.step(at)
        await settle()
      }
    }
    for (let pushed = 0; pushed < 64 * mib; pushed += mib) {
      const pause = writer.push(new Uint8Array(mib))
      await endWrites()
      await pause
    }
    const held = writer.push(new Uint8Array(mib))
    expect(held).not.toBe(undefined)
    await endWrites()
    expect([slow.underWay(), recorded]).toEqual([['datasync'], []])
    slow.step(0)
    await held
    expect(recorded.at(-1)?.end).toBe(16 * mib)
  })

  it('gives each chunk back once, when the last of its bytes is written, also where it spans pieces', async () => {
    const { writer, slow } = await createRun(0)
    const recycled: string[] = []
    void writer.push(new Uint8Array(pieceBytes - 10), () => recycled.push('first'))
    void writer.push(new Uint8Array(mib + 20), () => recycled.push('second'))
    await settle()
    expect(recycled).toEqual([])
    // The last write ends first: the ten bytes before it are still being read.
    slow.step(2)
    await settle()
    expect(recycled).toEqual([])
    slow.step(0)
    await settle()
    expect(recycled).toEqual(['first'])
    slow.step(0)
    await settle()
    expect(recycled).toEqual(['first', 'second'])
  })

  it('gives chunks back whose write failed', async () => {
    const { writer, slow } = await createRun(0)
    let recycled = 0
    void writer.push(new Uint8Array(mib), () => (recycled += 1))
    slow.step(0, Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    await settle()
    expect(recycled).toBe(1)
  })

  it.each(['write', 'datasync'])('gives a failing %s to whoever pushes or finishes next', async (call) => {
    const { writer, slow, recorded, clock } = await createRun(0)
    void writer.push(new Uint8Array(mib))
    if (call === 'datasync') {
      clock.advance(1_000)
      slow.step(0)
      await settle()
    }
    slow.step(0, Object.assign(new Error('no space'), { code: 'ENOSPC' }))
    await settle()
    await expect(writer.push(new Uint8Array(1))).rejects.toThrow('no space')
    await expect(writer.finish()).rejects.toThrow('no space')
    expect(recorded).toEqual([])
  })

  it('writes a slow stream about once a second, so that a kill costs little', async () => {
    const { writer, slow, clock, recorded } = await createRun(0)
    void writer.push(new Uint8Array(1000))
    expect(slow.step(0)).toBe(false)
    clock.advance(1_000)
    void writer.push(new Uint8Array(1000))
    expect(slow.step(0)).toBe(true)
    await settle()
    slow.step(0)
    await settle()
    expect(recorded.map(({ start, end }) => [start, end])).toEqual([[0, 2000]])
  })
})
