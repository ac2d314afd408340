// Reads a Retry-After header (RFC 9110 section 10.2.3: seconds or an HTTP date) into a moment of the local clock.

const shortestMs = 1_000
const longestMs = 3_600_000

/**
 * Unix milliseconds by the local clock, 1 s to 1 h from `nowMs`; undefined for a header that says nothing. A date is
 * compared with the server's own `Date` header where there is one, so that a wrong local clock does not matter.
 */
export function parseRetryAfter(
  header: string | undefined,
  nowMs: number,
  dateHeader?: string,
): number | undefined {
  if (header === undefined) return undefined
  const text = header.trim()
  if (/^\d{1,12}$/.test(text)) return nowMs + clamp(Number(text) * 1000)
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs) || !/[a-z]{3}/i.test(text)) return undefined
  const serverNowMs = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader)
  return nowMs + clamp(atMs - (Number.isNaN(serverNowMs) ? nowMs : serverNowMs))
}

function clamp(delayMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, delayMs))
}
