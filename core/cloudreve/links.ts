// Signed links, `POST /file/url` with all its fields (cloudreve-api.md section 5). Splits what is too much for one call
// and finds out why a slot stayed empty. Links are bearer secrets: they are returned and forgotten.
//
//   one URI, archive, redirect ─> one call without skip_error
//   several ─> chunks of the site's batch size ─ 40074 ─> halved
//           └ skipError: empty slots are asked for again one by one, without skip_error, to learn the reason

import type { Account } from '../model/account.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Link, LinkReply, LinkRequest } from '../model/link.ts'
import { apiCodes } from './codes.ts'
import { addressOf } from './client.ts'
import { badResponse, failureOfReply, readData } from './envelope.ts'
import type { CodeOverrides, Reply } from './envelope.ts'
import { readExpiry } from './link-expiry.ts'
import { linksSchema } from './schemas.ts'
import { overridesFor, toSecretUris } from './secret-uris.ts'
import type { Sessions } from './sessions.ts'
import type { Sites } from './site.ts'
import type { Credentials } from './tokens.ts'

export type Slot = LinkReply['slots'][number]

export interface LinkParts {
  readonly sessions: Sessions
  readonly sites: Sites
  readonly credentials: Credentials
}

export interface LinkCall extends LinkParts {
  readonly account: Account
  readonly request: LinkRequest
  readonly signal: AbortSignal | undefined
}
