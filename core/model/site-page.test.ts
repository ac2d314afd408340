import { expect, it } from 'vitest'
import { parseSitePage } from './site-page.ts'

const enc = encodeURIComponent

it.each([
  [
    `https://cloud.example.org/home?path=${enc('cloudreve://my/Photos/2026 Lisbon')}`,
    {
      site: 'https://cloud.example.org',
      uri: { fileSystem: 'my', owner: '', segments: ['Photos', '2026 Lisbon'] },
    },
  ],
  [
    `https://example.org/cloud/home/?x=1&path=${enc('cloudreve://shared_with_me/')}`,
    { site: 'https://example.org/cloud', uri: { fileSystem: 'shared_with_me', owner: '', segments: [] } },
  ],
  [`https://cloud.example.org/home?path=${enc('cloudreve://abc@share/')}`, undefined],
  [`https://cloud.example.org/home?path=${enc('cloudreve://abc:pw@my/')}`, undefined],
  [`https://name:word@cloud.example.org/home?path=${enc('cloudreve://my/')}`, undefined],
  [`https://cloud.example.org/settings?path=${enc('cloudreve://my/')}`, undefined],
  ['https://cloud.example.org/home', undefined],
  [`ftp://cloud.example.org/home?path=${enc('cloudreve://my/')}`, undefined],
  ['my files', undefined],
])('%s', (text, page) => {
  expect(parseSitePage(text)).toEqual(page)
})
