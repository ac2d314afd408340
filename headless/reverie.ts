#!/usr/bin/env node
// The command `reverie`: hands the arguments of the process to the program. Everything else is in program.ts and below.

import { createRun } from './cli.ts'
import { createProgram, usageExitCode } from './program.ts'

try {
  await createProgram(createRun(process)).parseAsync(process.argv)
} catch (error) {
  const code = usageExitCode(error)
  if (code === undefined) throw error
  process.exitCode = code
}
