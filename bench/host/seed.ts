// Fills a profile's database with a long queue, by the store itself; no engine runs meanwhile.

import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import { silentLogger } from '../../core/ports/logger.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { createStore } from '../../core/store/store.ts'
import { databaseOf, openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface SeedOrder extends EngineOrder {
  readonly transfers: number
}

const folderFiles = 1_000

export async function seed(order: SeedOrder): Promise<Record<string, never>> {
  mkdirSync(order.profile, { recursive: true })
  const { engine, accountId } = await openEngine(order)
  await engine.close()
  const store = createStore({ path: databaseOf(order.profile), clock: systemClock, logger: silentLogger })
  const uri = (path: string) => {
    const parsed = parseCloudUri(`cloudreve://my/${path}`)?.uri
    if (parsed === undefined) throw new Error(`not a path: ${path}`)
    return parsed
  }
  const now = Date.now()
  const batchId = randomUUID()
  store.batches.insert({
    id: batchId,
    accountId,
    roots: [{ uri: uri('long') }],
    targetRoot: order.target,
    archive: false,
    conflict: 'skip-if-same',
    label: 'long',
    walk: { kind: 'done' },
    addedAtMs: now,
  })
  const toTransfer = (index: number): Transfer => {
    const folder = String(Math.floor(index / folderFiles)).padStart(4, '0')
    const name = `document ${String(index).padStart(6, '0')}.pdf`
    return {
      id: randomUUID(),
      batchId,
      accountId,
      source: {
        uri: uri(`long/${folder}/${encodeURIComponent(name)}`),
        fileId: `file${String(index)}`,
        entityId: `entity${String(index)}`,
        sizeBytes: 1_000_000 + index,
        modifiedAtMs: now,
        pinned: false,
      },
      target: { root: order.target, folders: ['long', folder], name },
      conflict: 'skip-if-same',
      state: { kind: 'queued' },
      addedAtMs: now,
      changedAtMs: now,
      bytesDone: 0,
    }
  }
  for (let at = 0; at < order.transfers; at += folderFiles) {
    const count = Math.min(folderFiles, order.transfers - at)
    store.transfers.append(Array.from({ length: count }, (_, index) => toTransfer(at + index)))
  }
  store.close()
  return {}
}
