// Whether bytes had been stored before a file was listed: then a link without a version leads to the one that was listed,
// for what is written later is stored later (what docs/adr/0011 names can still come: an older version, or another file of
// the same length, put in its place meanwhile). Both times are the storage's own, so its clock may be wrong.

/** `Last-Modified` has whole seconds; the listing's answer took some time as well. */
const slackMs = 5_000

/**
 * `headers` are of an answer that has just come; `agoMs` is how long ago the file was listed. False where the head does not
 * say (RFC 9110 sections 6.6.1 and 8.8.2), and where our own clock was set back meanwhile.
 */
export function wasStoredBefore(headers: Readonly<Record<string, string>>, agoMs: number): boolean {
  const ageMs = Date.parse(headers['date'] ?? '') - Date.parse(headers['last-modified'] ?? '')
  return agoMs >= 0 && ageMs >= agoMs + slackMs
}
