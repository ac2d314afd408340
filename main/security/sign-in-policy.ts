// What the page of a site may do in the sign-in window: be a web page of its own session, and nothing else. It is not ours:
// no preload, no permission, no download, no way to the file system, and its session is forgotten with the window.

import type { Session, WebContents, WebPreferences } from 'electron'
import type { SignInPage } from '../../core/engine-api.ts'
import { webPreferences } from './policy.ts'
import { isBelieved } from './window-trust.ts'

/** Exactly those of our own windows, without a preload. */
export const signInPreferences = { ...webPreferences, disableDialogs: true } as const satisfies WebPreferences

/** Whose pages are a site's own and not ours: the policy of our pages does not hold for them. */
export interface ForeignSessions {
  add(session: Session): void
  has(contents: WebContents): boolean
}

export function createForeignSessions(): ForeignSessions {
  const sessions = new WeakSet<Session>()
  return { add: (session) => void sessions.add(session), has: (contents) => sessions.has(contents.session) }
}

const webProtocols = /^(?:https?|wss?|data|blob):$/

/** A page of the web asks the web, and nothing of this machine's own schemes. */
export function mayRequest(url: string): boolean {
  return URL.canParse(url) && webProtocols.test(new URL(url).protocol)
}

/** Where the window itself may go. */
export function mayNavigate(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}

/** `onChosen` hears of each host whose certificate is believed because somebody chose to. */
export async function confineSignIn(
  session: Session,
  page: SignInPage,
  onChosen: (hostname: string) => void,
): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !mayRequest(url) }))
  session.on('will-download', (event) => event.preventDefault())
  session.setCertificateVerifyProc(({ certificate, hostname, errorCode }, answer) => {
    const shown = { chain: chainOf(certificate), hostname, nowMs: Date.now() }
    const byChoice = errorCode !== 0 && isBelieved(shown, page)
    if (byChoice) onChosen(hostname)
    // 0 believes it; -3 leaves it to Chromium.
    answer(byChoice ? 0 : -3)
  })
  await session.setProxy(proxyConfig(page))
}

interface Chained {
  readonly data: string
  readonly issuerCert?: Chained
}

function chainOf(certificate: Chained): readonly string[] {
  const chain: string[] = []
  for (let one: Chained | undefined = certificate; one?.data && chain.length < 10; one = one.issuerCert) {
    if (chain.includes(one.data)) break
    chain.push(one.data)
  }
  return chain
}

export function proxyConfig({ proxy }: Pick<SignInPage, 'proxy'>) {
  switch (proxy.kind) {
    case 'system':
      return { mode: 'system' } as const
    case 'none':
      return { mode: 'direct' } as const
    case 'manual':
      return { mode: 'fixed_servers', proxyRules: proxy.address } as const
  }
}
