// When a signed link really ends: the integer behind the colon in `sign`, which is that very link's own, and only
// without one the `expires` of the whole answer (cloudreve-api.md section 5).

/** Unix milliseconds by the server's clock; undefined for a link that names no end. */
export function readExpiry(url: URL, answerExpiresAtMs: number | null | undefined): number | undefined {
  const seconds = /:(\d{1,12})$/.exec(url.searchParams.get('sign') ?? '')?.[1]
  if (seconds === undefined) return answerExpiresAtMs ?? undefined
  // Zero is the server's word for a link without an end.
  return Number(seconds) === 0 ? undefined : Number(seconds) * 1000
}
