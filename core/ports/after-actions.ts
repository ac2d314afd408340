// What the host does for a batch that is complete: on the desktop, or by starting a program.

export interface ProgramJob {
  readonly command: string
  readonly args: readonly string[]
  /** Absolute; where it runs. */
  readonly folder: string
  /** Added to what every program needs; nothing else of the host's own environment is passed on. */
  readonly variables: Readonly<Record<string, string>>
}

export interface AfterActions {
  open(path: string): Promise<void>
  reveal(path: string): Promise<void>
  /** Resolves with how it ended: `0`, `3`, `SIGTERM`. Rejects where it cannot be started. */
  run(job: ProgramJob): Promise<string>
}

/** For a host that does nothing of the kind. */
export const noAfterActions: AfterActions = {
  open: refuse,
  reveal: refuse,
  run: refuse,
}

function refuse(): Promise<never> {
  return Promise.reject(new Error('this host does not do that'))
}
