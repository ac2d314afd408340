// Runs a command as a whole process and reads what it cost: wall time, processor time and peak memory of the process and
// everything it started. Processor time comes from the shell that waited for it; memory is polled from /proc where there
// is one.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { treeOf } from './process-tree.ts'

export interface Cost {
  readonly wallMs: number
  /** User and system time of the whole tree, milliseconds. */
  readonly cpuMs?: number
  /** Peak resident memory of the whole tree, bytes; undefined without /proc. */
  readonly peakBytes?: number
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly timeoutMs?: number
}

export interface Measured extends Cost {
  readonly output: string
}

const pollMs = 20
const longestMs = 300_000

/** `times` (POSIX) tells what children that were waited for have used. */
const script = '"$@" 3>&-; code=$?; times >&3; exit $code'

/** Rejects where the command does not end with 0. */
export function measure({ file, args, env, timeoutMs = longestMs }: Command): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn('sh', ['-c', script, 'sh', file, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
      detached: true,
    })
    const said = { output: '', complaint: '', times: '' }
    let peak = 0
    child.stdout?.on('data', (chunk: Buffer) => (said.output += chunk.toString()))
    child.stderr?.on(
      'data',
      (chunk: Buffer) => (said.complaint = (said.complaint + chunk.toString()).slice(-2_000)),
    )
    child.stdio[3]?.on('data', (chunk: Buffer) => (said.times += chunk.toString()))
    const look = setInterval(() => (peak = Math.max(peak, residentBytes(child.pid))), pollMs)
    const limit = setTimeout(() => {
      said.complaint += ` (ended by the bench after ${String(timeoutMs / 1000)} s)`
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    }, timeoutMs)
    let wallMs = 0
    child.once('exit', () => (wallMs = performance.now() - begun))
    child.once('error', reject)
    child.once('close', (code) => {
      clearInterval(look)
      clearTimeout(limit)
      if (code !== 0) {
        reject(new Error(`ended with ${String(code)}: ${(said.complaint || said.output).trim().slice(-600)}`))
        return
      }
      const cpuMs = parseTimes(said.times)
      resolve({
        wallMs,
        output: said.output,
        ...(cpuMs === undefined ? {} : { cpuMs }),
        ...(peak === 0 ? {} : { peakBytes: peak }),
      })
    })
  })
}

/** The second line is about children: `1m2.34s 0m0.56s`. */
function parseTimes(text: string): number | undefined {
  const line = text.trim().split('\n')[1]
  if (line === undefined) return undefined
  const spans = [...line.matchAll(/(\d+)m([\d.]+)s/g)]
  return spans.reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000,
    0,
  )
}

/** The shell itself is not the command's. */
function residentBytes(pid: number | undefined): number {
  if (pid === undefined) return 0
  return treeOf(pid)
    .filter((one) => one !== pid)
    .reduce((sum, one) => sum + peakOf(one), 0)
}

function peakOf(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    // Gone, or this system has no /proc.
    return 0
  }
}
