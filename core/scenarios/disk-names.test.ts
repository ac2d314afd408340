// Trees with names that only a hostile person makes, walked and written for real (scenarios d09 and d11).

import { mkdir, readdir, readFile, rmdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { nameRules } from '../model/local-name.ts'

let s: Scenario

afterEach(() => s.close())

const hostile = [
  'CON',
  'con.txt',
  'trailing.',
  'trailing ',
  '...',
  ' ',
  'back\\slash',
  'C:\\x',
  'a:stream',
  '<>"|?*',
  'line\nbreak',
  'escape\x1b[31m',
  'gpj\u202eexe.txt',
  'emoji 🎬.mkv',
  'é',
  'e\u0301',
  'Case',
  'case',
  '.hidden',
  '-rf',
  '~',
  '%41 #?&+.bin',
  'quote\'"`$(x)',
  `${'x'.repeat(251)}.bin`,
  `${'語'.repeat(84)}.bin`,
  '.rv0000000',
]

describe('disk: names', () => {
  it('d09 every name lands in its folder with its own bytes, on the rules of this system', async () => {
    s = await startScenario()
    hostile.forEach((name, index) =>
      s.fake.tree.addFile(`/bad/${name}`, { text: `bytes of ${String(index)}` }),
    )
    const transfers = await s.settled(await s.fetch('bad'))
    expect(transfers.map(({ state }) => state.kind)).toEqual(hostile.map(() => 'completed'))
    expect(await readdir(s.target)).toEqual(['bad'])
    const texts = await Promise.all(
      (await readdir(join(s.target, 'bad'))).map((name) => readFile(join(s.target, 'bad', name), 'utf8')),
    )
    expect(texts.sort()).toEqual(hostile.map((_, index) => `bytes of ${String(index)}`).sort())
  })

  it('d09 the same under the rules of Windows: no name that it forbids, none lost to a twin', async () => {
    s = await startScenario({ nameRules: nameRules.win32 })
    // This disk counts bytes, unlike Windows.
    const fitting = hostile.filter((name) => Buffer.byteLength(name) < 240)
    fitting.forEach((name, index) =>
      s.fake.tree.addFile(`/bad/${name}`, { text: `bytes of ${String(index)}` }),
    )
    await s.settled(await s.fetch('bad'))
    const names = await readdir(join(s.target, 'bad'))
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(fitting.length)
    expect(names.filter((name) => /[<>:"/\\|?*]|[. ]$|^(?:con|prn|aux|nul)(?:\.|$)/i.test(name))).toEqual([])
  })

  it('d09 each character that Windows forbids, and each name of a device: all arrive, none as it was', async () => {
    s = await startScenario({ nameRules: nameRules.win32, settings: { concurrency: 8 } })
    const forbidden = [
      ...['<', '>', ':', '"', '|', '?', '*', '\\', '\x7f'],
      ...Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)),
    ].map((char) => `a${char}b.txt`)
    const numbers = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '¹', '²', '³']
    const devices = ['CON', 'PRN', 'AUX', 'NUL', 'CONIN$', 'CONOUT$']
      .concat(numbers.flatMap((number) => [`COM${number}`, `lpt${number}`]))
      .flatMap((device) => [device, `${device}.txt`])
    const all = [...forbidden, ...devices]
    for (const name of all) s.fake.tree.addFile(`/bad/${name}`, { text: `of ${name}` })
    await s.settled(await s.fetch('bad'))
    const landed = await readdir(join(s.target, 'bad'))
    expect(landed.filter((name) => all.includes(name))).toEqual([])
    const texts = await Promise.all(landed.map((name) => readFile(join(s.target, 'bad', name), 'utf8')))
    expect(texts.sort()).toEqual(all.map((name) => `of ${name}`).sort())
  })

  it('a link, or a file, in the place of one folder is no matter of the others', async () => {
    s = await startScenario()
    const outside = join(s.target, '..', 'outside')
    await mkdir(outside)
    for (const folder of ['linked', 'filed', 'plain']) s.file(`tree/${folder}/a.bin`, 1_000)
    await mkdir(join(s.target, 'tree'), { recursive: true })
    await symlink(outside, join(s.target, 'tree', 'linked'))
    await writeFile(join(s.target, 'tree', 'filed'), 'mine')
    const ended = await s.settled(await s.fetch('tree'))
    expect(ended.map(({ target, state }) => [target.folders.at(-1), state.kind]).sort()).toEqual([
      ['filed', 'failed'],
      ['linked', 'failed'],
      ['plain', 'completed'],
    ])
    expect([await readdir(outside), await readFile(join(s.target, 'tree', 'filed'), 'utf8')]).toEqual([
      [],
      'mine',
    ])
  })

  it('d11 a link in the target tree that leads out: refused, nothing is written outside', async () => {
    s = await startScenario()
    s.fake.tree.addFile('/photos/2026/a.jpg', { text: 'a' })
    const outside = join(s.target, '..', 'outside')
    await mkdir(outside)
    await mkdir(join(s.target, 'photos'), { recursive: true })
    await symlink(outside, join(s.target, 'photos', '2026'))
    const batchId = await s.fetch('photos')
    await s.settled(batchId)
    expect(s.engine().queue.batch(batchId)?.batch.walk).toMatchObject({
      kind: 'failed',
      failure: { kind: 'disk-denied' },
    })
    expect(await readdir(outside)).toEqual([])
  })

  it('d11 the folder becomes a link between walk and download: refused, nothing is written outside', async () => {
    s = await startScenario({ started: false })
    const outside = join(s.target, '..', 'outside')
    await mkdir(outside)
    s.fake.tree.addFile('/photos/2026/a.jpg', { text: 'a' })
    let linked = false
    s.disk.before('ensureFolder', async () => {
      if (linked) return
      const folder = join(s.target, 'photos')
      const names = await readdir(folder).catch((): string[] => [])
      if (!names.includes('2026')) return
      linked = true
      await rmdir(join(folder, '2026'))
      await symlink(outside, join(folder, '2026'))
    })
    s.engine().start()
    const [transfer] = await s.settled(await s.fetch('photos'))
    expect(linked).toBe(true)
    expect(transfer?.state).toMatchObject({ kind: 'failed', failure: { kind: 'disk-denied' } })
    expect(await readdir(outside)).toEqual([])
  })

  it.each(['overwrite', 'rename'] as const)(
    'd11 the target name is a link to a file outside: %s leaves that file alone',
    async (conflict) => {
      s = await startScenario()
      s.fake.tree.addFile('/a.txt', { text: 'new' })
      const theirs = join(s.target, '..', 'theirs')
      await writeFile(theirs, 'theirs')
      await mkdir(s.target, { recursive: true })
      await symlink(theirs, join(s.target, 'a.txt'))
      await s.settled(await s.fetch('a.txt', { conflict }))
      expect(await readFile(theirs, 'utf8')).toBe('theirs')
      const landed = conflict === 'overwrite' ? 'a.txt' : 'a (1).txt'
      expect(await readFile(join(s.target, landed), 'utf8')).toBe('new')
    },
  )
})
