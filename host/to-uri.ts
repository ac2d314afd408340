// URIs as a page writes them. A password in one is refused: it belongs into `share.open`, and from there into the vault.

import { parseCloudUri } from '../core/model/cloud-uri.ts'
import type { CloudUri } from '../core/model/cloud-uri.ts'
import { fail } from '../core/model/failure.ts'

export function toUri(text: string): CloudUri {
  const parsed = parseCloudUri(text)
  if (parsed === undefined || parsed.password !== undefined)
    throw fail('invalid-request', 'not a cloudreve:// URI')
  return parsed.uri
}
