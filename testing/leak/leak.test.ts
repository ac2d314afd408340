// One engine, thousands of small transfers, one after the other: what a transfer took it gives back.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startFakeCloudreve } from '../fake-cloudreve/index.ts'
import type { LeakMark, LeakOrder } from './child.ts'

const program = join(import.meta.dirname, 'child.ts')
const folders = 20
const filesInFolder = Number(process.env['REVERIE_LEAK_TRANSFERS'] ?? 20_000) / folders
/** The first quarter warms caches, pools and compiled code up; what comes after it has to be flat. */
const warmFolders = folders / 4
/** A row kept in memory for each transfer would be ten times that. */
const boundBytesPerTransfer = 100
/** Idle connections come and go. */
const looseDescriptors = 10

async function watch(order: LeakOrder): Promise<LeakMark[]> {
  const child = spawn(process.execPath, ['--expose-gc', program, JSON.stringify(order)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  expect(code).toBe(0)
  return said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as LeakMark)
}

it(
  `heap and open handles stay flat over ${String(folders * filesInFolder)} small transfers`,
  { timeout: 480_000 },
  async () => {
    const profile = await mkdtemp(join(tmpdir(), 'reverie-leak-'))
    const fake = await startFakeCloudreve()
    try {
      const paths = Array.from({ length: folders }, (_, index) => `/leak/${String(index)}`)
      for (const path of paths) {
        for (let index = 0; index < filesInFolder; index++) {
          fake.tree.addFile(`${path}/${String(index)}.bin`, { sizeBytes: 100 + index })
        }
      }
      const { email, password } = fake.user
      const target = join(profile, 'target')
      const marks = await watch({ profile, target, site: fake.url, email, password, folders: paths })
      const [warm, last] = [marks[warmFolders - 1], marks.at(-1)]
      if (warm === undefined || last === undefined) throw new Error('no marks')
      const perTransfer = (last.heapBytes - warm.heapBytes) / (last.transfers - warm.transfers)
      process.stdout.write(
        `leak: heap ${(warm.heapBytes / 1024).toFixed(0)} KiB after ${String(warm.transfers)}, ${(last.heapBytes / 1024).toFixed(0)} KiB after ${String(last.transfers)}: ${perTransfer.toFixed(1)} bytes a transfer; ${String(warm.descriptors)} and ${String(last.descriptors)} descriptors\n`,
      )
      expect(marks.map(({ transfers }) => transfers)).toEqual(
        paths.map((_, index) => (index + 1) * filesInFolder),
      )
      expect(perTransfer).toBeLessThan(boundBytesPerTransfer)
      expect(last.descriptors ?? 0).toBeLessThanOrEqual((warm.descriptors ?? 0) + looseDescriptors)
      expect(last.resources.length).toBeLessThanOrEqual(warm.resources.length + looseDescriptors)
    } finally {
      await fake.close()
      await rm(profile, { recursive: true, force: true })
    }
  },
)
