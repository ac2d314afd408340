import { expect, it } from 'vitest'
import { readCommandLine, readHandedOver } from './command-line.ts'

const folder = '/home/ada'

it.each([
  ['nothing', [], {}, { profile: undefined, hidden: false, quick: false, addresses: [] }],
  ['a profile', ['--profile', '/p'], {}, { profile: '/p', hidden: false, quick: false, addresses: [] }],
  [
    'a profile with an equals sign',
    ['--profile=/p'],
    {},
    { profile: '/p', hidden: false, quick: false, addresses: [] },
  ],
  [
    'a profile below the current folder',
    ['--profile', 'p/q'],
    {},
    { profile: '/home/ada/p/q', hidden: false, quick: false, addresses: [] },
  ],
  [
    'a profile in the environment',
    [],
    { REVERIE_HOME: '/h' },
    { profile: '/h', hidden: false, quick: false, addresses: [] },
  ],
  [
    'a profile in both places',
    ['--profile', '/p'],
    { REVERIE_HOME: '/h' },
    { profile: '/p', hidden: false, quick: false, addresses: [] },
  ],
  [
    'an empty environment variable',
    [],
    { REVERIE_HOME: '' },
    { profile: undefined, hidden: false, quick: false, addresses: [] },
  ],
  [
    'an option without its value',
    ['--profile'],
    {},
    { profile: undefined, hidden: false, quick: false, addresses: [] },
  ],
  [
    'hidden, amid other switches',
    ['--no-sandbox', '/app', '--hidden'],
    {},
    { profile: undefined, hidden: true, quick: false, addresses: [] },
  ],
  [
    'the wish for the tray window',
    ['--quick'],
    {},
    { profile: undefined, hidden: false, quick: true, addresses: [] },
  ],
  [
    'what is to be opened, and nothing else that stands there',
    [
      '/app',
      'https://cloud.example.org/s/AbCd',
      '--hidden',
      'cloudreve://my/Photos',
      '/tmp/file',
      'https://x/y',
    ],
    {},
    {
      profile: undefined,
      hidden: true,
      quick: false,
      addresses: ['https://cloud.example.org/s/AbCd', 'cloudreve://my/Photos'],
    },
  ],
])('reads %s', (_name, args, env, result) => {
  expect(readCommandLine({ args, env, folder })).toEqual(result)
})

const nothing = { addresses: [], quick: false }

it.each([
  [
    'addresses',
    { addresses: ['cloudreve://my', 'https://x/s/AbCd'], quick: false },
    { addresses: ['cloudreve://my', 'https://x/s/AbCd'], quick: false },
  ],
  ['the wish for the tray window', { addresses: [], quick: true }, { addresses: [], quick: true }],
  ['nothing', {}, nothing],
  [
    'what is no address',
    { addresses: ['/etc/passwd', 'javascript:alert(1)', 'reverie://delete?link=x'], quick: false },
    nothing,
  ],
  ['what is no list', { addresses: 'cloudreve://my', quick: false }, nothing],
  ['what is nothing', undefined, nothing],
  ['too many', { addresses: Array.from({ length: 100 }, () => 'cloudreve://my'), quick: false }, nothing],
])('takes from a second start: %s', (_name, data, taken) => {
  expect(readHandedOver(data)).toEqual(taken)
})
