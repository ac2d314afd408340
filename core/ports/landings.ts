// Which remote bytes became which local file, and what they hashed to: lets a later download see that a file is still the
// one it once fetched, and a verification prove it. Not a promise about the file today. Kept by core/store.

import type { CloudUri } from '../model/cloud-uri.ts'
import type { Piece } from './resume-points.ts'

export interface Landing {
  readonly path: string
  readonly accountId: string
  /** Where it came from; absent where that was not recorded yet. */
  readonly uri?: CloudUri
  readonly fileId: string
  readonly entityId: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
  /** In order, without gaps, all of the file; empty for an empty file, and where no hash was recorded yet. */
  readonly pieces: readonly Piece[]
  /** Of the whole file, hexadecimal; only where the settings asked for it. */
  readonly sha256?: string
}

export interface LandingPage {
  /** Only paths behind this one. */
  readonly afterPath?: string
  readonly limit: number
}

export interface Landings {
  read(path: string): Landing | undefined
  /** Every local file that these bytes became. */
  ofEntity(entity: Pick<Landing, 'accountId' | 'fileId' | 'entityId'>): readonly Landing[]
  /** What landed below the folder (absolute, without separator at its end), in the order of the paths' bytes. */
  below(folder: string, page: LandingPage): readonly Landing[]
  countBelow(folder: string): { files: number; bytes: number }
  save(landing: Landing, nowMs: number): void
  /** A file, or a folder with all that landed below it, has another path now. */
  move(from: string, to: string): void
  /** Its file is gone by the owner's wish. */
  remove(path: string): void
}
