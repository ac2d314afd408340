#!/usr/bin/env node
// The command `reverie`: hands the arguments of the process to the program. Everything else is in program.ts and below.

import { createRun } from './cli.ts'
import { installCrashReport } from './crash-report.ts'
import { refuseOldNode } from './old-node.ts'
import { createProgram, parserEnd } from './program.ts'
import { jsonLine } from './terminal/text.ts'

refuseOldNode(process)
installCrashReport(process)
try {
  await createProgram(createRun(process)).parseAsync(process.argv)
} catch (error) {
  const end = parserEnd(error)
  if (end === undefined) throw error
  const { exitCode, message } = end
  // The parser has not got as far as the options: they are looked for by hand.
  if (message !== undefined && process.argv.includes('--json'))
    process.stdout.write(`${jsonLine({ event: 'error', kind: 'usage', message, exitCode })}\n`)
  process.exitCode = exitCode
}
