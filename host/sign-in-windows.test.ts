// One window for each sign-in, and nothing left of it.

import { expect, it } from 'vitest'
import type { AccountsApi, SignInPage } from '../core/engine-api.ts'
import type { Account } from '../core/model/account.ts'
import { fail, TransferError } from '../core/model/failure.ts'
import type { Shell } from './shell.ts'
import { createSignInWindows } from './sign-in-windows.ts'

const account = { id: 'instance:user' } as Account

/** Windows that show nothing and end as the test says. */
function openRoom(finish: AccountsApi['finishBrowser'] = () => Promise.resolve(account)) {
  const canceled: string[] = []
  const windows: { answer: (url: string | undefined) => void; fail: (error: Error) => void }[] = []
  const showSignIn: NonNullable<Shell['showSignIn']> = (_page, signal) =>
    new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => resolve(undefined))
      windows.push({ answer: resolve, fail: reject })
    })
  const room = createSignInWindows(
    {
      browserWindow: () => ({}) as SignInPage,
      finishBrowser: finish,
      cancelBrowser: (id) => void canceled.push(id),
    },
    { showSignIn },
  )
  return { ...room, windows, canceled }
}
const outcomeOf = (showing: Promise<Account>) =>
  showing.then(
    ({ id }) => id,
    (error: unknown) => (error instanceof TransferError ? error.failure.kind : error),
  )

it('the answer of the page ends in the account', async () => {
  const room = openRoom((flowId, answer) =>
    flowId === 'flow' && answer === 'https://site/callback?code=1'
      ? Promise.resolve(account)
      : Promise.reject(fail('sign-in-mismatch')),
  )
  const showing = room.show('flow')
  room.windows[0]?.answer('https://site/callback?code=1')
  expect(await outcomeOf(showing)).toBe('instance:user')
})

it('a window that somebody closes, one that the page of Reverie gives up, and one that fails leave no sign-in', async () => {
  const room = openRoom()
  const [closed, given, failed] = ['closed', 'given', 'failed'].map((id) => outcomeOf(room.show(id)))
  room.windows[0]?.answer(undefined)
  room.cancel('given')
  room.windows[2]?.fail(fail('sign-in-late'))
  expect([await closed, await given, await failed]).toEqual([
    'sign-in-canceled',
    'sign-in-canceled',
    'sign-in-late',
  ])
  expect([...new Set(room.canceled)].sort()).toEqual(['closed', 'failed', 'given'])
})

it('a sign-in has one window at a time', async () => {
  const room = openRoom()
  const first = outcomeOf(room.show('flow'))
  expect(await outcomeOf(room.show('flow'))).toBe('invalid-request')
  room.windows[0]?.answer('https://site/callback?code=1')
  expect([await first, room.windows.length]).toEqual(['instance:user', 1])
})

it('a host without windows says so', async () => {
  const accounts = {
    browserWindow: () => ({}) as SignInPage,
    finishBrowser: () => Promise.resolve(account),
    cancelBrowser: () => undefined,
  }
  expect(await outcomeOf(createSignInWindows(accounts, {}).show('flow'))).toBe('invalid-request')
})
