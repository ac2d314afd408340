import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ownCommand, setLoginItem } from './login-item.ts'

let config: string
beforeEach(async () => {
  config = await mkdtemp(join(tmpdir(), 'reverie-login-'))
})
afterEach(() => rm(config, { recursive: true }))

const parts = (platform: NodeJS.Platform, said: unknown[] = []) => ({
  platform,
  app: { setLoginItemSettings: (settings: unknown) => void said.push(settings) },
  command: ['/opt/My "Apps"/100%/reverie', '/a$b'],
  env: { XDG_CONFIG_HOME: config },
})

it.each(['win32', 'darwin'] as const)('%s keeps it itself', async (platform) => {
  const said: unknown[] = []
  await setLoginItem(parts(platform, said), true)
  await setLoginItem(parts(platform, said), false)
  expect(said).toEqual([
    { openAtLogin: true, args: ['--hidden'] },
    { openAtLogin: false, args: ['--hidden'] },
  ])
})

it('Linux has a file, whose command survives every character, and none once it is off', async () => {
  const path = join(config, 'autostart', 'reverie.desktop')
  await setLoginItem(parts('linux'), true)
  expect(await readFile(path, 'utf8')).toBe(
    [
      '[Desktop Entry]',
      'Type=Application',
      'Name=Reverie',
      String.raw`Exec="/opt/My \\"Apps\\"/100%%/reverie" "/a\\$b" "--hidden"`,
      'Terminal=false',
      'X-GNOME-Autostart-enabled=true',
      '',
    ].join('\n'),
  )
  await setLoginItem(parts('linux'), false)
  await setLoginItem(parts('linux'), false)
  await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' })
})

it.each([
  ['packaged', { isPackaged: true, env: {} }, ['/opt/reverie']],
  ['in an AppImage', { isPackaged: true, env: { APPIMAGE: '/home/a/R.AppImage' } }, ['/home/a/R.AppImage']],
  ['from the sources', { isPackaged: false, env: {} }, ['/opt/reverie', '/src']],
])('what is started, %s', (_name, facts, command) => {
  expect(ownCommand({ execPath: '/opt/reverie', appPath: '/src', ...facts })).toEqual(command)
})
