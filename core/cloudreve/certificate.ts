// Looks at the certificate of an address, for somebody who is asked whether to believe it. Goes the same way as everything
// else of the account, through its proxy too; where the certificate is believed, a ping is all that is sent.

import type { ClientRequest } from 'node:http'
import type { PeerCertificate, TLSSocket } from 'node:tls'
import type { Certificate } from '../model/account-details.ts'
import { fail } from '../model/failure.ts'
import { networkTrouble } from '../model/network-trouble.ts'
import { createWayRequests } from '../ports/proxies.ts'
import { distrustOf } from '../ports/trust.ts'
import type { Trust } from '../ports/trust.ts'
import type { Way } from '../ports/ways.ts'
import { addressOf } from './client.ts'

const patienceMs = 20_000

/** Fails `network`, `timeout`, `proxy-…`; `invalid-request` for an address without TLS. */
export async function lookAtCertificate(site: string, way: Way): Promise<Certificate> {
  const url = addressOf({ site, route: '/site/ping' })
  if (url.protocol !== 'https:') throw fail('invalid-request', 'an address without https has no certificate')
  const requests = createWayRequests({ keepAlive: false })
  try {
    return await new Promise<Certificate>((resolve, reject) => {
      const look = (socket: TLSSocket) => {
        const problem = distrustOf(socket, way.trust)
        resolve(describe(url.origin, socket.getPeerCertificate(), problem))
      }
      const failed = (error: NodeJS.ErrnoException) => {
        const code = error.code ?? ''
        reject(fail(networkTrouble(code) ?? 'network', code === '' ? 'no handshake' : code))
      }
      const late = () => failed(Object.assign(new Error('late'), { code: 'ETIMEDOUT' }))
      const sent = (request: ClientRequest) => {
        request.setTimeout(patienceMs, late)
        request.once('error', failed)
        request.once('response', () => request.destroy())
        request.end()
      }
      const request = requests.by({ ...way, trust: looking(way.trust, look) })(url, { method: 'GET' })
      if (request instanceof Promise) request.then(sent, failed)
      else sent(request)
    })
  } finally {
    requests.dispose()
  }
}

/** The same judgement, and somebody who watches; a key of its own, so that no other connection is made by it. */
function looking(trust: Trust, look: (socket: TLSSocket) => void): Trust {
  return { ...trust, key: `${trust.key} looking`, onPeer: look }
}

function describe(address: string, certificate: PeerCertificate, problem: Error | undefined): Certificate {
  const { fingerprint256, subject, issuer, subjectaltname, valid_from, valid_to } = certificate
  if (!fingerprint256) throw fail('network', 'no certificate was shown')
  return {
    address,
    fingerprint: fingerprint256,
    subject: nameOf(subject),
    issuer: nameOf(issuer),
    names: (subjectaltname ?? '')
      .split(/,\s*/)
      .map((name) => name.replace(/^(?:DNS|IP Address):/, ''))
      .filter((name) => name !== '')
      .slice(0, 50),
    validFromMs: Date.parse(valid_from),
    validUntilMs: Date.parse(valid_to),
    selfSigned: JSON.stringify(subject) === JSON.stringify(issuer),
    trusted: problem === undefined,
    problem: problem?.message,
  }
}

type Named = Partial<Record<'CN' | 'O' | 'OU', string | string[] | undefined>>

function nameOf(named: Named | undefined): string {
  const [name] = [named?.CN, named?.O, named?.OU].flat().filter((one) => one !== undefined && one !== '')
  return (name ?? '').slice(0, 200)
}
