// What a page wants downloaded, as the engine's roots. A name on the disk that a page makes up has to be one that the
// system takes as it is: it can never lead anywhere else.

import type { RootChoice } from '../contract/treaty.ts'
import type { BatchRoot } from '../core/model/batch.ts'
import { fail } from '../core/model/failure.ts'
import { toLocalName } from '../core/model/local-name.ts'
import { hostNameRules } from './name-rules.ts'
import { toUri } from './to-uri.ts'

export function toRoot({ uri, entityId, name, contents }: RootChoice): BatchRoot {
  if (contents !== undefined && (entityId !== undefined || name !== undefined))
    throw fail('invalid-request', 'everything in a folder has neither one version nor one name')
  if (name !== undefined && toLocalName(name, hostNameRules()) !== name)
    throw fail('name-impossible', 'this computer cannot have a file of that name')
  return {
    uri: toUri(uri),
    ...(entityId === undefined ? {} : { entityId }),
    ...(name === undefined ? {} : { place: { folders: [], name } }),
    ...(contents === undefined ? {} : { contents: toContents(contents) }),
  }
}

function toContents({
  except,
  search,
}: NonNullable<RootChoice['contents']>): NonNullable<BatchRoot['contents']> {
  return { except: except.map(toUri), ...(search === undefined ? {} : { search }) }
}
