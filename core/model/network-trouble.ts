// Names of transport errors and what they mean. A table shared by the API client and the byte source, so that the same
// dead cable reads the same on both.

import type { FailureKind } from './failure.ts'

const kinds: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'network',
  ECONNRESET: 'network',
  ECONNABORTED: 'network',
  EPIPE: 'network',
  EPROTO: 'network',
  EHOSTDOWN: 'network',
  EADDRNOTAVAIL: 'network',
  ENOTFOUND: 'network',
  EAI_AGAIN: 'offline',
  ENETUNREACH: 'offline',
  ENETDOWN: 'offline',
  EHOSTUNREACH: 'network',
  ERR_STREAM_PREMATURE_CLOSE: 'truncated',
  ERR_HTTP2_STREAM_ERROR: 'network',
  HPE_INVALID_CONSTANT: 'bad-response',
  ERR_BODY_PARSE_FAILURE: 'bad-response',
  ETIMEDOUT: 'timeout',
  ESOCKETTIMEDOUT: 'timeout',
}

const certificateTrouble =
  /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_EXCEEDED|ERR_SSL_\w*(?:CERTIFICATE|UNKNOWN_CA|EE_KEY|CA_KEY|CA_MD|PEER_KEY))/

/** The failure kind behind a Node error code, or undefined where the code is not one of the transport's. */
export function networkTrouble(code: string): FailureKind | undefined {
  if (certificateTrouble.test(code)) return 'certificate-rejected'
  if (code.startsWith('HPE_')) return 'bad-response'
  // A record that was changed on its way, an alert of a server that restarts: the next connection may be fine.
  if (code.startsWith('ERR_SSL_')) return 'network'
  if (code.startsWith('PROXY_')) return proxyTrouble(code)
  return kinds[code]
}

function proxyTrouble(code: string): FailureKind {
  if (code === 'PROXY_HTTP_407') return 'proxy-sign-in'
  return code === 'PROXY_UNSUPPORTED' ? 'proxy-unsupported' : 'proxy-unusable'
}
