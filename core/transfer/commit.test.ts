import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'

it('a name that is refused as taken though nothing is there gets a number, and is not asked for without end', async () => {
  const s = await startScenario()
  s.file('film.bin', 300_000)
  s.disk.fail({ on: 'renameNoClobber', code: 'EEXIST', times: 3 })
  const { state } = await s.only(await s.fetch('film.bin'))
  expect(state).toMatchObject({ kind: 'completed', path: join(s.target, 'film (3).bin') })
  expect(existsSync(join(s.target, 'film.bin'))).toBe(false)
  await s.close()
})
