import { describe, expect, it } from 'vitest'
import { whyOff, type Installation } from './package-kind.ts'

const appImage: Installation = {
  isPackaged: true,
  platform: 'linux',
  env: { APPIMAGE: '/home/ada/Reverie.AppImage' },
  packageType: undefined,
  hasUninstaller: false,
  hasFeed: true,
  key: 'key',
}
const installed: Installation = { ...appImage, platform: 'win32', env: {}, hasUninstaller: true }

describe('a copy of the program', () => {
  it.each<[string, Installation, ReturnType<typeof whyOff>]>([
    ['an AppImage', appImage, undefined],
    ['an installed Windows program', installed, undefined],
    ['a macOS app', { ...appImage, platform: 'darwin', env: {} }, undefined],
    ['run from the sources', { ...appImage, isPackaged: false }, 'source'],
    ['a deb', { ...appImage, env: {}, packageType: 'deb' }, 'system'],
    ['an rpm', { ...appImage, env: {}, packageType: 'rpm' }, 'system'],
    ['a Flatpak', { ...appImage, env: { FLATPAK_ID: 'reverie' } }, 'system'],
    ['a tar.gz', { ...appImage, env: {} }, 'unpacked'],
    ['a portable Windows program', { ...installed, env: { PORTABLE_EXECUTABLE_FILE: 'x' } }, 'unpacked'],
    ['an unpacked Windows folder', { ...installed, hasUninstaller: false }, 'unpacked'],
    ['packed without a feed', { ...appImage, hasFeed: false }, 'no-feed'],
    ['packed without a key', { ...appImage, key: '' }, 'no-feed'],
  ])('%s', (_name, installation, expected) => {
    expect(whyOff(installation)).toBe(expected)
  })
})
