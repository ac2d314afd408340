// What a sync asks of the queue: to fetch files it has found itself into a folder of its own. Implemented by core/queue,
// so that slots, limits, retries, holds and resuming are the same as for every other download.

import type { CloudUri } from '../model/cloud-uri.ts'
import type { Transfer } from '../model/transfer.ts'

export interface FetchFile {
  readonly uri: CloudUri
  readonly fileId: string
  readonly entityId: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** No earlier than this it was listed, Unix milliseconds: what was stored long before is the listed version (docs/adr/0011). */
  readonly listedAtMs: number
  /** Below the batch's folder. */
  readonly folders: readonly string[]
  readonly name: string
}

export interface FetchRequest {
  /** Goes on with this batch where it is still there. */
  readonly batchId: string | undefined
  readonly accountId: string
  readonly label: string
  readonly targetRoot: string
}

export interface FetchBatch {
  readonly id: string
  /** What an earlier run left: its bytes need not come again. */
  readonly leftovers: readonly Transfer[]
  /** Ids in the order of the files. */
  append(files: readonly FetchFile[]): readonly string[]
  /** A paused, failed or canceled one runs again. */
  resume(transferId: string): void
  /** Off the list, with their parts; what runs is canceled first. */
  drop(transferIds: readonly string[]): void
  read(transferId: string): Transfer | undefined
  pause(): void
  /** Nothing is appended any more, and all of it has ended: off the list, with the parts of what failed. */
  close(): void
}

export interface FetchQueue {
  open(request: FetchRequest): FetchBatch
  /** Undefined where it is not on the list any more. */
  find(batchId: string): FetchBatch | undefined
  /** A transfer of any batch has another state. */
  onMoved(listener: (transfer: Transfer) => void): () => void
}
