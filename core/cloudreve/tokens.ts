// Where an account's secrets lie in the vault: its token pair, the user of its proxy, the secret of its own client, and the
// passwords of the shares it opened with an index of them, since a vault cannot be listed. Nothing here talks to a server.

import { z } from 'zod'
import { fail } from '../model/failure.ts'
import type { Vault } from '../ports/vault.ts'

export interface Tokens {
  readonly access: string
  readonly refresh: string
  /** Unix milliseconds by the server's clock. */
  readonly accessExpiresAtMs: number
  readonly refreshExpiresAtMs: number
  /** The client of a sign-in by the site's own page; absent after one with a password. */
  readonly clientId?: string | undefined
}

export interface ProxyUser {
  readonly name: string
  readonly password: string
}

const storedSchema = z.object({
  access: z.string().min(1),
  refresh: z.string().min(1),
  accessExpiresAtMs: z.number(),
  refreshExpiresAtMs: z.number(),
  clientId: z.string().min(1).optional(),
})

const proxyUserSchema = z.object({ name: z.string(), password: z.string() })

const indexSchema = z.array(z.string())

const tokensKey = (accountId: string) => `tokens:${accountId}`
const shareKey = (accountId: string, shareId: string) => `share:${accountId}:${shareId}`
const proxyKey = (accountId: string) => `proxy:${accountId}`
const clientKey = (accountId: string) => `client:${accountId}`
const indexKey = (accountId: string) => `shares:${accountId}`

export interface Credentials {
  /** Undefined where there are none, or none that can be read as such. */
  tokens(accountId: string): Promise<Tokens | undefined>
  saveTokens(accountId: string, tokens: Tokens): Promise<void>
  sharePassword(accountId: string, shareId: string): Promise<string | undefined>
  saveSharePassword(accountId: string, shareId: string, password: string): Promise<void>
  /** Takes the password away unless another one has been saved since. */
  forgetSharePassword(accountId: string, refused: { shareId: string; password: string }): Promise<void>
  proxyUser(accountId: string): Promise<ProxyUser | undefined>
  saveProxyUser(accountId: string, user: ProxyUser | undefined): Promise<void>
  /** Of the account's own client. */
  clientSecret(accountId: string): Promise<string | undefined>
  saveClientSecret(accountId: string, secret: string | undefined): Promise<void>
  /** Everything kept for the account. */
  wipe(accountId: string): Promise<void>
}

/** A vault that does not answer (a locked keyring) is passing trouble: `disk-busy`. */
export function createCredentials(vault: Vault): Credentials {
  // One change of an index at a time: two at once would lose one of the two.
  let lastChange: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const run = lastChange.then(change, change)
    lastChange = run
    return run
  }
  const keep = (key: string, secret: string | undefined) =>
    guarded(secret === undefined ? vault.delete(key) : vault.set(key, secret))
  const readIndex = async (accountId: string) =>
    parseStored(await guarded(vault.get(indexKey(accountId))), indexSchema) ?? []

  return {
    tokens: async (accountId) => parseStored(await guarded(vault.get(tokensKey(accountId))), storedSchema),
    saveTokens: (accountId, tokens) => guarded(vault.set(tokensKey(accountId), JSON.stringify(tokens))),
    sharePassword: (accountId, shareId) => guarded(vault.get(shareKey(accountId, shareId))),
    saveSharePassword: (accountId, shareId, password) =>
      inTurn(async () => {
        const index = await readIndex(accountId)
        // Listed before it is kept: a password that no index names could never be wiped.
        if (!index.includes(shareId)) {
          await guarded(vault.set(indexKey(accountId), JSON.stringify([...index, shareId])))
        }
        await guarded(vault.set(shareKey(accountId, shareId), password))
      }),
    forgetSharePassword: (accountId, { shareId, password }) =>
      inTurn(async () => {
        if ((await guarded(vault.get(shareKey(accountId, shareId)))) !== password) return
        await guarded(vault.delete(shareKey(accountId, shareId)))
        const left = (await readIndex(accountId)).filter((listed) => listed !== shareId)
        if (left.length === 0) await guarded(vault.delete(indexKey(accountId)))
        else await guarded(vault.set(indexKey(accountId), JSON.stringify(left)))
      }),
    proxyUser: async (accountId) =>
      parseStored(await guarded(vault.get(proxyKey(accountId))), proxyUserSchema),
    saveProxyUser: (accountId, user) =>
      keep(proxyKey(accountId), user === undefined ? undefined : JSON.stringify(user)),
    clientSecret: (accountId) => guarded(vault.get(clientKey(accountId))),
    saveClientSecret: (accountId, secret) => keep(clientKey(accountId), secret),
    wipe: (accountId) =>
      inTurn(async () => {
        for (const key of [tokensKey, proxyKey, clientKey]) await guarded(vault.delete(key(accountId)))
        for (const shareId of await readIndex(accountId)) {
          await guarded(vault.delete(shareKey(accountId, shareId)))
        }
        await guarded(vault.delete(indexKey(accountId)))
      }),
  }
}

async function guarded<T>(access: Promise<T>): Promise<T> {
  try {
    return await access
  } catch {
    // The cause is left out: nobody knows what a keyring puts into its messages.
    throw fail('disk-busy', 'the credential store did not answer')
  }
}

function parseStored<T>(text: string | undefined, schema: z.ZodType<T>): T | undefined {
  if (text === undefined) return undefined
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : undefined
  } catch {
    // A damaged secret is as good as none: the user signs in again.
    return undefined
  }
}
