// Verifying through the whole engine: files that were downloaded, then met an accident, an edit, or a new version.

import {
  mkdir,
  open,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createQuickClock } from '../../testing/engine/quick-clock.ts'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { startScenario } from '../../testing/engine/scenario.ts'
import type { Scenario } from '../../testing/engine/scenario.ts'
import { uri } from '../../testing/engine/test-engine.ts'
import { verifyFolder } from '../../testing/engine/verify-folder.ts'
import type { RemoteChoice, VerifyProgress } from './verify.ts'

const mib = 1_048_576
const bigSize = 8 * mib + 99_999
let s: Scenario
let at: (...names: string[]) => string

beforeEach(async () => {
  s = await startScenario()
  s.file('docs/big.bin', bigSize)
  s.file('docs/sub/small.txt', 1_000)
  s.file('docs/empty', 0)
  await s.settled(await s.fetch('docs'))
  at = (...names) => join(s.target, 'docs', ...names)
})
afterEach(() => s.close())

const tree = (): RemoteChoice => ({ kind: 'tree', accountId: s.accountId, uri: uri('cloudreve://my/docs') })
const recorded: RemoteChoice = { kind: 'recorded' }

/** Kind and remote state of each file that is not as it should be, by its path below the folder. */
async function verified(wishes: Parameters<typeof verifyFolder>[2] = {}) {
  const { findings } = await verifyFolder(s, at(), wishes)
  const lines = findings.map(
    ({ path, kind, remote }) => [relative(at(), path), `${kind}, ${remote}`] as const,
  )
  return Object.fromEntries(lines.filter(([, line]) => line !== 'ok, unchecked' && line !== 'ok, same'))
}

async function flip(path: string, offset: number): Promise<void> {
  const before = await stat(path)
  const file = await open(path, 'r+')
  const byte = Buffer.alloc(1)
  await file.read(byte, 0, 1, offset)
  await file.write(Buffer.from([(byte[0] ?? 0) ^ 4]), 0, 1, offset)
  await file.close()
  await utimes(path, before.atime, before.mtime)
}

describe('a folder as it landed', () => {
  it.each([false, true])('is all right (quick: %s), by itself and against the site', async (quick) => {
    for (const remote of [{ kind: 'none' } as const, recorded, tree()]) {
      const { findings, ...end } = await verifyFolder(s, at(), { quick, remote })
      expect(end).toEqual({ recorded: 3, failure: undefined })
      expect(findings.map(({ kind, path }) => [kind, relative(at(), path)])).toEqual([
        ['ok', 'big.bin'],
        ['ok', 'empty'],
        ['ok', join('sub', 'small.txt')],
      ])
    }
  })

  it('is all right when only its times moved, whatever clock did that', async () => {
    for (const name of ['big.bin', 'empty']) await utimes(at(name), 0, 1)
    expect(await verified()).toEqual({})
    expect(await verified({ quick: true })).toEqual({})
  })

  it('tells how far it is, and ends with all of it', async () => {
    const told: VerifyProgress[] = []
    await verifyFolder(s, at(), { remote: tree(), onProgress: (progress) => told.push(progress) })
    const total = { filesTotal: 3, bytesTotal: bigSize + 1_000 }
    expect(told.filter(({ phase }) => phase === 'listing').at(-1)).toEqual({
      ...{ phase: 'listing', files: 3, bytes: 0 },
      ...total,
    })
    expect(told.at(-1)).toEqual({ phase: 'looking', files: 3, bytes: bigSize + 1_000, ...total })
    expect(told.some(({ bytes }) => bytes >= 8 * mib && bytes < bigSize)).toBe(true)
  })
})

describe('an accident', () => {
  it('one flipped bit behind the clock’s back is damage, and its place is named', async () => {
    await flip(at('big.bin'), 8 * mib + 9)
    const { findings } = await verifyFolder(s, at())
    const [finding] = findings.filter(({ kind }) => kind !== 'ok')
    expect(finding).toMatchObject({ kind: 'damaged', path: at('big.bin'), foundBytes: bigSize })
    const [range, ...others] = finding?.damage ?? []
    expect(others).toEqual([])
    expect(range?.start).toBeLessThanOrEqual(8 * mib + 9)
    expect(range?.end).toBeGreaterThan(8 * mib + 9)
    expect((range?.end ?? 0) - (range?.start ?? 0)).toBeLessThanOrEqual(8 * mib)
    // A quick look believes length and time.
    expect(await verified({ quick: true })).toEqual({})
  })

  it('a file that lost its end while its time stayed is damaged from there on', async () => {
    const { mtime } = await stat(at('big.bin'))
    await truncate(at('big.bin'), 8 * mib + 7)
    await utimes(at('big.bin'), mtime, mtime)
    const { findings } = await verifyFolder(s, at(), { quick: true })
    const [finding] = findings.filter(({ kind }) => kind !== 'ok')
    expect(finding).toMatchObject({ kind: 'damaged', foundBytes: 8 * mib + 7, sizeBytes: bigSize })
    expect(finding?.damage).toEqual([{ start: 8 * mib, end: bigSize }])
  })

  it('bytes behind the end are damage too', async () => {
    const { mtime } = await stat(at('empty'))
    await writeFile(at('empty'), 'grown')
    await utimes(at('empty'), mtime, mtime)
    const { findings } = await verifyFolder(s, at())
    expect(findings.find(({ kind }) => kind === 'damaged')).toMatchObject({
      path: at('empty'),
      damage: [{ start: 0, end: 5 }],
    })
  })

  it('what is not there is missing, with its folder too', async () => {
    await rm(at('sub'), { recursive: true })
    expect(await verified({ remote: tree() })).toEqual({ [join('sub', 'small.txt')]: 'missing, same' })
  })

  it('what the disk does not give any more is told so, with the system’s code', async () => {
    s.disk.fail({ on: 'open', code: 'EIO' })
    const { findings } = await verifyFolder(s, at())
    expect(findings.map(({ kind, code }) => [kind, code])).toEqual([
      ['unreadable', 'EIO'],
      ['ok', undefined],
      ['ok', undefined],
    ])
  })

  it('a file that was packed into a sha256 as well is checked against it', async () => {
    await s.close()
    s = await startScenario({ settings: { sha256: true } })
    s.file('docs/big.bin', bigSize)
    await s.settled(await s.fetch('docs'))
    expect(await verified()).toEqual({})
    await flip(at('big.bin'), bigSize - 1)
    expect(await verified()).toEqual({ 'big.bin': 'damaged, unchecked' })
  })
})

describe('an edit', () => {
  it('is somebody’s change, of the same length or not', async () => {
    const bytes = await readFile(at('sub', 'small.txt'))
    bytes[3] = (bytes[3] ?? 0) ^ 1
    await writeFile(at('sub', 'small.txt'), bytes)
    await truncate(at('big.bin'), 100)
    expect(await verified({ quick: true })).toEqual({
      'big.bin': 'changed-locally, unchecked',
      [join('sub', 'small.txt')]: 'changed-locally, unchecked',
    })
  })

  it('whose time was put back afterwards is found by its bytes', async () => {
    await flip(at('sub', 'small.txt'), 3)
    expect(await verified()).toEqual({ [join('sub', 'small.txt')]: 'damaged, unchecked' })
  })

  it('a link or a folder in a file’s place is a change, and not followed', async () => {
    await rename(at('big.bin'), at('moved'))
    await symlink(at('moved'), at('big.bin'))
    await rm(at('empty'))
    await mkdir(at('empty'))
    expect(await verified()).toEqual({
      'big.bin': 'changed-locally, unchecked',
      empty: 'changed-locally, unchecked',
      moved: 'not-ours, unchecked',
    })
  })
})

describe('the site', () => {
  it.each(['recorded', 'tree'] as const)('has another version (%s)', async (kind) => {
    s.fake.tree.writeVersion('/docs/sub/small.txt', { sizeBytes: 1_000 })
    const remote = kind === 'tree' ? tree() : recorded
    expect(await verified({ remote })).toEqual({ [join('sub', 'small.txt')]: 'changed-remotely, changed' })
  })

  it.each(['recorded', 'tree'] as const)('has it no more (%s)', async (kind) => {
    s.fake.tree.remove('/docs/big.bin')
    s.fake.tree.trash('/docs/sub')
    const remote = kind === 'tree' ? tree() : recorded
    expect(await verified({ remote })).toEqual({
      'big.bin': 'gone-remotely, gone',
      [join('sub', 'small.txt')]: 'gone-remotely, gone',
    })
  })

  it('has it under another name: the same file', async () => {
    s.fake.tree.rename('/docs/big.bin', 'huge.bin')
    expect(await verified({ remote: recorded })).toEqual({})
    expect(await verified({ remote: tree() })).toEqual({})
    s.fake.tree.rename('/docs/huge.bin', '/docs/sub/huge.bin')
    expect(await verified({ remote: tree() })).toEqual({})
  })

  it('has more than is here, which only a whole tree tells', async () => {
    s.fake.tree.addFile('/docs/sub/new.txt', { sizeBytes: 7 })
    s.fake.tree.addFile('/docs/running.bin', { uploading: true })
    expect(await verified({ remote: recorded })).toEqual({})
    const { findings } = await verifyFolder(s, at(), { remote: tree() })
    expect(findings.filter(({ kind }) => kind !== 'ok')).toEqual([
      {
        kind: 'new-remotely',
        path: at('sub', 'new.txt'),
        sizeBytes: 7,
        remote: 'changed',
        origin: { accountId: s.accountId, uri: uri('cloudreve://my/docs/sub/new.txt') },
      },
    ])
  })

  it('is compared by length alone with what nobody recorded', async () => {
    s.fake.tree.addFile('/docs/same.txt', { sizeBytes: 4 })
    s.fake.tree.addFile('/docs/other.txt', { sizeBytes: 5 })
    await writeFile(at('same.txt'), 'four')
    await writeFile(at('other.txt'), 'four')
    await writeFile(at('mine.txt'), 'four')
    expect(await verified({ remote: tree() })).toEqual({
      'same.txt': 'not-ours, same',
      'other.txt': 'not-ours, changed',
      'mine.txt': 'not-ours, unchecked',
    })
  })

  it('is not believed to have lost what it would not list', async () => {
    s.fake.faults.add({
      on: 'list',
      path: ({ query }) => query['uri']?.includes('sub') === true,
      fault: faults.json(403),
    })
    const { findings, failure } = await verifyFolder(s, at(), { remote: tree() })
    expect(failure?.kind).toBe('forbidden')
    expect(findings.map(({ kind, remote }) => [kind, remote])).toEqual([
      ['ok', 'same'],
      ['ok', 'same'],
      ['ok', 'unchecked'],
    ])
  })

  it('is waited for where its listing breaks off', async () => {
    let asked = 0
    s.fake.faults.add({ on: 'list', times: Infinity, path: () => ++asked % 2 === 1, fault: faults.hangUp() })
    const { findings, failure } = await verifyFolder(s, at(), { remote: tree(), clock: createQuickClock(50) })
    expect(failure).toBeUndefined()
    expect(findings.map(({ kind, remote }) => [kind, remote])).toEqual(Array(3).fill(['ok', 'same']))
    s.fake.faults.clear()
    s.fake.faults.add({ on: 'list', times: Infinity, fault: faults.status(502) })
    await expect(
      verifyFolder(s, at(), { remote: tree(), clock: createQuickClock(200) }),
    ).rejects.toMatchObject({
      failure: { kind: 'server-busy' },
    })
  })

  it('under a mistyped name is an error, not an empty tree', async () => {
    const remote = { kind: 'tree', accountId: s.accountId, uri: uri('cloudreve://my/dosc') } as const
    await expect(verifyFolder(s, at(), { remote })).rejects.toMatchObject({ failure: { kind: 'not-found' } })
  })
})

it('ends at once when it is told to', async () => {
  const controller = new AbortController()
  const run = verifyFolder(s, at(), { signal: controller.signal, onProgress: () => controller.abort() })
  await expect(run).rejects.toMatchObject({ name: 'AbortError' })
})

it('part files of a download that goes on are not looked at', async () => {
  await writeFile(at('.rvabc1234'), 'part')
  await writeFile(at('.rvhidden'), 'mine')
  expect(await verified()).toEqual({ '.rvhidden': 'not-ours, unchecked' })
})
