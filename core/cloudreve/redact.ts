// Takes credentials out of text that may reach a log or a failure's detail. Pure, and knows nothing of the model; it is
// the last line of defence, not a licence to log secrets.

const mark = '[redacted]'

const fields =
  'access_token|refresh_token|token|password|captcha|ticket|otp|session_id|email|sign|client_secret|code_verifier'

/** In this order: a rule may rely on what the ones before it left. */
const rules: readonly (readonly [RegExp, string])[] = [
  // JSON Web Tokens, wherever they stand
  [/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, mark],
  [/(\bauthorization["']?\s*[:=]\s*["']?)(?!\[redacted\])(?:(?:bearer|basic)\s+)?[^\s"',;}]+/gi, `$1${mark}`],
  [/(\b(?:bearer|basic)\s+)(?!\[redacted\])[\w.~+/=-]{8,}/gi, `$1${mark}`],
  // JSON fields; a value may hold escaped quotes
  [new RegExp(`("(?:${fields})"\\s*:\\s*")(?:[^"\\\\]|\\\\.)*`, 'gi'), `$1${mark}`],
  // …and the same JSON as a string inside other JSON
  [
    new RegExp(`(\\\\"(?:${fields})\\\\"\\s*:\\s*\\\\")(?:[^"\\\\]|\\\\\\\\(?:\\\\["\\\\]|[^"\\\\]))*`, 'gi'),
    `$1${mark}`,
  ],
  // signed links: Cloudreve's own and the storage providers'
  [
    /((?:[?&]|\b)(?:sign|signature|sig|x-(?:amz|oss|cos|obs|goog)-(?:signature|credential|security-token)|q-signature|token|tempauth|password|access_token|refresh_token|client_secret|code_verifier)=)[^&\s"'<>]+/gi,
    `$1${mark}`,
  ],
  // what the redirect of a sign-in by the site's own page carries
  [/([?&]code=)[\w.~%+/-]{16,}/gi, `$1${mark}`],
  // a share's password in a URI, plain (a site may repeat it decoded) and percent-encoded
  [/(cloudreve:\/\/[^\s:@/?#"']*:)[^\n]*?(?=@(?:my|share|shared_with_me|trash)\b)/gi, `$1${mark}`],
  [/(cloudreve:\/\/[^\s:@/?#"']*:)[^\s@/"]*(?=@)/gi, `$1${mark}`],
  [/(cloudreve%3A%2F%2F(?:(?!%3A|%40)[^\s/&"'])*%3A)(?:(?!%40)[^\s/&"])*(?=%40)/gi, `$1${mark}`],
  // …and in a share link
  [/(\/s\/[A-Za-z0-9]+\/)[^\s/?#"<>]+/g, `$1${mark}`],
  // user:password@host
  [/(\bhttps?:\/\/)[^\s/@"']+@/gi, `$1${mark}@`],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, mark],
]

/** `text` without tokens, signatures, share passwords, Authorization values and e-mail addresses. Idempotent. */
export function redact(text: string): string {
  return rules.reduce((left, [pattern, replacement]) => left.replace(pattern, replacement), text)
}
