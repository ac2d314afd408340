// What of a request is secret, taken out of the words that the site answers it with: a site may repeat what it was told,
// and its words reach logs, terminals and the database. Not for text of other origin: that is redact.ts.

import { parseCloudUri } from '../model/cloud-uri.ts'
import type { ApiRequest } from './client.ts'
import type { Envelope } from './envelope.ts'

const secretFields = [
  ...['password', 'otp', 'refresh_token', 'captcha', 'ticket', 'session_id'],
  ...['code', 'code_verifier', 'client_secret'],
] as const

export function withoutSecrets(request: ApiRequest, envelope: Envelope): Envelope {
  if (envelope.message === '' && envelope.items.length === 0) return envelope
  const secrets = secretsOf(request)
  const clean = (text: string): string =>
    secrets.reduce((left, secret) => left.replaceAll(secret, '[redacted]'), text)
  const { message, items } = envelope
  return {
    ...envelope,
    message: clean(message),
    items: items.map((item) => ({ ...item, message: clean(item.message) })),
  }
}

/** What is no Unicode cannot be encoded; it is sent as the replacement character. */
const encode = (secret: string): string => encodeURIComponent(secret.replace(/\p{Surrogate}/gu, '\ufffd'))

/** The longest first: one may be part of another. */
function secretsOf({ token, json = {}, form = {}, query = {} }: ApiRequest): string[] {
  const uris = Array.isArray(json['uris']) ? (json['uris'] as unknown[]) : []
  const found = [
    token,
    query['password'],
    ...secretFields.map((field) => json[field] ?? form[field]),
    ...[query['uri'], json['uri'], json['dst'], ...uris].map(passwordIn),
  ].filter((value) => typeof value === 'string' && value !== '') as string[]
  const forms = new Set(found.flatMap((secret) => [secret, encode(secret)]))
  return [...forms].sort((one, other) => other.length - one.length)
}

function passwordIn(uri: unknown): string | undefined {
  return typeof uri === 'string' ? parseCloudUri(uri)?.password : undefined
}
