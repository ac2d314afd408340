// Quitting as a small state machine without Electron in it. Parties that have something to bring to an end join; the
// program ends when they are through, after two seconds at most, or at once when it is asked a second time.
//
//   running --request--> closing --all parties through | time is up | request--> ended

export type QuitState = 'running' | 'closing' | 'ended'
export type QuitParty = () => Promise<void>

/** Nothing is lost when time is up: what a transfer has recorded is on the disk already. */
export const patienceMs = 2_000

export interface QuitParts {
  /** Calls back once after `delayMs`; the result takes it back. */
  readonly after: (delayMs: number, run: () => void) => () => void
  /** Ends the program. Called once. */
  readonly end: () => void
  /** A party that failed does not keep the others from ending. */
  readonly report: (party: string, error: unknown) => void
}

export interface Quit {
  state(): QuitState
  /** `party` is asked once, when the program is to end; the result takes it out. */
  join(name: string, party: QuitParty): () => void
  request(): void
}

export function createQuit({ after, end, report }: QuitParts): Quit {
  const parties = new Map<string, QuitParty>()
  let state: QuitState = 'running'
  let stopWaiting: () => void = () => undefined

  const finish = () => {
    if (state === 'ended') return
    state = 'ended'
    stopWaiting()
    end()
  }
  const ask = async ([name, party]: [string, QuitParty]) => {
    try {
      await party()
    } catch (error) {
      report(name, error)
    }
  }
  return {
    state: () => state,
    join(name, party) {
      parties.set(name, party)
      return () => parties.delete(name)
    },
    request() {
      if (state !== 'running') return finish()
      state = 'closing'
      stopWaiting = after(patienceMs, finish)
      void Promise.all([...parties].map(ask)).then(finish)
    },
  }
}
