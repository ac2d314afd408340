import { expect, it } from 'vitest'
import { parseSettings } from './settings-shape.ts'

const afterOf = (after: unknown) => parseSettings({ after }).after

it('the settings file may name what follows a batch, a program too', () => {
  const run = { kind: 'run', command: 'notify-send', args: ['Done', '{name}'] }
  expect([afterOf(run), afterOf({ kind: 'reveal' })]).toEqual([run, { kind: 'reveal' }])
})

it('what does not fit is nothing, and leaves the other settings alone', () => {
  const wrong = [
    undefined,
    'open',
    { kind: 'run' },
    { kind: 'run', command: 'a b', args: 'x' },
    { kind: 'shell' },
  ]
  expect(wrong.map(afterOf)).toEqual(wrong.map(() => ({ kind: 'nothing' })))
  expect(parseSettings({ after: { kind: 'run' }, concurrency: 7 }).concurrency).toBe(7)
})
