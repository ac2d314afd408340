// The part of the fake host that is about sites and accounts.

import type { AccountCommands, AccountQueries } from '../../../contract/account-treaty.ts'
import type { Handlers } from '../../../contract/treaty.ts'
import type { AccountDetails, Certificate } from '../../../core/model/account-details.ts'
import type { WayTarget } from '../../../core/model/account-details.ts'
import type { FakeBridge, FakeState } from './fake-bridge.ts'
import { anAccount } from './fixtures.ts'

export function aCertificate(parts: Partial<Certificate> = {}): Certificate {
  return {
    address: 'https://cloud.example.org',
    fingerprint: Array.from({ length: 32 }, (_, at) => (at * 7).toString(16).padStart(2, '0'))
      .join(':')
      .toUpperCase(),
    subject: 'cloud.example.org',
    issuer: 'cloud.example.org',
    names: ['cloud.example.org'],
    validFromMs: Date.UTC(2026, 0, 1),
    validUntilMs: Date.UTC(2028, 0, 1),
    selfSigned: true,
    trusted: false,
    problem: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    ...parts,
  }
}

export function someDetails(parts: Partial<AccountDetails> = {}): AccountDetails {
  return {
    accountId: 'home:1',
    addresses: ['https://cloud.example.org'],
    proxy: { kind: 'system' },
    pins: [],
    authorities: [],
    ...parts,
  }
}

export function accountHandlers(
  state: FakeState,
  emit: FakeBridge['emit'],
): Pick<Handlers, keyof AccountCommands | keyof AccountQueries> {
  const arrive = (parts: Parameters<typeof anAccount>[0]) => {
    const account = anAccount(parts)
    state.accounts = [...state.accounts.filter(({ id }) => id !== account.id), account]
    emit('account.changed', { accounts: state.accounts })
    return { step: 'done', account } as const
  }
  const detailsOf = (accountId: string): AccountDetails =>
    state.accountDetails[accountId] ?? someDetails({ accountId })
  const change = (accountId: string, parts: Partial<AccountDetails>): AccountDetails => {
    const details = { ...detailsOf(accountId), ...parts }
    state.accountDetails = { ...state.accountDetails, [accountId]: details }
    return details
  }
  const keyOf = (target: WayTarget) => (target.kind === 'account' ? target.accountId : target.site)
  return {
    'account.signIn': ({ site, email }) => arrive({ site, email }),
    'account.answerOtp': () => ({ step: 'done', account: anAccount() }),
    'account.beginBrowser': ({ site }) => ({
      id: 'flow',
      address: `${site}/session/authorize?client_id=reverie`,
      redirect: `${site}/callback/desktop`,
    }),
    'account.showBrowser': () => arrive({}),
    'account.finishBrowser': () => arrive({}),
    'account.cancelBrowser': () => ({}),
    'account.signOut': ({ accountId }) => {
      state.accounts = state.accounts.filter(({ id }) => id !== accountId)
      emit('account.changed', { accounts: state.accounts })
      return { told: true }
    },
    'account.setAddresses': ({ accountId, addresses }) => change(accountId, { addresses }),
    'account.setClient': ({ accountId, client }) =>
      change(accountId, {
        client: client === null ? undefined : { ...withoutSecret(client), hasSecret: true },
      }),
    'account.useFolder': ({ accountId, token }) =>
      change(accountId, { downloadFolder: token === null ? undefined : '/home/ada/Pictures' }),
    'way.setProxy': ({ target, proxy, user }) =>
      change(keyOf(target), { proxy, ...(user === undefined ? {} : { proxyUser: user?.name }) }),
    'way.setAuthorities': ({ target, pem }) =>
      change(keyOf(target), {
        authorities:
          pem === ''
            ? []
            : [{ fingerprint: aCertificate().fingerprint, subject: 'Home CA', validUntilMs: 0 }],
      }),
    'way.trust': ({ target, fingerprint }) =>
      change(keyOf(target), {
        pins: [{ fingerprint, subject: 'cloud.example.org', address: 'https://cloud.example.org' }],
      }),
    'way.distrust': ({ accountId }) => change(accountId, { pins: [] }),
    'site.describe': ({ site }) => ({
      ...{ site, title: 'Home cloud', version: '4.12.0', captcha: 'none' },
      browser: true,
      passkeys: false,
    }),
    'site.captcha': () => ({ image: aPicture, ticket: 'ticket' }),
    'account.list': () => ({ accounts: state.accounts }),
    'account.describe': ({ accountId }) => detailsOf(accountId),
    'account.capacity': () => ({ totalBytes: 100_000_000_000, usedBytes: 37_000_000_000 }),
    'way.describe': ({ target }) => detailsOf(keyOf(target)),
    'way.certificate': () => aCertificate(),
  }
}

function withoutSecret({
  clientId,
  redirectUri,
  scopes,
}: {
  clientId: string
  redirectUri: string
  scopes?: string | undefined
}) {
  return { clientId, redirectUri, scopes }
}

/** A small drawing in place of a real captcha. */
const aPicture = `data:image/svg+xml;base64,${btoa(
  '<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80"><text x="40" y="55" font-size="40" fill="#456">7 k Q 3 w</text></svg>',
)}`
