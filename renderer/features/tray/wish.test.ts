import { expect, it } from 'vitest'
import { anAccount } from '../../bridge/fake/fixtures.ts'
import { readWish } from './wish.ts'

const accounts = [
  anAccount({ id: 'guest', kind: 'guest', site: 'https://files.example.net' }),
  anAccount({ id: 'home', site: 'https://cloud.example.org' }),
  anAccount({ id: 'work', site: 'https://work.example.com/drive' }),
]
const enc = encodeURIComponent

it.each([
  ['', { kind: 'nothing' }],
  ['  ', { kind: 'nothing' }],
  ['lisbon  2026', { kind: 'search', words: ['lisbon', '2026'] }],
  [
    ' https://files.example.net/s/aB3/pass ',
    { kind: 'share', site: 'https://files.example.net', link: 'https://files.example.net/s/aB3/pass' },
  ],
  [
    `https://work.example.com/drive/home?path=${enc('cloudreve://my/Photos/a b')}`,
    { kind: 'entry', accountId: 'work', uri: 'cloudreve://my/Photos/a%20b', name: 'a b' },
  ],
  [
    `https://other.example/home?path=${enc('cloudreve://my/')}`,
    { kind: 'unknown-site', site: 'https://other.example' },
  ],
  // A guest has no files of their own.
  [
    `https://files.example.net/home?path=${enc('cloudreve://my/')}`,
    { kind: 'unknown-site', site: 'https://files.example.net' },
  ],
  [
    'cloudreve://my/Photos',
    { kind: 'entry', accountId: 'home', uri: 'cloudreve://my/Photos', name: 'Photos' },
  ],
  [
    'cloudreve://aB3@share/inner',
    { kind: 'share', site: 'https://cloud.example.org', link: 'https://cloud.example.org/s/aB3' },
  ],
  [
    `reverie://download?link=${enc('https://files.example.net/s/aB3')}`,
    { kind: 'share', site: 'https://files.example.net', link: 'https://files.example.net/s/aB3' },
  ],
  [
    `reverie://open?site=${enc('https://cloud.example.org')}&uri=${enc('cloudreve://my/x')}`,
    { kind: 'entry', accountId: 'home', uri: 'cloudreve://my/x', name: 'x' },
  ],
  ['https://example.org/', { kind: 'no-file' }],
  ['file:///etc/passwd', { kind: 'no-file' }],
])('%s', (text, wish) => {
  expect(readWish(text, accounts)).toEqual(wish)
})

it('without an account a URI leads nowhere', () => {
  expect(readWish('cloudreve://my/Photos', [])).toEqual({ kind: 'no-file' })
})
