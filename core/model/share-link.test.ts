// How a pasted share link and a typed site address are read.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatShareLink, parseShareLink, parseSite, typedShareLink } from './share-link.ts'

const rootOf = (owner: string) => ({ fileSystem: 'share', owner, segments: [] })

describe('reading a share link', () => {
  const readable: [string, ReturnType<typeof parseShareLink>][] = [
    ['https://x.example/s/oLuJ', { site: 'https://x.example', uri: rootOf('oLuJ') as never }],
    [' https://x.example/s/oLuJ/ ', { site: 'https://x.example', uri: rootOf('oLuJ') as never }],
    ['http://x.example:5212/s/a1?x=1#y', { site: 'http://x.example:5212', uri: rootOf('a1') as never }],
    [
      'https://x.example/cloud/s/oLuJ/pw',
      { site: 'https://x.example/cloud', uri: rootOf('oLuJ') as never, password: 'pw' },
    ],
    [
      'https://x.example/s/oLuJ/p%40%2Fw',
      { site: 'https://x.example', uri: rootOf('oLuJ') as never, password: 'p@/w' },
    ],
    [
      'https://x.example/s/oLuJ/100%',
      { site: 'https://x.example', uri: rootOf('oLuJ') as never, password: '100%' },
    ],
    [
      'https://x.example/home?path=cloudreve%3A%2F%2FoLuJ%40share',
      { site: 'https://x.example', uri: rootOf('oLuJ') as never },
    ],
    [
      'https://x.example/cloud/home?a=1&path=cloudreve%3A%2F%2FoLuJ%3Ap%2540w%40share%2Fsub%2520folder#x',
      {
        site: 'https://x.example/cloud',
        uri: { fileSystem: 'share', owner: 'oLuJ', segments: ['sub folder'] },
        password: 'p@w',
      },
    ],
    ['https://me:secret@x.example/s/oLuJ', { site: 'https://x.example', uri: rootOf('oLuJ') as never }],
  ]
  it.each(readable)('reads %j', (text, expected) => {
    expect(parseShareLink(text)).toEqual(expected)
  })

  it.each([
    '',
    'x.example/s/oLuJ',
    'ftp://x.example/s/oLuJ',
    'https://x.example/',
    'https://x.example/s/',
    'https://x.example/s/o-J',
    'https://x.example/s/oLuJ/pw/more',
    'cloudreve://oLuJ@share',
    'https://x.example/home',
    'https://x.example/home?path=cloudreve%3A%2F%2Fmy%2FDocuments',
    'https://x.example/home?path=%',
  ])('refuses %j', (text) => {
    expect(parseShareLink(text)).toBeUndefined()
  })

  it('reads back what it wrote, and a password beside it', () => {
    const site = fc.constantFrom(
      'https://x.example',
      'http://127.0.0.1:5212',
      'https://x.example/cloud/files',
    )
    const password = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !/^\.{1,2}$/.test(text))
    fc.assert(
      fc.property(site, fc.stringMatching(/^[A-Za-z0-9]{2,8}$/), password, (root, id, secret) => {
        const text = formatShareLink(root, id)
        expect(parseShareLink(text)).toEqual({ site: root, uri: rootOf(id) })
        expect(parseShareLink(`${text}/${encodeURIComponent(secret)}`)).toEqual({
          site: root,
          uri: rootOf(id),
          password: secret,
        })
      }),
    )
  })
})

describe('a share link as people type it', () => {
  it.each([
    [' https://x.example/s/oLuJ/pw ', 'https://x.example/s/oLuJ/pw'],
    ['http://x.example/s/oLuJ', 'http://x.example/s/oLuJ'],
    ['x.example:5212/s/oLuJ', 'https://x.example:5212/s/oLuJ'],
    [
      'x.example/home?path=cloudreve%3A%2F%2FoLuJ%40share',
      'https://x.example/home?path=cloudreve%3A%2F%2FoLuJ%40share',
    ],
  ])('%j is %j', (typed, whole) => {
    expect(typedShareLink(typed)).toBe(whole)
  })

  it.each([
    '',
    'x.example',
    'x.example/s',
    'https://x.example/home',
    'ftp://x.example/s/oLuJ',
    'look: x.example/s/oLuJ',
    'cloudreve://oLuJ@share/',
  ])('%j is none', (typed) => {
    expect(typedShareLink(typed)).toBeUndefined()
  })
})

describe('reading a site address', () => {
  it.each([
    ['x.example', 'https://x.example'],
    ['  X.Example/ ', 'https://x.example'],
    ['http://x.example', 'http://x.example'],
    ['localhost:5212', 'https://localhost:5212'],
    ['http://127.0.0.1:5212/', 'http://127.0.0.1:5212'],
    ['https://x.example:443/', 'https://x.example'],
    ['https://x.example/cloud//', 'https://x.example/cloud'],
    ['https://x.example/home?path=cloudreve%3A%2F%2Fmy', 'https://x.example'],
    ['https://x.example/session/signin', 'https://x.example'],
    ['https://x.example/cloud/home/', 'https://x.example/cloud'],
    ['[::1]:5212', 'https://[::1]:5212'],
  ])('reads %j', (text, expected) => {
    expect(parseSite(text)).toBe(expected)
  })

  it.each([
    '',
    '   ',
    'x example',
    'ftp://x.example',
    'https://',
    'https://me:secret@x.example',
    'mailto:a@x.example',
  ])('refuses %j', (text) => {
    expect(parseSite(text)).toBeUndefined()
  })

  it('is settled after one reading', () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const site = parseSite(url)
        if (site !== undefined) expect(parseSite(site)).toBe(site)
      }),
    )
  })
})
