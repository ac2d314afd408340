// What is needed to go on with a part file: its name, which pieces of it are on the disk, and a hash of each piece. A
// piece is believed only after its bytes were read back and hashed again, or while the file's stamp shows that nobody
// has touched it since it was closed in order. Kept by core/store.

/** Bytes [start, end) of the part file with their xxh64. */
export interface Piece {
  readonly start: number
  readonly end: number
  readonly hash: string
}

export interface ResumePoint {
  readonly partName: string
  /** Size, time and identity of the part file when it was closed in order; absent after a crash. */
  readonly stamp?: string
  /** The name that the finished file was about to get. */
  readonly finalName?: string
  /** Origin and ETag of the first answer (cloudreve-api.md section 6.3, item 4). */
  readonly validator?: string
  readonly pieces: readonly Piece[]
}

/** When a write has to be on the disk: at the end of this turn of the event loop, or with those of some milliseconds. */
export type Haste = 'turn' | 'soon'

export interface ForeseenPart {
  readonly partName: string
  readonly finalName: string
  /** All of it; absent where it is empty. */
  readonly piece?: Piece
}

export interface ResumePoints {
  read(transferId: string): ResumePoint | undefined
  begin(transferId: string, partName: string): void
  /**
   * Of a part that is about to be made, filled and named in one go. Soon on the disk; the number of recorded bytes stays.
   */
  foresee(transferId: string, part: ForeseenPart): void
  /** Adds or lengthens pieces that are written and may not be on the medium yet; the number of recorded bytes stays. */
  note(transferId: string, pieces: readonly Piece[]): void
  /** Adds or lengthens pieces that are on the medium, and sets the number of recorded bytes, in one step. */
  record(transferId: string, pieces: readonly Piece[], bytesDone: number): void
  /** Keeps only these pieces: the others turned out not to be what was recorded. */
  keepOnly(transferId: string, pieces: readonly Piece[]): void
  saveStamp(transferId: string, stamp: string | undefined): void
  saveFinalName(transferId: string, finalName: string): void
  saveValidator(transferId: string, validator: string): void
  /** The part is gone or worthless: from zero. */
  drop(transferId: string): void
  /** Resolves when everything told so far is on the disk; rejects where the database refused it. */
  recorded(haste?: Haste): Promise<void>
}
