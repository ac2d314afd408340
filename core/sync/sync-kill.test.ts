// A real process killed without warning while it brings a folder in step, with edits on both sides in between: in the end
// the folder is right, and nothing that a user made is lost.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRandom } from '../../testing/engine/seeded-random.ts'
import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { edit, meddle, minesIn, projection } from '../../testing/sync/meddling.ts'
import { readTree } from '../../testing/sync/sync-harness.ts'

const kills = 4
const program = fileURLToPath(new URL('../../testing/kill/syncer.ts', import.meta.url))

it(
  'killed at random moments, with edits in between: in step in the end, nothing of the user lost',
  { timeout: 90_000 },
  async () => {
    const seed = Number(process.env['REVERIE_SEED'] ?? Date.now() % 1_000_000)
    const random = createRandom(seed)
    const profile = await mkdtemp(join(tmpdir(), 'reverie-sync-kill-'))
    const folder = join(profile, 'mirror')
    const fake = await startFakeCloudreve()
    const { email, password } = fake.user
    for (let i = 0; i < 40; i++)
      fake.tree.addFile(`/w/d${String(i % 5)}/${String(i)}`, { text: `site-${String(i)}` })
    const order = JSON.stringify({ profile, folder, site: fake.url, email, password })
    const start = () => {
      const child = spawn(process.execPath, [program, order], { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = ''
      child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
      return { child, ended: once(child, 'exit'), said: () => said, running: once(child.stdout, 'data') }
    }
    const whole = () => readTree(folder, () => true)
    try {
      for (let kill = 0; kill < kills; kill++) {
        const [edits = []] = fc.sample(fc.array(edit, { minLength: 5, maxLength: 12 }), {
          seed: seed + kill,
          numRuns: 1,
        })
        await meddle({ fake, folder }, edits)
        const before = minesIn(await whole())
        const { child, ended, running } = start()
        await Promise.race([running, ended])
        await passing(random() ** 2 * 250)
        child.kill('SIGKILL')
        await ended
        expect(minesIn(await whole())).toEqual(before)
      }
      const before = minesIn(await whole())
      const last = start()
      await last.ended
      expect(last.said()).toBe('running\ndone\n')
      expect(minesIn(await whole())).toEqual(before)
      expect(await whole()).toMatchObject(projection(fake))
      process.stdout.write(`sync kill: seed ${String(seed)}\n`)
    } finally {
      await fake.close()
      await rm(profile, { recursive: true, force: true })
    }
  },
)
