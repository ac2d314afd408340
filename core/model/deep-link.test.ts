import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatDeepLink, parseDeepLink } from './deep-link.ts'

const enc = encodeURIComponent
const share = { fileSystem: 'share', owner: 'aB3', segments: [] } as const

describe('a deep link', () => {
  it.each([
    [
      `reverie://download?link=${enc('https://cloud.example.org/s/aB3')}`,
      {
        action: 'download',
        site: 'https://cloud.example.org',
        uri: share,
        shareLink: 'https://cloud.example.org/s/aB3',
      },
    ],
    [
      `reverie://open/?link=${enc('https://cloud.example.org/files/s/aB3/pass')}`,
      {
        action: 'open',
        site: 'https://cloud.example.org/files',
        uri: share,
        shareLink: 'https://cloud.example.org/files/s/aB3/pass',
      },
    ],
    [
      `reverie://open?site=${enc('https://cloud.example.org/')}&uri=${enc('cloudreve://my/Photos/2026')}`,
      {
        action: 'open',
        site: 'https://cloud.example.org',
        uri: { fileSystem: 'my', owner: '', segments: ['Photos', '2026'] },
      },
    ],
  ])('%s', (text, link) => {
    expect(parseDeepLink(text)).toEqual(link)
    expect(parseDeepLink(formatDeepLink(link as never))).toEqual(link)
  })

  const good = enc('https://cloud.example.org/s/aB3')
  it.each([
    ['nothing', ''],
    ['no action', `reverie://?link=${good}`],
    ['another action', `reverie://delete?link=${good}`],
    ['an action in other letters', `reverie://Download?link=${good}`],
    ['another scheme', `javascript://download?link=${good}`],
    ['blanks in front', ` reverie://download?link=${good}`],
    ['a name and password', `reverie://a:b@download?link=${good}`],
    ['a port', `reverie://download:80?link=${good}`],
    ['a path', `reverie://download/../open?link=${good}`],
    ['a fragment', `reverie://download?link=${good}#x`],
    ['no link', 'reverie://download?'],
    ['two links', `reverie://download?link=${good}&link=${good}`],
    ['a parameter nobody knows', `reverie://download?link=${good}&target=/etc`],
    ['a link and a site', `reverie://download?link=${good}&site=https://a.example&uri=cloudreve://my/`],
    ['a script as link', `reverie://download?link=${enc('javascript:alert(1)')}`],
    ['a file as link', `reverie://download?link=${enc('file:///etc/passwd')}`],
    ['a link that is no share', `reverie://download?link=${enc('https://cloud.example.org/')}`],
    [
      'a link that looks like another site',
      `reverie://download?link=${enc('https://bank.example@evil.example/s/aB3')}`,
    ],
    ['a line break', `reverie://download?link=${good}%0d%0aX: y`],
    ['a zero', `reverie://download?link=${good}%00`],
    ['text turned around', `reverie://download?link=${enc('https://cloud.example.org/s/aB3/\u202egnp')}`],
    ['a site without a URI', `reverie://open?site=${enc('https://cloud.example.org')}`],
    ['a URI without a site', `reverie://open?uri=${enc('cloudreve://my/')}`],
    ['a site that is a file', `reverie://open?site=${enc('file:///')}&uri=${enc('cloudreve://my/')}`],
    [
      'a site with a query',
      `reverie://open?site=${enc('https://a.example/?x=1')}&uri=${enc('cloudreve://my/')}`,
    ],
    [
      'a URI with a password',
      `reverie://open?site=${enc('https://a.example')}&uri=${enc('cloudreve://x:pw@share/')}`,
    ],
    ['a share by URI', `reverie://open?site=${enc('https://a.example')}&uri=${enc('cloudreve://x@share/')}`],
    [
      'a name that hides its end',
      `reverie://open?site=${enc('https://a.example')}&uri=${enc('cloudreve://my/a%E2%80%AEb')}`,
    ],
    ['a broken escape', `reverie://open?site=${enc('https://a.example')}&uri=cloudreve://my/%25E0`],
    ['too much', `reverie://download?link=${good}${'a'.repeat(5_000)}`],
  ])('with %s is none', (_name, text) => {
    expect(parseDeepLink(text)).toBeUndefined()
  })

  it('never throws, and never lets a credential or a strange scheme through', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(good, 'cloudreve://my/', 'https://a:b@c.example/s/x', '%', '&link=', '&site=', '&uri='),
    )
    fc.assert(
      fc.property(fc.constantFrom('download', 'open', 'x'), fc.array(piece), (action, pieces) => {
        const link = parseDeepLink(`reverie://${action}?link=${pieces.join('')}`)
        if (link === undefined) return
        const { protocol, username, password } = new URL(link.site)
        expect([/^https?:$/.test(protocol), username, password]).toEqual([true, '', ''])
      }),
    )
  })
})
