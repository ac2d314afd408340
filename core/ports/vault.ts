// Where credentials live: tokens, share passwords, those of proxies, secrets of own clients; nothing else. Implemented by the host (operating-system
// encryption in the app, a file only the owner can read in the headless host).

export interface Vault {
  get(key: string): Promise<string | undefined>
  /** Resolves when the secret is on the disk: a refresh token is saved before it is used. */
  set(key: string, secret: string): Promise<void>
  delete(key: string): Promise<void>
}
