// Node's `code` of an error, for the few places that act on one. Meaning for the user is classify's business.

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** The call that failed, as the system names it. */
export function syscallOf(error: unknown): string {
  return error instanceof Error && 'syscall' in error ? String(error.syscall) : ''
}
