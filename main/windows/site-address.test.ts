// What the bar above a site's page says, and that nothing of an address can become part of our page.

import { describe, expect, it } from 'vitest'
import { deskWords } from '../../words/desk-words.ts'
import { addressPage } from './address-page.ts'
import { addressWords, siteAddress, type SiteAddress } from './site-address.ts'

const english = deskWords('en', [])
const asked = 'https://cloud.example.org/session/authorize?client_id=x'
const at = (url: string, chosen: readonly string[] = []) =>
  siteAddress({ url, asked, isChosen: (hostname) => chosen.includes(hostname) })

describe('the address of the page', () => {
  it.each<[string, string, SiteAddress]>([
    [
      'is what was asked for until there is one',
      '',
      { scheme: 'https://', host: 'cloud.example.org', protection: 'encrypted' },
    ],
    [
      'is what the network knows, without what follows',
      'https://cloud.example.org/session/authorize?next=https://bank.example',
      { scheme: 'https://', host: 'cloud.example.org', protection: 'encrypted' },
    ],
    [
      'has no letters that look like others',
      'https://сloud.example.org/',
      {
        scheme: 'https://',
        host: 'xn--loud-k6d.example.org',
        protection: 'encrypted',
        cameFrom: 'cloud.example.org',
      },
    ],
    [
      'leaves out the name that is put before a host to disguise it',
      'https://cloud.example.org@evil.example/',
      { scheme: 'https://', host: 'evil.example', protection: 'encrypted', cameFrom: 'cloud.example.org' },
    ],
    [
      'of another port is another site',
      'http://cloud.example.org:8080/',
      {
        scheme: 'http://',
        host: 'cloud.example.org:8080',
        protection: 'open',
        cameFrom: 'cloud.example.org',
      },
    ],
    [
      'is never that of anything but the web',
      'chrome-error://chromewebdata/',
      { scheme: 'https://', host: 'cloud.example.org', protection: 'encrypted' },
    ],
  ])('%s', (_name, url, told) => {
    expect(at(url)).toEqual(told)
  })

  it('tells a certificate that somebody chose to accept', () => {
    expect([at(asked, ['cloud.example.org']).protection, at(asked, ['other.example']).protection]).toEqual([
      'chosen',
      'encrypted',
    ])
  })
})

it('the words tell who can read along, and who sent one here', () => {
  expect(
    [at(asked), at(asked, ['cloud.example.org']), at('http://login.example/')].map((address) =>
      addressWords(address, english),
    ),
  ).toEqual([
    ['Encrypted.'],
    ['Encrypted, with the certificate that you accepted.'],
    [
      'Not encrypted: others on the way can read what you enter.',
      'You were sent here by \u2066cloud.example.org\u2069. Do you sign in here?',
    ],
  ])
})

it('the bar is a page without a script, and an address is text in it', () => {
  const host = '<script>alert(1)</script>"&'
  const page = decodeURIComponent(
    addressPage({ scheme: 'https://', host, protection: 'open', cameFrom: host }, english),
  )
  expect(page).not.toContain('<script')
  expect(page).toContain("default-src 'none'; style-src 'unsafe-inline'")
  expect(page).toContain('<b>&#60;script&#62;alert(1)&#60;/script&#62;&#34;&#38;</b>')
  expect(page).toContain('by \u2066&#60;script&#62;')
})

describe('the bar in the language of the user', () => {
  const site: SiteAddress = {
    ...{ scheme: 'https://', host: 'login.example', protection: 'encrypted', cameFrom: 'cloud.example.org' },
  }
  it('says all of it in that language', () => {
    expect(addressWords(site, deskWords('de', []))).toEqual([
      'Verschlüsselt.',
      '\u2066cloud.example.org\u2069 hat Sie hierher geleitet. Melden Sie sich hier an?',
    ])
  })
  it('goes from right to left where the language does, but for the address', () => {
    const page = decodeURIComponent(addressPage(site, deskWords('ar', [])))
    expect(page).toContain('<html lang="ar" dir="rtl">')
    expect(page).toContain('<bdi dir="ltr"><span>https://</span><b>login.example</b></bdi>')
    expect(page).toContain(
      `<p title="الاتصال مشفر.">الاتصال مشفر.</p><p title="وجّهك \u2066cloud.example.org\u2069 إلى هنا`,
    )
    expect(decodeURIComponent(addressPage(site, english))).toContain('<html lang="en" dir="ltr">')
  })
})
