// The picture of a captcha on this disk, for a person or a script to read. A script reads it after the command has ended,
// so pictures are taken away by a later sign-in.

import { lstat, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Captcha } from '../core/engine-api.ts'
import { fail } from '../core/model/failure.ts'

const prefix = 'reverie-captcha-'
/** Tickets do not live that long. */
const keptMs = 3_600_000
const pictureKinds: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/gif': 'gif' }

/** Returns the picture's path; it lies in a folder of its own that only this user can read. */
export async function savePicture(captcha: Captcha): Promise<string> {
  const match = /^data:(image\/[a-z+.-]+);base64,(.+)$/s.exec(captcha.image)
  if (match === null) throw fail('bad-response', 'captcha picture')
  const [, type = '', data = ''] = match
  const folder = await mkdtemp(join(tmpdir(), prefix))
  const path = join(folder, `captcha.${pictureKinds[type] ?? 'png'}`)
  await writeFile(path, Buffer.from(data, 'base64'), { mode: 0o600 })
  return path
}

/** Takes away this user's pictures that are older than an hour. */
export async function removeOldPictures(folder = tmpdir(), nowMs = Date.now()): Promise<void> {
  // A temporary folder that cannot be read is told where the picture is to be written, if there is one.
  const names = await readdir(folder).catch(() => [])
  for (const path of names.filter((name) => name.startsWith(prefix)).map((name) => join(folder, name))) {
    const found = await lstat(path).catch(() => undefined)
    const isOwn = found !== undefined && found.isDirectory() && isMine(found.uid)
    // One that stays behind keeps nobody from signing in.
    if (isOwn && nowMs - found.mtimeMs > keptMs)
      await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}

function isMine(uid: number): boolean {
  return process.getuid === undefined || process.getuid() === uid
}
