// Two engines on one profile never happen (scenario p05).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lockProfile } from './profile-lock.ts'

it('p05 a second lock on a profile is refused until the first is given back', async () => {
  const profile = await mkdtemp(join(tmpdir(), 'reverie-lock-'))
  const unlock = lockProfile(profile)
  expect(() => lockProfile(profile)).toThrow(/profile-in-use/)
  unlock()
  const again = lockProfile(profile)
  again()
  await rm(profile, { recursive: true, force: true })
})
