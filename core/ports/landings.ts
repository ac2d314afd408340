// Which remote bytes became which local file: lets a later download see that a file is still the one it once fetched.
// Not a promise about the file today; whoever asks compares size and time with the disk. Kept by core/store.

export interface Landing {
  readonly path: string
  readonly accountId: string
  readonly fileId: string
  readonly entityId: string
  readonly sizeBytes: number
  readonly modifiedAtMs: number
}

export interface Landings {
  read(path: string): Landing | undefined
  /** Every local file that these bytes became. */
  ofEntity(entity: Pick<Landing, 'accountId' | 'fileId' | 'entityId'>): readonly Landing[]
  save(landing: Landing, nowMs: number): void
}
