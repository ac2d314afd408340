import { expect, it } from 'vitest'
import { parseAccounts, parseSettings } from './settings-shape.ts'

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

const account = {
  id: 'site:user',
  site: 'https://cloud.example.org',
  siteTitle: 'Home',
  instanceId: 'site',
  kind: 'user',
  userId: 'user',
  email: 'ada@example.org',
  nickname: 'Ada',
}

it('accounts of an earlier version are taken as they are', () => {
  expect(parseAccounts([account])).toEqual([account])
})

it('what was chosen for an account comes back, and what is damaged of it does not cost the account', () => {
  const pin = { fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'), subject: 's', address: 'a' }
  const way = { proxy: { kind: 'manual', address: 'http://proxy:3128' }, pins: [pin], authorities: ['pem'] }
  const client = { clientId: 'c', redirectUri: 'http://127.0.0.1:9999/cb' }
  const whole = { ...account, way, client, addresses: ['https://home'], downloadFolder: '/data' }
  expect(parseAccounts([whole])).toEqual([whole])
  const damaged = { ...account, way: { proxy: 7, pins: ['x'], authorities: 1 }, addresses: [1], client: 'x' }
  expect(parseAccounts([{ ...damaged, downloadFolder: 'relative' }])).toEqual([
    { ...account, way: { proxy: { kind: 'system' }, pins: [], authorities: [] } },
  ])
})
