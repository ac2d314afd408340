// What a browser brings back from the site's page: the address it was sent to, or what a person pasted of it. Pure; judges
// the answer, and exchanges nothing.

import { timingSafeEqual } from 'node:crypto'
import { fail } from '../model/failure.ts'

export interface ExpectedAnswer {
  /** Absolute address of the redirect. */
  readonly redirect: string
  readonly state: string
}

const codeShape = /^[\w.~+/=-]{8,512}$/

/**
 * The code; throws `sign-in-canceled`, `sign-in-refused`, `sign-in-mismatch`, or `invalid-request` for what is no answer.
 * A bare code has no state to compare: PKCE ties it to this sign-in all the same.
 */
export function readAnswer(answer: string, expected: ExpectedAnswer): string {
  const text = answer.trim()
  if (!URL.canParse(text)) {
    if (codeShape.test(text)) return text
    throw fail('invalid-request', 'neither the address of the page that the site ended at, nor a code')
  }
  const url = new URL(text)
  if (!isRedirect(url, expected.redirect)) {
    throw fail('invalid-request', 'not the address that the site ends a sign-in at')
  }
  const { searchParams } = url
  const error = searchParams.get('error')
  // Who answers an error without our state may be anybody; it ends nothing but this sign-in.
  if (!isSame(searchParams.get('state') ?? '', expected.state))
    throw fail('sign-in-mismatch', 'another state')
  if (error === 'access_denied') throw fail('sign-in-canceled', 'not permitted on the page of the site')
  if (error !== null) throw fail('sign-in-refused', safeWord(error))
  const code = searchParams.get('code')
  if (code === null || !codeShape.test(code)) throw fail('sign-in-refused', 'an answer without a code')
  return code
}

/** True for the redirect itself, and for what the page of the built-in client makes of it: `cloudreve://mount?…`. */
export function isRedirect(url: URL, redirect: string): boolean {
  if (url.protocol === 'cloudreve:') return url.host === 'mount' || /^\/*mount$/.test(url.pathname)
  if (!URL.canParse(redirect)) return false
  const wanted = new URL(redirect)
  const path = (one: URL) => one.pathname.replace(/\/+$/, '')
  return (
    url.protocol === wanted.protocol &&
    url.host === wanted.host &&
    path(url) === path(wanted) &&
    (url.searchParams.has('code') || url.searchParams.has('error'))
  )
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function safeWord(error: string): string {
  return /^[\w.-]{1,60}$/.test(error) ? error : 'an error'
}
