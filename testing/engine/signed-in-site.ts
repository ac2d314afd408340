// How most tests of accounts begin: a site of their own, and its user signed in by a client with its ports in memory.

import { createFixture, signedIn, type Fixture } from '../../core/cloudreve/fixture.ts'
import type { Account } from '../../core/model/account.ts'
import { startFakeCloudreve, type FakeCloudreve } from '../fake-cloudreve/index.ts'

export interface SignedInSite {
  readonly fake: FakeCloudreve
  readonly fixture: Fixture
  readonly account: Account
}

/** Nothing of the sign-in is among the site's requests. */
export async function openSignedIn(): Promise<SignedInSite> {
  const fake = await startFakeCloudreve()
  const fixture = createFixture()
  const account = await signedIn(fixture.cloudreve, fake)
  fake.clearRequests()
  return { fake, fixture, account }
}
