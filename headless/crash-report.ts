// The last resort for an error that nobody caught: where it happened, without what it carries. Node itself would print
// every field of the error and of its causes, and a request has its link and token in there.

import { redact } from '../core/cloudreve/redact.ts'
import { exitCodes } from './exit-code.ts'
import { profileTrouble } from './profile-trouble.ts'
import { printable } from './terminal/text.ts'

/** Rejections that nobody handled arrive here as well. What matters is on the disk already, so the process may end. */
export function installCrashReport(source: NodeJS.Process): void {
  source.on('uncaughtException', (error: unknown) => {
    const own = profileTrouble(error)?.text
    const stack = own ?? (error instanceof Error ? (error.stack ?? error.message) : typeof error)
    source.stderr.write(`${redact(stack).split('\n').map(printable).join('\n')}\n`)
    source.exit(exitCodes.failed)
  })
}
