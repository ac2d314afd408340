import { mkdir, mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { removeOldPictures } from './captcha-picture.ts'

test('pictures of an hour ago are taken away; newer ones and what is not ours stay', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'reverie-pictures-'))
  const nowMs = Date.UTC(2026, 0, 1)
  const ages = { 'reverie-captcha-old': 3601, 'reverie-captcha-new': 3599, 'other-captcha-old': 7200 }
  for (const [name, seconds] of Object.entries(ages)) {
    await mkdir(join(folder, name))
    const at = new Date(nowMs - seconds * 1000)
    await utimes(join(folder, name), at, at)
  }
  await removeOldPictures(folder, nowMs)
  expect((await readdir(folder)).sort()).toEqual(['other-captcha-old', 'reverie-captcha-new'])
  await rm(folder, { recursive: true })
})
