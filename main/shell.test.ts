import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dialog, Shell as DesktopShell } from 'electron'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createShell } from './shell.ts'

let folder: string
let acts: string[]
beforeEach(async () => {
  acts = []
  folder = await mkdtemp(join(tmpdir(), 'reverie-shell-'))
})
afterEach(() => rm(folder, { recursive: true }))

const desktop = {
  openPath: (path: string) => {
    acts.push(`open ${path.slice(folder.length + 1)}`)
    return Promise.resolve('')
  },
  showItemInFolder: (path: string) => void acts.push(`show ${path.slice(folder.length + 1)}`),
} as unknown as DesktopShell

const shell = () =>
  createShell({
    ...{ version: '0', plainVault: false, dialog: {} as Dialog, desktop, window: () => undefined },
    showSignIn: () => Promise.resolve(undefined),
    facts: () => ({ tellsMetered: false, shortcut: 'none' }),
    onChanged: () => () => undefined,
  })

it('opens a picture, and only shows a program', async () => {
  await writeFile(join(folder, 'photo.jpg'), '')
  await writeFile(join(folder, 'setup.exe'), '')
  await shell().openFile(join(folder, 'photo.jpg'))
  await shell().openFile(join(folder, 'setup.exe'))
  expect(acts).toEqual(['open photo.jpg', 'show setup.exe'])
})

it('only shows a link that somebody has put in the place of the file', async () => {
  await writeFile(join(folder, 'setup.exe'), '')
  await symlink(join(folder, 'setup.exe'), join(folder, 'photo.jpg'))
  await shell().openFile(join(folder, 'photo.jpg'))
  expect(acts).toEqual(['show photo.jpg'])
})
