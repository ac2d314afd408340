// What the desktops of Linux are told of the program, as electron-builder makes it of our configuration, against the rules
// of the Desktop Entry Specification 1.5 (specifications.freedesktop.org/desktop-entry-spec).

import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LinuxTargetHelper } from 'app-builder-lib/out/targets/LinuxTargetHelper.js'
import { getConfig } from 'app-builder-lib/out/util/config/config.js'
import { describe, expect, it } from 'vitest'
import { deepLinkScheme } from '../core/model/deep-link.ts'

const root = join(import.meta.dirname, '..')
const onPath = (command: string) => spawnSync(command, ['--version']).error === undefined

interface Manifest {
  readonly productName: string
  readonly description: string
  readonly desktopName: string
}
const manifest = async () => JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as Manifest

async function entryText(): Promise<string> {
  const [config, metadata] = [await getConfig(root, 'electron-builder.yml', null), await manifest()]
  const { linux } = config
  if (linux === null || linux === undefined)
    throw new Error('there is nothing for Linux in electron-builder.yml')
  const packager = {
    ...{ config, platformSpecificBuildOptions: linux, fileAssociations: [] },
    executableName: linux.executableName,
    info: { metadata },
    appInfo: {
      ...{ productName: metadata.productName, sanitizedProductName: metadata.productName },
      description: metadata.description,
    },
  }
  const helper = new LinuxTargetHelper(
    packager as unknown as ConstructorParameters<typeof LinuxTargetHelper>[0],
  )
  return helper.computeDesktopEntry(linux)
}

describe('the desktop entry', () => {
  it('is one group of keys, each once', async () => {
    const [group, ...lines] = (await entryText()).trimEnd().split('\n')
    const keys = lines.map((line) => /^([A-Za-z][A-Za-z0-9-]*)=(.*)$/.exec(line)?.[1])
    expect(group).toBe('[Desktop Entry]')
    expect(keys.filter((key) => key === undefined)).toEqual([])
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('names the program, how it is started with links, and what it is', async () => {
    const text = await entryText()
    const entry = Object.fromEntries(
      text.split('\n').flatMap((line) => (line.includes('=') ? [line.split(/=(.*)/s).slice(0, 2)] : [])),
    ) as Record<string, string>
    const { description, desktopName } = await manifest()
    expect(entry).toEqual({
      ...{ Type: 'Application', Name: 'Reverie', GenericName: 'File transfer', Comment: description },
      ...{ Exec: '/opt/Reverie/reverie %U', Icon: 'reverie', Terminal: 'false', StartupNotify: 'true' },
      MimeType: `x-scheme-handler/${deepLinkScheme};`,
      Categories: 'Network;FileTransfer;',
      Keywords: 'cloudreve;cloud;files;download;sync;',
      // Electron shows its windows under this name; another one, and the dock shows a second, nameless icon.
      StartupWMClass: desktopName.replace(/\.desktop$/, ''),
    })
  })

  it('is called as Electron believes, or links would be registered for a program that is not there', async () => {
    const { linux } = await getConfig(root, 'electron-builder.yml', null)
    const { desktopName } = await manifest()
    expect([linux?.syncDesktopName, `${linux?.executableName ?? ''}.desktop`]).toEqual([true, desktopName])
  })

  it.skipIf(!onPath('desktop-file-validate'))('pleases the validator of the desktops', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reverie-entry-'))
    const file = join(folder, 'reverie.desktop')
    await writeFile(file, await entryText())
    const { status, stdout } = spawnSync('desktop-file-validate', [file], { encoding: 'utf8' })
    await rm(folder, { recursive: true })
    expect([status, stdout]).toEqual([0, ''])
  })
})
