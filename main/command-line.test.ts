import { expect, it } from 'vitest'
import { readCommandLine } from './command-line.ts'

const folder = '/home/ada'

it.each([
  ['nothing', [], {}, { profile: undefined, hidden: false }],
  ['a profile', ['--profile', '/p'], {}, { profile: '/p', hidden: false }],
  ['a profile with an equals sign', ['--profile=/p'], {}, { profile: '/p', hidden: false }],
  [
    'a profile below the current folder',
    ['--profile', 'p/q'],
    {},
    { profile: '/home/ada/p/q', hidden: false },
  ],
  ['a profile in the environment', [], { REVERIE_HOME: '/h' }, { profile: '/h', hidden: false }],
  ['a profile in both places', ['--profile', '/p'], { REVERIE_HOME: '/h' }, { profile: '/p', hidden: false }],
  ['an empty environment variable', [], { REVERIE_HOME: '' }, { profile: undefined, hidden: false }],
  ['an option without its value', ['--profile'], {}, { profile: undefined, hidden: false }],
  [
    'hidden, amid other switches',
    ['--no-sandbox', '/app', '--hidden'],
    {},
    { profile: undefined, hidden: true },
  ],
])('reads %s', (_name, args, env, result) => {
  expect(readCommandLine({ args, env, folder })).toEqual(result)
})
