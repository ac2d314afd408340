// The client that every site since 4.12 comes with for desktop programs, and what an own one needs instead
// (cloudreve-api.md section 3.3).

import type { OwnClient } from '../model/account.ts'

export interface OauthClient {
  readonly clientId: string
  /** Of the built-in client a constant of the server's public source; PKCE is what protects the code. */
  readonly secret: string
  /** As registered: an address, or a path of the site. */
  readonly redirectUri: string
  readonly scopes: string
}

/**
 * All scopes that this client may ask for: consenting again replaces what was granted, and asking for less would sign out
 * whoever else uses the client (section 3.3, "Identity").
 */
export const builtInClient: OauthClient = {
  clientId: '393a1839-f52e-498e-9972-e77cc2241eee',
  secret: '8GaQIu3lOSdqYoDHi9cR8IZ4pvuMH8ya',
  redirectUri: '/callback/desktop',
  scopes: 'profile email openid offline_access UserInfo.Write Workflow.Write Files.Write Shares.Write',
}

/** What downloading, sharing and looking after files need. */
const ownScopes = 'openid profile offline_access UserInfo.Write Files.Write Shares.Write'

export function toOauthClient(own: OwnClient, secret: string): OauthClient {
  const { clientId, redirectUri, scopes } = own
  return { clientId, redirectUri, secret, scopes: scopes ?? ownScopes }
}

/** The address that the browser ends at. */
export function redirectAddress(client: OauthClient, site: string): string {
  return client.redirectUri.startsWith('/') ? `${site}${client.redirectUri}` : client.redirectUri
}
