// A real process killed without warning, again and again: in the end the file is right, and little was fetched twice.

import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { partFiles } from '../../testing/engine/scenario.ts'
import { createRandom } from '../../testing/engine/seeded-random.ts'
import { faults, startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

const mib = 1_048_576
const size = 300 * mib
const kills = 20
/**
 * The server counts what it wrote. Up to so much of it still lies in the send queue of its own socket when the process dies
 * (Linux: the largest of tcp_wmem), and nobody has fetched that.
 */
const serverBufferBytes = 4 * mib
const program = fileURLToPath(new URL('../../testing/kill/downloader.ts', import.meta.url))

const blobs = ({ requests }: FakeCloudreve) => requests.filter(({ kind }) => kind === 'content')

/** Resolves when the process has asked for bytes, or has ended. */
async function untilFetching(child: ChildProcess, fake: FakeCloudreve): Promise<void> {
  const before = blobs(fake).length
  while (blobs(fake).length === before && child.exitCode === null) await passing(2)
}

it(
  'p01 killed at twenty random moments: the right file, at most 8 MiB fetched twice for each',
  { timeout: 60_000 },
  async () => {
    const seed = Number(process.env['REVERIE_SEED'] ?? Date.now() % 1_000_000)
    const random = createRandom(seed)
    const folder = await mkdtemp(join(tmpdir(), 'reverie-kill-'))
    const target = join(folder, 'target')
    const fake = await startFakeCloudreve()
    fake.tree.addFile('/film.bin', { sizeBytes: size })
    // Each connection begins with a burst of twelve megabytes at full speed and goes on slowly: whenever the kill comes, it
    // meets one or the other.
    const hurry = fake.faults.add({ on: 'content', times: 1000, fault: faults.drip(12 * mib) })
    const order = { profile: folder, target, site: fake.url, uri: 'cloudreve://my/film.bin', ...userOf(fake) }
    const final = join(target, 'film.bin')
    const early: string[] = []
    const start = () => {
      const child = spawn(process.execPath, [program, JSON.stringify(order)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
      return { child, ended: once(child, 'exit'), said: () => said.trim() }
    }
    try {
      for (let kill = 0; kill < kills; kill++) {
        const { child, ended } = start()
        // Most of them in the middle of the bytes, some while the process starts, proves or asks.
        if (kill % 5 !== 4) await untilFetching(child, fake)
        await passing(kill % 5 !== 4 ? random() ** 2 * 300 : random() * 500)
        child.kill('SIGKILL')
        await ended
        // A kill right after the rename finds the name; then it has to be the whole file.
        if (existsSync(final) && (await hashOf(final)) !== fake.content('/film.bin').sha256())
          early.push(`kill ${String(kill)}`)
      }
      hurry()
      const last = start()
      await last.ended
      expect(last.said()).toBe('completed')
      const twice = fetchedTwice(fake)
      process.stdout.write(
        `p01: seed ${String(seed)}, ${String(twice.length)} resumptions, at most ${(Math.max(...twice) / mib).toFixed(2)} MiB sent twice\n`,
      )
      expect(early).toEqual([])
      expect(await hashOf(final)).toBe(fake.content('/film.bin').sha256())
      expect(await partFiles(target)).toEqual([])
      expect(twice.length).toBeGreaterThanOrEqual(10)
      expect(Math.max(...twice)).toBeLessThanOrEqual(8 * mib + serverBufferBytes)
    } finally {
      await fake.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
)

const userOf = ({ user: { email, password } }: FakeCloudreve) => ({ email, password })

/** For every request after another: what the server had written of the old one beyond where the new one starts. */
function fetchedTwice(fake: FakeCloudreve): number[] {
  const asked = blobs(fake).map(({ range, bytesSent }) => {
    const start = Number(/^bytes=(\d+)-/.exec(range ?? '')?.[1])
    return { start, end: start + bytesSent }
  })
  return asked.slice(1).map(({ start }, index) => (asked[index]?.end ?? 0) - start)
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
