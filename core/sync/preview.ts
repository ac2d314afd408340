// What rules would leave out, shown before anybody relies on them: the first entries of a remote folder, judged.

import type { Account } from '../model/account.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import type { Entry } from '../model/entry.ts'
import type { RulesPreview, SyncRules } from '../model/sync.ts'
import { walkTree } from '../plan/walk-tree.ts'
import type { Stop } from '../plan/walk-tree.ts'
import { createWanted } from '../plan/wanted.ts'
import { waitFor } from '../ports/wait-for.ts'
import type { SyncParts } from './sync-parts.ts'

const mostEntries = 20_000
const mostNamed = 200

export async function previewRules(
  parts: SyncParts,
  account: Account,
  { remote, rules }: { remote: CloudUri; rules: SyncRules },
): Promise<RulesPreview> {
  const { signal } = new AbortController()
  const wanted = createWanted(rules)
  const sample: { path: string; reason: RulesPreview['sample'][number]['reason'] }[] = []
  let [entriesSeen, hidden, hiddenBytes] = [0, 0, 0]
  const walk = {
    signal,
    site: { list: (uri: CloudUri, options: object) => parts.remote.list(account, uri, options) },
    wait: (ms: number) => waitFor(parts.ports.clock, ms, signal),
  }
  let whole = true
  const top: Stop = { uri: remote, remotePath: [] }
  const visit = async ({ remotePath }: Stop, entries: readonly Entry[]) => {
    entriesSeen += entries.length
    const below: Stop[] = []
    for (const entry of entries) {
      const reason = wanted.whyNot(entry, remotePath)
      const path = [...remotePath, entry.name]
      if (reason === undefined) {
        if (entry.kind === 'folder') below.push({ uri: entry.uri, remotePath: path })
        continue
      }
      hidden += 1
      hiddenBytes += entry.kind === 'file' ? entry.sizeBytes : 0
      if (sample.length < mostNamed) sample.push({ path: path.join('/'), reason })
    }
    if (entriesSeen < mostEntries) return below
    whole = whole && below.length === 0
    return []
  }
  const missed = await walkTree(walk, top, { visit })
  return { entries: entriesSeen, whole: whole && missed.length === 0, hidden, hiddenBytes, sample }
}
