import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ProgramJob } from '../core/ports/after-actions.ts'
import { createSystemDesktop } from './system-desktop.ts'

let folder: string
let started: (readonly string[])[]
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-desktop-'))
  started = []
})
afterEach(() => rm(folder, { recursive: true }))

const desktop = (platform: NodeJS.Platform) =>
  createSystemDesktop(platform, ({ command, args }: ProgramJob) => {
    started.push([command, ...args])
    return Promise.resolve()
  })

it('each system has its own program', async () => {
  const path = join(folder, 'a.pdf')
  await writeFile(path, '')
  for (const platform of ['linux', 'darwin', 'win32'] as const) {
    await desktop(platform).openFile(path)
    await desktop(platform).reveal(path)
  }
  expect(started).toEqual([
    ['xdg-open', path],
    ['xdg-open', folder],
    ['open', path],
    ['open', '-R', path],
    ['explorer.exe', path],
    ['explorer.exe', `/select,${path}`],
  ])
})

it('a folder is opened; what could run, and what a link stands for, is only shown', async () => {
  const at = (name: string) => join(folder, name)
  await mkdir(at('docs'))
  await mkdir(at('Tool.app'))
  await writeFile(at('setup.exe'), '')
  await writeFile(at('run.pdf'), '')
  await chmod(at('run.pdf'), 0o755)
  await symlink(at('docs'), at('link.pdf'))
  for (const name of ['docs', 'Tool.app', 'setup.exe', 'run.pdf', 'link.pdf'])
    await desktop('linux').openFile(at(name))
  expect(started).toEqual([['xdg-open', at('docs')], ...Array<string[]>(4).fill(['xdg-open', folder])])
})

it('what is gone is told so', async () => {
  const gone = join(folder, 'none')
  for (const act of [desktop('linux').reveal(gone), desktop('darwin').openFile(gone)])
    await expect(act).rejects.toMatchObject({ failure: { kind: 'not-found' } })
  expect(started).toEqual([])
})
