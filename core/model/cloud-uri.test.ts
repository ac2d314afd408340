// What a file URI of Cloudreve reads as and is written as, and that neither loses a name nor keeps a password.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  childUri,
  formatCloudUri,
  formatSecretUri,
  myFiles,
  parentUri,
  parseCloudUri,
  uriName,
} from './cloud-uri.ts'
import type { CloudUri } from './cloud-uri.ts'

const my = (...segments: string[]): CloudUri => ({ fileSystem: 'my', owner: '', segments })
const share = (owner: string, ...segments: string[]): CloudUri => ({ fileSystem: 'share', owner, segments })

const segment = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((name) => !name.includes('/') && name !== '.' && name !== '..')
const anyUri: fc.Arbitrary<CloudUri> = fc.record({
  fileSystem: fc.constantFrom('my', 'share', 'shared_with_me', 'trash'),
  owner: fc.stringMatching(/^[A-Za-z0-9]{1,8}$/),
  segments: fc.array(segment, { maxLength: 6 }),
})

describe('reading a file URI', () => {
  const readable: [string, ReturnType<typeof parseCloudUri>][] = [
    ['cloudreve://my', { uri: my() }],
    ['cloudreve://my/', { uri: my() }],
    ['  cloudreve://MY/Docs ', { uri: my('Docs') }],
    ['CLOUDREVE://my/a', { uri: my('a') }],
    ['cloudreve://my/a//b/./c/../d/', { uri: my('a', 'b', 'd') }],
    ['cloudreve://my/../../a', { uri: my('a') }],
    ['cloudreve://my/%2E%2E/a', { uri: my('a') }],
    ['cloudreve://my/a%2Fb', { uri: my('a', 'b') }],
    ['cloudreve://my/a%2F..%2F..%2Fb', { uri: my('b') }],
    ['cloudreve://my/50%25%20off%23%3F', { uri: my('50% off#?') }],
    ['cloudreve://my/raw space/日本', { uri: my('raw space', '日本') }],
    ['cloudreve://u1@my/x', { uri: { fileSystem: 'my', owner: 'u1', segments: ['x'] } }],
    ['cloudreve://oLuJ@share', { uri: share('oLuJ') }],
    ['cloudreve://oLuJ:@share/a', { uri: share('oLuJ', 'a') }],
    ['cloudreve://oLuJ:pa%40ss%3A1@share/a', { uri: share('oLuJ', 'a'), password: 'pa@ss:1' }],
    ['cloudreve://trash/1107c597', { uri: { fileSystem: 'trash', owner: '', segments: ['1107c597'] } }],
    ['cloudreve://shared_with_me', { uri: { fileSystem: 'shared_with_me', owner: '', segments: [] } }],
  ]
  it.each(readable)('reads %j', (text, expected) => {
    expect(parseCloudUri(text)).toEqual(expected)
  })

  const unreadable = [
    '',
    'my/a',
    'https://my/a',
    'cloudreve://',
    'cloudreve:///a',
    'cloudreve://foo/a',
    'cloudreve://share/a',
    'cloudreve://:pw@share/a',
    'cloudreve://my/100%',
    'cloudreve://my/%zz',
    'cloudreve://my/%ff',
    'cloudreve://my/a?name=b',
    'cloudreve://my/a#b',
    'cloudreve://a@b@my',
    'cloudreve://my/\ud800',
  ]
  it.each(unreadable)('refuses %j', (text) => {
    expect(parseCloudUri(text)).toBeUndefined()
  })

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (head, tail) => {
        for (const text of [head, `cloudreve://my/${head}`, `cloudreve://${head}@share/${tail}`]) {
          const parsed = parseCloudUri(text)
          if (parsed !== undefined) expect(parseCloudUri(formatCloudUri(parsed.uri))?.uri).toEqual(parsed.uri)
        }
      }),
    )
  })
})

describe('writing a file URI', () => {
  it.each([
    [my(), 'cloudreve://my/'],
    [my('a b', '#1?', '50%'), 'cloudreve://my/a%20b/%231%3F/50%25'],
    [my("it's (1)!*~"), "cloudreve://my/it's%20(1)!*~"],
    [share('oLuJ', 'ä'), 'cloudreve://oLuJ@share/%C3%A4'],
    [my('half \ud83d'), 'cloudreve://my/half%20%EF%BF%BD'],
  ])('writes %j', (uri, expected) => {
    expect(formatCloudUri(uri)).toBe(expected)
  })

  it('puts a password only into the secret form', () => {
    expect(formatSecretUri(share('oLuJ', 'a'), 'p@s:s/1')).toBe('cloudreve://oLuJ:p%40s%3As%2F1@share/a')
    expect(formatSecretUri(share('oLuJ', 'a'), '')).toBe('cloudreve://oLuJ@share/a')
    expect(formatSecretUri(share('oLuJ', 'a'), undefined)).toBe('cloudreve://oLuJ@share/a')
  })

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(anyUri, (uri) => {
        expect(parseCloudUri(formatCloudUri(uri))).toEqual({ uri })
      }),
    )
  })

  it('reads back uri and password from the secret form', () => {
    fc.assert(
      fc.property(anyUri, fc.string({ unit: 'grapheme', minLength: 1 }), (uri, password) => {
        expect(parseCloudUri(formatSecretUri(uri, password))).toEqual({ uri, password })
      }),
    )
  })
})

describe('moving about', () => {
  it('knows child, parent and name', () => {
    expect(childUri(myFiles, 'a')).toEqual(my('a'))
    expect(parentUri(my('a', 'b'))).toEqual(my('a'))
    expect(parentUri(my())).toBeUndefined()
    expect([uriName(my('a', 'b')), uriName(my())]).toEqual(['b', ''])
  })

  it('comes back from a child to its parent', () => {
    fc.assert(
      fc.property(anyUri, segment, (uri, name) => {
        const child = childUri(uri, name)
        expect([parentUri(child), uriName(child)]).toEqual([uri, name])
      }),
    )
  })
})
