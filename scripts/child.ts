// Runs another program to its end, with a time limit. Not for servers: those are started and ended by their owners.

import { spawn } from 'node:child_process'

export interface Ending {
  /** Exit code; 124 where the time limit ended it. */
  readonly code: number
  /** Standard output and standard error as they came; empty with `show`. */
  readonly output: string
}

export interface RunOptions {
  readonly timeoutMs: number
  readonly cwd?: string
  readonly env?: NodeJS.ProcessEnv
  /** Passes the program's output on instead of collecting it. */
  readonly show?: boolean
}

/** Never rejects for a failing program: a missing one ends with code 127. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Ending> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
      detached: process.platform !== 'win32',
    })
    let output = ''
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      endTree(child.pid)
    }, options.timeoutMs)
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ code: 127, output: `${command}: ${error.message}` })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code: timedOut ? 124 : (code ?? 1), output })
    })
  })
}

/** The program leads its own process group, so that what it started ends with it. */
function endTree(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Runs a program that has to succeed; what it said is in the error otherwise. */
export async function must(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const ending = await run(command, args, options)
  if (ending.code !== 0) {
    throw new Error(`${command} ${args.join(' ')} ended with ${ending.code}\n${ending.output.slice(-2_000)}`)
  }
  return ending.output
}
