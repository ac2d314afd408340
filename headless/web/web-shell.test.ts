import { mkdtemp, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TransferError } from '../../core/model/failure.ts'
import { nameRules } from '../../core/model/local-name.ts'
import { createWebShell, resolveWish } from './web-shell.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'reverie-wish-'))
})
afterEach(() => rm(root, { recursive: true }))

const kindOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof TransferError ? error.failure.kind : error),
  )

test.each([
  ['', []],
  ['Films', ['Films']],
  ['Films/2026', ['Films', '2026']],
  ['./Films//2026/', ['Films', '2026']],
  ['Films\\2026', ['Films', '2026']],
])('the wish %j is made below the download folder', async (wish, folders) => {
  expect(await resolveWish(root, wish)).toBe(join(root, ...folders))
  expect(await readdir(join(root, ...folders))).toEqual([])
})

test.each([
  '..',
  '../elsewhere',
  'Films/../../elsewhere',
  '/etc',
  '\\\\server\\share',
  'C:\\Windows',
  'C:x',
  'a\0b',
])('the wish %j is refused', async (wish) => {
  expect([await kindOf(resolveWish(root, wish)), await readdir(root)]).toEqual(['invalid-request', []])
})

test.each(['.. /x', 'a/..  /x', '...', 'NUL', 'a:stream', 'a\u0007b', 'x.'])(
  'the wish %j is refused where Windows would read it as something else',
  async (wish) => {
    const work = resolveWish(root, wish, nameRules.win32)
    expect([await kindOf(work), await readdir(root)]).toEqual(['invalid-request', []])
  },
)

test('a link or a file on the way is refused', async () => {
  await mkdir(join(root, 'real'))
  await symlink(tmpdir(), join(root, 'linked'))
  await writeFile(join(root, 'file'), '')
  expect([await kindOf(resolveWish(root, 'linked/x')), await kindOf(resolveWish(root, 'file/x'))]).toEqual([
    'disk-denied',
    'disk-denied',
  ])
})

test('nothing is opened on the screen of the host', async () => {
  const shell = createWebShell(() => root)
  expect([
    await kindOf(shell.openFile('/x')),
    await kindOf(shell.reveal('/x')),
    shell.describe().canOpenFiles,
  ]).toEqual(['invalid-request', 'invalid-request', false])
})
