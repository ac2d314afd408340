// The errors that a signed link answers as JSON with HTTP 200 (cloudreve-api.md section 6.1), as failures. Not the
// envelope of the API proper: that is core/cloudreve's.

import { createFailure } from '../model/failure.ts'
import type { Failure, FailureKind } from '../model/failure.ts'

const kinds: Readonly<Record<number, FailureKind>> = {
  401: 'link-rejected',
  403: 'link-rejected',
  404: 'link-expired',
  40005: 'link-expired',
  40020: 'link-rejected',
  40071: 'link-rejected',
  40077: 'changed-remotely',
  40016: 'not-found',
  50001: 'server-busy',
  50005: 'server-busy',
  50006: 'server-busy',
  50010: 'server-busy',
}

/** An envelope is small; a longer body is not one. */
export const envelopeLimitBytes = 65_536

/** Undefined where the body is no envelope with an error in it. */
export function readBlobError(body: Uint8Array): Failure | undefined {
  const code = readCode(new TextDecoder().decode(body))
  if (code === undefined || code === 0) return undefined
  return createFailure(kinds[code] ?? 'api-rejected', `the link answered with code ${code}`, { code })
}

function readCode(text: string): number | undefined {
  try {
    const parsed: unknown = JSON.parse(text)
    const code = typeof parsed === 'object' && parsed !== null && 'code' in parsed ? parsed.code : undefined
    return typeof code === 'number' && Number.isSafeInteger(code) ? code : undefined
  } catch {
    // Not JSON at all: then it is no envelope, and the caller names it.
    return undefined
  }
}
