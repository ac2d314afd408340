// Parsers of the requests about sites and accounts; see requests.ts.

import { z } from 'zod'
import { mostAddresses } from '../core/model/account-details.ts'
import type { AccountCommands, AccountQueries } from './account-treaty.ts'

const none = z.strictObject({})
const id = z.string().min(1).max(200)
const text = z.string().max(4_096)
const site = text.min(1)
const fingerprint = z.string().regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/)
const account = { accountId: id }
const target = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('account'), ...account }),
  z.strictObject({ kind: z.literal('site'), site }),
])
const proxy = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('system') }),
  z.strictObject({ kind: z.literal('none') }),
  z.strictObject({ kind: z.literal('manual'), address: site }),
])
const client = {
  clientId: z.string().min(1).max(200),
  redirectUri: z.string().min(1).max(2_048),
  scopes: z.string().max(2_000).optional(),
}

type AccountRequests = AccountCommands & AccountQueries

export const accountParsers: { [N in keyof AccountRequests]: z.ZodType<AccountRequests[N]['input']> } = {
  'account.signIn': z.strictObject({
    site,
    email: text.min(1),
    password: text.min(1),
    captcha: z.strictObject({ answer: text, ticket: text }).optional(),
    accountId: id.optional(),
  }),
  'account.answerOtp': z.strictObject({ challenge: id, otp: z.string().min(1).max(20) }),
  'account.beginBrowser': z.strictObject({
    site,
    accountId: id.optional(),
    client: z.strictObject({ ...client, secret: text }).optional(),
  }),
  'account.showBrowser': z.strictObject({ flowId: id }),
  'account.finishBrowser': z.strictObject({ flowId: id, answer: text.min(1) }),
  'account.cancelBrowser': z.strictObject({ flowId: id }),
  'account.signOut': z.strictObject(account),
  'account.setAddresses': z.strictObject({ ...account, addresses: z.array(site).min(1).max(mostAddresses) }),
  'account.setClient': z.strictObject({
    ...account,
    client: z.strictObject({ ...client, secret: text.optional() }).nullable(),
  }),
  'account.useFolder': z.strictObject({ ...account, token: id.nullable() }),
  'way.setProxy': z.strictObject({
    target,
    proxy,
    user: z.strictObject({ name: text, password: text }).nullish(),
  }),
  // A bundle of every authority there is has a quarter of a megabyte.
  'way.setAuthorities': z.strictObject({ target, pem: z.string().max(1_048_576) }),
  'way.trust': z.strictObject({ target, fingerprint }),
  'way.distrust': z.strictObject({ ...account, fingerprint }),
  'site.describe': z.strictObject({ site }),
  'site.captcha': z.strictObject({ site }),
  'account.list': none,
  'account.describe': z.strictObject(account),
  'account.capacity': z.strictObject(account),
  'way.describe': z.strictObject({ target }),
  'way.certificate': z.strictObject({ target, address: site.optional() }),
}
