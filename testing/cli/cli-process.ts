// The command line as a test sees it: a process of its own, with a profile, an exit code and what it said.

import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { join } from 'node:path'

/** `npm test` names the built program, which is what ships and starts four times as fast; else the sources run. */
const entry =
  process.env['REVERIE_TEST_CLI'] ?? join(import.meta.dirname, '..', '..', 'headless', 'reverie.ts')

export interface CliEnd {
  /** Undefined where a signal ended it. */
  readonly code: number | undefined
  readonly stdout: string
  readonly stderr: string
}

export interface RunningCli {
  readonly process: ChildProcessWithoutNullStreams
  readonly ended: Promise<CliEnd>
  /** Resolves with the standard output so far when either has `text`; rejects when the process ended without it. */
  said(text: string | RegExp): Promise<string>
}

export interface CliOptions {
  readonly profile: string
  /** Written to the standard input, which is closed then. */
  readonly input?: string
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** A program with arguments that runs the command line in its turn, such as a shell with limits. */
  readonly wrapper?: readonly [string, ...string[]]
}

export function startCli(args: readonly string[], options: CliOptions): RunningCli {
  const { NO_COLOR: _, FORCE_COLOR: __, ...inherited } = process.env
  const env = { ...inherited, REVERIE_HOME: options.profile, ...options.env }
  const [command, ...before] = [...(options.wrapper ?? []), process.execPath]
  const child = spawn(command ?? process.execPath, [...before, entry, ...args], {
    env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  })
  let stdout = ''
  let stderr = ''
  const watchers = new Set<() => void>()
  const tell = () => {
    for (const watcher of watchers) watcher()
  }
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString()
    tell()
  })
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
    tell()
  })
  child.stdin.on('error', () => undefined)
  if (options.input !== undefined) child.stdin.end(options.input)
  const ended = new Promise<CliEnd>((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? undefined, stdout, stderr }))
  })
  return {
    process: child,
    ended,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const all = stdout + stderr
          if (typeof text === 'string' ? !all.includes(text) : !text.test(all)) return
          watchers.delete(look)
          resolve(stdout)
        }
        watchers.add(look)
        look()
        void ended.then(() => reject(new Error(`ended without saying ${String(text)}: ${stdout}${stderr}`)))
      }),
  }
}

/** Runs a command to its end. The standard input is empty unless given. */
export function runCli(args: readonly string[], options: CliOptions): Promise<CliEnd> {
  return startCli(args, { input: '', ...options }).ended
}

/** The objects that `--json` printed, one per line. */
export function jsonLines(end: Pick<CliEnd, 'stdout'>): Record<string, unknown>[] {
  return end.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}
