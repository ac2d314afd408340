import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeSteady, sourceDate, unpackArchive } from './steady-archive.ts'

let work = ''
beforeEach(async () => {
  work = await mkdtemp(join(tmpdir(), 'reverie-archive-'))
})
afterEach(() => rm(work, { recursive: true, force: true }))

/** The same files, put in by another order and at another time. */
async function archiveOf(name: string, order: readonly string[], at: Date): Promise<string> {
  const folder = join(work, name, 'Reverie')
  await mkdir(join(folder, 'resources'), { recursive: true })
  const paths = order.map((path) => join(folder, path))
  for (const path of paths) {
    await writeFile(path, `this is ${path.slice(folder.length)}`)
    await utimes(path, at, at)
  }
  const archive = join(work, `${name}.tar.gz`)
  execFileSync('tar', ['-czf', archive, '-C', join(work, name), ...order.map((path) => `Reverie/${path}`)])
  return archive
}

const sha256 = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

describe.skipIf(process.platform !== 'linux')('a steady archive', () => {
  it('is the same whatever order and time its files had', async () => {
    const names = ['reverie', 'resources/app.asar', 'LICENSE']
    const one = await archiveOf('one', names, new Date('2026-01-01'))
    const other = await archiveOf('other', [...names].reverse(), new Date('2026-02-02'))
    expect(await sha256(one)).not.toBe(await sha256(other))
    for (const archive of [one, other]) await makeSteady(archive, { atSeconds: 1, level: 6 })
    expect(await sha256(one)).toBe(await sha256(other))
    const folder = await unpackArchive(one, await mkdtemp(join(work, 'out-')))
    expect(await readFile(join(folder, 'resources', 'app.asar'), 'utf8')).toBe('this is /resources/app.asar')
  })

  it('tells archives that differ apart', async () => {
    const one = await archiveOf('one', ['reverie'], new Date(0))
    const other = await archiveOf('other', ['reverie', 'LICENSE'], new Date(0))
    for (const archive of [one, other]) await makeSteady(archive, { atSeconds: 1, level: 6 })
    expect(await sha256(one)).not.toBe(await sha256(other))
  })
})

describe('the time of a package', () => {
  it('is that of its sources, where they have one', () => {
    expect([sourceDate({}), sourceDate({ SOURCE_DATE_EPOCH: '1795600000' })]).toEqual([
      315_532_800, 1_795_600_000,
    ])
  })
  it.each(['yesterday', '-1', '1.5'])('is no %s', (text) => {
    expect(() => sourceDate({ SOURCE_DATE_EPOCH: text })).toThrow('whole seconds')
  })
})
