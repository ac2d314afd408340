// What is recorded of a finished file: its pieces as they came, and a sha256 where the settings want one.

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { isWhole } from './digest.ts'
import { createHasherPool } from './hasher.ts'
import { pieceBytes } from './part-writer.ts'

let s: Scenario
const size = 2 * pieceBytes + 77

async function start(sha256: boolean, path = 'film.bin', sizeBytes = size): Promise<void> {
  s = await startScenario({ settings: { sha256 } })
  s.file(path, sizeBytes)
}

async function hashesOf(name: string, ends: readonly number[]) {
  const bytes = readFileSync(join(s.target, name))
  const hasher = await createHasherPool().borrow()
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? 0
    hasher.reset()
    hasher.update(bytes.subarray(start, end))
    return { start, end, hash: hasher.peek() }
  })
}

describe('the record of a finished file', () => {
  afterEach(() => s.close())

  it('has the hash of every piece, and where the file came from', async () => {
    await start(false)
    await s.download('film.bin')
    const landing = await s.recorded('film.bin')
    expect(landing).toMatchObject({ sizeBytes: size, uri: { fileSystem: 'my', segments: ['film.bin'] } })
    expect(landing?.pieces).toEqual(
      await hashesOf(
        'film.bin',
        (landing?.pieces ?? []).map(({ end }) => end),
      ),
    )
    expect(landing?.pieces.at(-1)?.end).toBe(size)
    expect(landing?.sha256).toBeUndefined()
  })

  it('has a sha256 too where the settings want it', async () => {
    await start(true)
    await s.download('film.bin')
    expect((await s.recorded('film.bin'))?.sha256).toBe(s.right('film.bin').sha256)
  })

  it('of an empty file is empty', async () => {
    await start(true, 'none', 0)
    await s.download('none')
    expect(await s.recorded('none')).toMatchObject({
      pieces: [],
      sizeBytes: 0,
      sha256: createHash('sha256').digest('hex'),
    })
  })

  it('is not made of bytes that changed behind the last sync: they are fetched again', async () => {
    await start(true)
    let calls = 0
    s.disk.before('open', async () => {
      const [part] = (await readdir(s.target)).filter((name) => name.startsWith('.rv'))
      // The second opening is the reading back.
      if (part === undefined || ++calls !== 1) return
      const bytes = await readFile(join(s.target, part))
      bytes[pieceBytes + 5] = (bytes[pieceBytes + 5] ?? 0) ^ 1
      writeFileSync(join(s.target, part), bytes)
    })
    await s.download('film.bin')
    expect(await s.landed('film.bin')).toEqual(s.right('film.bin'))
    expect(s.troubles).toEqual(['disk-busy'])
    expect((await s.recorded('film.bin'))?.sha256).toBe(s.right('film.bin').sha256)
  })
})

describe('isWhole', () => {
  const piece = (start: number, end: number) => ({ start, end, hash: '' })
  it.each([
    ['nothing of an empty file', [], 0, true],
    ['nothing of a file', [], 1, false],
    ['one', [piece(0, 9)], 9, true],
    ['two', [piece(0, 4), piece(4, 9)], 9, true],
    ['a gap', [piece(0, 4), piece(5, 9)], 9, false],
    ['an overlap', [piece(0, 4), piece(3, 9)], 9, false],
    ['a late start', [piece(1, 9)], 9, false],
    ['an early end', [piece(0, 8)], 9, false],
    ['an end behind the file', [piece(0, 10)], 9, false],
    ['an empty piece', [piece(0, 0), piece(0, 9)], 9, false],
  ])('%s', (_, pieces, sizeBytes, expected) => {
    expect(isWhole(pieces, sizeBytes)).toBe(expected)
  })
})
