// What somebody may choose for an account: its proxy, the certificates it believes, its addresses, its client, its folder.
// Every choice is checked before it is kept, and holds from the next connection on.

import { X509Certificate } from 'node:crypto'
import type { Cloudreve } from './cloudreve/cloudreve.ts'
import type { AccountOptions } from './engine-api.ts'
import { choiceOf } from './cloudreve/ways.ts'
import { addressesOf } from './model/account.ts'
import type { Account } from './model/account.ts'
import { mostAddresses, mostAuthorities, mostPins } from './model/account-details.ts'
import type { Authority, WayDetails, WayTarget } from './model/account-details.ts'
import { fail } from './model/failure.ts'
import { parseSite } from './model/share-link.ts'
import { machineWay, parseProxyAddress } from './model/way.ts'
import type { Pin, ProxyChoice, WayChoice } from './model/way.ts'

export interface OptionsParts {
  readonly cloudreve: Cloudreve
  readonly known: (accountId: string) => Account
  readonly saveAccount: (account: Account) => void
  /** What held the account's transfers may be gone. */
  readonly onWayChanged: (accountId: string) => void
}

export function createAccountOptions(parts: OptionsParts): AccountOptions {
  const { cloudreve, known, saveAccount } = parts
  const { ways, credentials } = cloudreve
  const seen = new Map<string, Pin>()

  const siteOf = (text: string) => {
    const site = parseSite(text)
    if (site === undefined) throw fail('invalid-request', 'not the address of a site')
    return site
  }
  const choiceFor = (target: WayTarget): WayChoice =>
    target.kind === 'account'
      ? choiceOf(known(target.accountId))
      : (ways.draftOf(siteOf(target.site))?.choice ?? machineWay)
  const keep = (target: WayTarget, patch: Partial<WayChoice>) => {
    const choice = { ...choiceFor(target), ...patch }
    if (target.kind === 'site') {
      const site = siteOf(target.site)
      ways.draft(site, { ...ways.draftOf(site), choice })
      return
    }
    saveAccount({ ...known(target.accountId), way: choice })
    ways.forget(target.accountId)
    parts.onWayChanged(target.accountId)
  }

  return {
    describe: async (accountId) => {
      const account = known(accountId)
      const [user, secret] = await Promise.all([
        credentials.proxyUser(accountId),
        account.client === undefined ? undefined : credentials.clientSecret(accountId),
      ])
      return {
        accountId,
        addresses: addressesOf(account),
        ...wayDetails(choiceOf(account), user?.name),
        ...(account.client === undefined
          ? {}
          : { client: { ...account.client, hasSecret: secret !== undefined } }),
        ...(account.downloadFolder === undefined ? {} : { downloadFolder: account.downloadFolder }),
      }
    },
    describeWay: (site) => {
      const draft = ways.draftOf(siteOf(site))
      return wayDetails(draft?.choice ?? machineWay, draft?.proxyUser?.name)
    },
    setProxy: async ({ target, proxy, user }) => {
      const checked = checkProxy(proxy)
      if (target.kind === 'account') {
        known(target.accountId)
        if (user !== undefined) await credentials.saveProxyUser(target.accountId, user ?? undefined)
      } else if (user !== undefined) {
        const site = siteOf(target.site)
        ways.draft(site, { choice: choiceFor(target), proxyUser: user ?? undefined })
      }
      keep(target, { proxy: checked })
    },
    certificate: async (target, address) => {
      const account = target.kind === 'account' ? known(target.accountId) : undefined
      const site = siteOf(address ?? (target.kind === 'site' ? target.site : (account?.site ?? '')))
      const way =
        account === undefined
          ? ways.ofSite(siteOf(target.kind === 'site' ? target.site : site))
          : ways.ofAccount(account)
      const certificate = await cloudreve.certificate(site, way)
      const { fingerprint, subject, address: where } = certificate
      seen.set(fingerprint, { fingerprint, subject, address: where })
      return certificate
    },
    trust: (target, fingerprint) => {
      const pin = seen.get(fingerprint)
      if (pin === undefined) throw fail('invalid-request', 'this certificate was not shown here')
      const { pins } = choiceFor(target)
      const others = pins.filter((one) => one.fingerprint !== fingerprint)
      keep(target, { pins: [...others, pin].slice(-mostPins) })
    },
    distrust: (accountId, fingerprint) => {
      const target: WayTarget = { kind: 'account', accountId }
      keep(target, { pins: choiceFor(target).pins.filter((one) => one.fingerprint !== fingerprint) })
    },
    setAuthorities: (target, pem) => keep(target, { authorities: readAuthorities(pem) }),
    setAddresses: async (accountId, addresses) => {
      const account = known(accountId)
      const sites = [...new Set(addresses.map(siteOf))].slice(0, mostAddresses)
      const before = addressesOf(account)
      const found: string[] = []
      for (const site of sites) {
        found.push(before.includes(site) ? site : await proveSame(cloudreve, account, site))
      }
      const [first, ...others] = [...new Set(found)]
      if (first === undefined) throw fail('invalid-request', 'an account needs an address')
      saveAccount({ ...known(accountId), site: first, addresses: others })
      cloudreve.addresses.forgive()
      parts.onWayChanged(accountId)
    },
    setClient: async (accountId, client) => {
      const { client: _before, ...account } = known(accountId)
      if (client === undefined) {
        await credentials.saveClientSecret(accountId, undefined)
        return saveAccount(account)
      }
      const { secret, ...bare } = client
      if (secret !== undefined) await credentials.saveClientSecret(accountId, secret)
      saveAccount({ ...account, client: bare })
    },
    setFolder: (accountId, folder) => {
      const { downloadFolder: _before, ...account } = known(accountId)
      saveAccount(folder === undefined ? account : { ...account, downloadFolder: folder })
    },
  }
}

function wayDetails(choice: WayChoice, proxyUser: string | undefined): WayDetails {
  return {
    proxy: choice.proxy,
    ...(proxyUser === undefined ? {} : { proxyUser }),
    pins: choice.pins,
    authorities: choice.authorities.map(describeAuthority),
  }
}

function checkProxy(proxy: ProxyChoice): ProxyChoice {
  if (proxy.kind !== 'manual') return { kind: proxy.kind }
  const address = parseProxyAddress(proxy.address)
  if (address === undefined)
    throw fail('invalid-request', 'not the address of an HTTP proxy: http://host:port')
  return { kind: 'manual', address }
}

/** The account's tokens will be sent there: the site has to say that it is the same, in the account's own way. */
async function proveSame(cloudreve: Cloudreve, account: Account, site: string): Promise<string> {
  const { ways, credentials } = cloudreve
  const before = ways.draftOf(site)
  ways.draft(site, { choice: choiceOf(account), proxyUser: await credentials.proxyUser(account.id) })
  try {
    const found = await cloudreve.describeSite(site)
    if (found.instanceId !== account.instanceId) throw fail('other-site', found.title)
    return found.site
  } finally {
    if (before === undefined) ways.adopted(site)
    else ways.draft(site, before)
  }
}

const pemBlock = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

function readAuthorities(pem: string): readonly string[] {
  const blocks = pem.match(pemBlock) ?? []
  if (blocks.length === 0 && pem.trim() !== '')
    throw fail('invalid-request', 'no certificate in PEM form in there')
  if (blocks.length > mostAuthorities)
    throw fail('invalid-request', `more than ${mostAuthorities} certificates`)
  blocks.forEach(describeAuthority)
  return blocks
}

function describeAuthority(pem: string): Authority {
  try {
    const { fingerprint256, subject, validTo } = new X509Certificate(pem)
    return {
      fingerprint: fingerprint256,
      subject: /(?:^|\n)CN=(.*)/.exec(subject)?.[1] ?? subject.replaceAll('\n', ', ').slice(0, 200),
      validUntilMs: Date.parse(validTo),
    }
  } catch {
    throw fail('invalid-request', 'a certificate in there cannot be read')
  }
}
