// A real process killed without warning over a tree of many small files: what has its final name is whole at any moment,
// and in the end every file is there once.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { partFiles } from '../../testing/engine/scenario.ts'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

const files = 1_500
const kills = 12
const program = fileURLToPath(new URL('../../testing/kill/downloader.ts', import.meta.url))
const names = Array.from({ length: files }, (_, at) => `d${String(at % 4)}/${String(at)}.bin`)

async function wrongOnes(fake: FakeCloudreve, folder: string): Promise<string[]> {
  const wrong: string[] = []
  for (const name of names) {
    const path = join(folder, name)
    if (!existsSync(path)) continue
    const wanted = fake.content(`/tree/${name}`)
    if (!(await readFile(path)).equals(wanted.read(0, wanted.sizeBytes))) wrong.push(name)
  }
  return wrong
}

it(
  'p01 killed at random moments over many small files: each whole or not there, in the end each once',
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reverie-kill-many-'))
    const target = join(folder, 'target')
    const tree = join(target, 'tree')
    const fake = await startFakeCloudreve()
    for (const [at, name] of names.entries())
      fake.tree.addFile(`/tree/${name}`, { sizeBytes: (at * 7) % 3_000 })
    const { email, password } = fake.user
    const order = { profile: folder, target, site: fake.url, uri: 'cloudreve://my/tree', email, password }
    const bytesAsked = () => fake.requests.filter(({ kind }) => kind === 'content').length
    const start = () => {
      const child = spawn(process.execPath, [program, JSON.stringify(order)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
      return { child, ended: once(child, 'exit'), said: () => said.trim() }
    }
    try {
      let interrupted = 0
      for (let kill = 0; kill < kills; kill++) {
        const { child, ended, said } = start()
        const before = bytesAsked()
        // At least one file is on its way; then anything from the first record to some hundred names later.
        while (bytesAsked() === before && child.exitCode === null) await passing(1)
        const more = bytesAsked() + Math.floor(Math.random() * 90)
        while (bytesAsked() < more && child.exitCode === null) await passing(1)
        child.kill('SIGKILL')
        await ended
        if (said() === '') interrupted++
        expect(await wrongOnes(fake, tree)).toEqual([])
      }
      const last = start()
      await last.ended
      expect(last.said()).toBe('completed')
      expect(interrupted).toBeGreaterThanOrEqual(8)
      expect(await wrongOnes(fake, tree)).toEqual([])
      const found = await readdir(tree, { recursive: true })
      expect(found.filter((name) => name.includes('.')).sort()).toEqual([...names].sort())
      expect(await partFiles(target)).toEqual([])
      // What had its name before a kill is not fetched again, but for the few that were on their way.
      expect(bytesAsked()).toBeLessThanOrEqual(files + kills * 64)
    } finally {
      await fake.close()
      await rm(folder, { recursive: true, force: true })
    }
  },
)
