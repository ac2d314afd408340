// The nonce that lets Fluent's own style tags pass the content security policy. The host writes it into the page.

const placeholder = '__CSP_NONCE__'

/** Undefined where the host did not put one there (the development page). */
export function readCspNonce(page: Document): string | undefined {
  const meta = page.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')
  const nonce = meta?.content ?? ''
  return nonce === '' || nonce === placeholder ? undefined : nonce
}
