// The person asked for something that cannot be understood: exit code 2, nothing was started. Not for failures of the
// work itself, which are TransferErrors.

/** The message has two sentences: what is wrong, what to write instead. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'UsageError'
  }
}

/** Ctrl-C, or the end of the input while a question was open. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}
