// An entry of a site as one JSON object, for every command that prints entries.

import { formatCloudUri } from '../core/model/cloud-uri.ts'
import type { Entry } from '../core/model/entry.ts'

export function entryEvent(entry: Entry): object {
  return {
    event: 'entry',
    kind: entry.kind,
    name: entry.name,
    uri: formatCloudUri(entry.uri),
    id: entry.id,
    modified: new Date(entry.modifiedAtMs).toISOString(),
    ...(entry.kind === 'file' ? { size: entry.sizeBytes, entity: entry.entityId } : {}),
  }
}
