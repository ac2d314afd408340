import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKeyPairSync } from 'node:crypto'
import { getConfig, validateConfiguration } from 'app-builder-lib/out/util/config/config.js'
import { DebugLogger } from 'builder-util'
import { describe, expect, it } from 'vitest'
import { isOurs, descriptionShape } from '../main/updates/signature.ts'
import { packageFolderOf } from './bundled-packages.ts'
import { icns, ico } from './icon-files.ts'
import { noticeOf } from './notices.ts'
import { notesOf, readStaging, signFeed } from './sign-feed.ts'

const root = join(import.meta.dirname, '..')
const build = join(root, 'build')
const config = () => getConfig(root, 'electron-builder.yml', null)

/** Width and height from the head of a PNG. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)]

describe('the packages', () => {
  it('are described as electron-builder wants it', async () => {
    const own = await config()
    await expect(validateConfiguration(own, new DebugLogger(false))).resolves.toBeUndefined()
    await expect(
      validateConfiguration({ ...own, foo: 1 } as typeof own, new DebugLogger(false)),
    ).rejects.toThrow('foo')
  })

  it('are those that people of each system expect', async () => {
    const { linux, win, mac } = await config()
    const both = ['x64', 'arm64']
    expect([linux?.target, win?.target, mac?.target]).toEqual([
      ['AppImage', 'deb', 'rpm', 'tar.gz'].map((target) => ({ target, arch: both })),
      ['nsis', 'portable'].map((target) => ({ target, arch: both })),
      ['dmg', 'zip'].map((target) => ({ target, arch: ['universal'] })),
    ])
  })

  it('leave no other way into the program, and ask for no administrator', async () => {
    const { electronFuses, mac, nsis, asar, protocols } = await config()
    expect(electronFuses).toEqual({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableCookieEncryption: true,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
    expect([
      mac?.hardenedRuntime,
      nsis?.perMachine,
      nsis?.allowElevation,
      nsis?.deleteAppDataOnUninstall,
    ]).toEqual([true, false, false, false])
    expect([asar, protocols]).toEqual([true, { name: 'Reverie link', schemes: ['reverie'] }])
  })

  it('ask macOS for nothing but what they use', async () => {
    const text = await readFile(join(build, 'entitlements.mac.plist'), 'utf8')
    const entries = /<plist version="1.0">\s*<dict>(.*)<\/dict>\s*<\/plist>\s*$/s.exec(text)?.[1] ?? ''
    const plain = entries.replace(/<!--.*?-->/gs, '').replace(/\s+/g, '')
    expect(plain).toBe(
      ['cs.allow-jit', 'network.client']
        .map((name) => `<key>com.apple.security.${name}</key><true/>`)
        .join(''),
    )
  })
})

describe('the icons', () => {
  it.each([16, 24, 32, 48, 64, 128, 256, 512])('for Linux at %d pixels', async (size) => {
    expect(sizeOf(await readFile(join(build, 'icons', `${size}x${size}.png`)))).toEqual([size, size])
  })

  it('for Windows hold every size from the task bar to the tiles', async () => {
    const file = await readFile(join(build, 'icon.ico'))
    const entries = Array.from({ length: file.readUInt16LE(4) }, (_, at) => {
      const place = 6 + 16 * at
      const [size, from] = [file.readUInt8(place) || 256, file.readUInt32LE(place + 12)]
      const body = file.subarray(from, from + file.readUInt32LE(place + 8))
      const width = size === 256 ? sizeOf(body)[0] : body.readInt32LE(4)
      return [size, width]
    })
    expect(entries).toEqual([16, 20, 24, 32, 40, 48, 64, 96, 128, 256].map((size) => [size, size]))
  })

  it('for macOS hold every size, plain and doubled', async () => {
    const file = await readFile(join(build, 'icon.icns'))
    const found: [string, number | undefined][] = []
    for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
      const kind = file.toString('latin1', at, at + 4)
      found.push([kind, sizeOf(file.subarray(at + 8))[0]])
    }
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length])
    expect(Object.fromEntries(found)).toEqual({
      ...{ icp4: 16, icp5: 32, ic11: 32, ic12: 64, ic07: 128, ic13: 256, ic08: 256, ic14: 512 },
      ...{ ic09: 512, ic10: 1024 },
    })
  })

  it('are containers that name what is in them', () => {
    const picture = { sizePx: 2, png: new Uint8Array(), rgba: new Uint8Array(16).fill(255) }
    const file = ico([picture])
    // Header, one entry, a bitmap of two rows and their mask.
    expect([file.length, file.readInt32LE(22 + 8)]).toEqual([22 + 40 + 16 + 8, 4])
    expect(icns([{ ...picture, sizePx: 16, png: Uint8Array.of(1) }]).toString('latin1', 8, 12)).toBe('icp4')
  })
})

describe('the notices', () => {
  it.each([
    ['/x/node_modules/zod/index.js', 'node_modules/zod'],
    ['\0/x/node_modules/@a/b/c.js?commonjs', 'node_modules/@a/b'],
    ['C:\\x\\node_modules\\a\\node_modules\\b\\c.js', 'node_modules/a/node_modules/b'],
    ['/x/core/engine.ts', undefined],
  ])('know whose code %s is', (id, folder) => {
    expect(packageFolderOf(id)).toBe(folder)
  })

  it('bring the text of a licence', async () => {
    const { name, licence, text } = await noticeOf(join(root, 'node_modules', 'zod'))
    expect([name, licence, text.includes('Permission is hereby granted')]).toEqual(['zod', 'MIT', true])
  })

  it('stop where nobody has looked at a licence', async () => {
    await expect(noticeOf(join(root, 'node_modules', 'lightningcss'))).rejects.toThrow('MPL-2.0')
  })
})

describe('the last step of a release', () => {
  const changelog = '# Changelog\n\n## [Unreleased]\n\n- Soon.\n\n## [0.2.0] - 2026-12-01\n\n- Pairs.\n'
  const sha512 = `${'A'.repeat(86)}==`
  const yaml = `version: 0.2.0\nfiles:\n  - url: Reverie-0.2.0-linux-x64.AppImage\n    sha512: ${sha512}\n    size: 7\npath: Reverie-0.2.0-linux-x64.AppImage\nsha512: ${sha512}\n`
  const pair = generateKeyPairSync('ed25519')
  const pem = pair.privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
  const key = pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

  it('signs what copies will check, and says what is new', () => {
    const signed: unknown = JSON.parse(signFeed(yaml, { key: pem, staging: 10, changelog }))
    expect(isOurs(descriptionShape.parse(signed), key)).toBe(true)
    expect(signed).toMatchObject({ version: '0.2.0', releaseNotes: '- Pairs.', stagingPercentage: 10 })
  })

  it('leaves it unsigned without a key, which no copy with one takes', () => {
    const plain: unknown = JSON.parse(signFeed(yaml, { key: '', staging: undefined, changelog }))
    expect(isOurs(descriptionShape.parse(plain), key)).toBe(false)
  })

  it('tells what is not released yet where a version has no section', () => {
    expect(notesOf(changelog, '0.3.0')).toBe('- Soon.')
  })

  it.each([['', undefined] as const, ['25', 25] as const])('reads a share of %o', (text, share) => {
    expect(readStaging(text)).toBe(share)
  })

  it.each(['0', '101', 'x', '1.5'])('refuses a share of %s', (text) => {
    expect(() => readStaging(text)).toThrow('from 1 to 100')
  })
})
