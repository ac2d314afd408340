// What is kept in the vault, and that all of it can be wiped again.

import { describe, expect, it } from 'vitest'
import { createMemoryVault, outcomeOf } from './fixture.ts'
import { createCredentials } from './tokens.ts'

const tokens = { access: 'a', refresh: 'r', accessExpiresAtMs: 1, refreshExpiresAtMs: 2 }

describe('the credentials of an account', () => {
  it('are read back as they were saved, each under its own key', async () => {
    const vault = createMemoryVault()
    const credentials = createCredentials(vault)
    await credentials.saveTokens('i:u1', tokens)
    await credentials.saveSharePassword('i:u1', 's1', 'hunter2')
    expect(await credentials.tokens('i:u1')).toEqual(tokens)
    expect(await credentials.sharePassword('i:u1', 's1')).toBe('hunter2')
    expect([await credentials.tokens('i:u2'), await credentials.sharePassword('i:u2', 's1')]).toEqual([
      undefined,
      undefined,
    ])
    expect([...vault.secrets.keys()].sort()).toEqual(['share:i:u1:s1', 'shares:i:u1', 'tokens:i:u1'])
  })

  it('are wiped to the last one, however many were saved at once', async () => {
    const vault = createMemoryVault()
    const credentials = createCredentials(vault)
    await credentials.saveTokens('i:u2', tokens)
    const ids = Array.from({ length: 20 }, (_none, at) => `s${String(at)}`)
    await Promise.all(ids.map((id) => credentials.saveSharePassword('i:u1', id, 'hunter2')))
    await credentials.wipe('i:u1')
    expect([...vault.secrets.keys()]).toEqual(['tokens:i:u2'])
  })

  it('are not lost from the index by a save that failed before', async () => {
    const vault = createMemoryVault()
    const credentials = createCredentials(vault)
    vault.beforeSet = () => Promise.reject(new Error('disk full'))
    expect(await outcomeOf(credentials.saveSharePassword('i:u1', 's1', 'hunter2'))).toBe('disk-busy')
    vault.beforeSet = () => undefined
    await credentials.saveSharePassword('i:u1', 's1', 'hunter2')
    expect(vault.secrets.get('shares:i:u1')).toBe('["s1"]')
  })

  it('that cannot be read are passing trouble', async () => {
    const vault = createMemoryVault()
    const credentials = createCredentials({ ...vault, get: () => Promise.reject(new Error('locked')) })
    expect(await outcomeOf(credentials.tokens('i:u1'))).toBe('disk-busy')
  })
})
