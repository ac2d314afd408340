// Runs a command as a whole process and reads what it cost: wall time, processor time and peak memory of the process
// itself, polled from /proc where there is one. Elsewhere only the wall time is known.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface Cost {
  readonly wallMs: number
  /** User and system time, milliseconds; undefined without /proc. */
  readonly cpuMs?: number
  /** Peak resident memory, bytes; undefined without /proc. */
  readonly peakBytes?: number
}

export interface Command {
  readonly file: string
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

const pollMs = 10
/** Linux counts processor time in hundredths of a second (`getconf CLK_TCK`). */
const tickMs = 10

export function measure({ file, args, env }: Command): Promise<Cost> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(file, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } })
    let seen: Pick<Cost, 'cpuMs' | 'peakBytes'> = {}
    let complaint = ''
    child.stderr.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)))
    const look = () => {
      if (child.pid !== undefined) seen = readProc(child.pid) ?? seen
    }
    const timer = setInterval(look, pollMs)
    child.once('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    child.once('exit', (code) => {
      clearInterval(timer)
      if (code === 0) resolve({ wallMs: performance.now() - begun, ...seen })
      else reject(new Error(`${file} ended with ${String(code)}: ${complaint}`))
    })
  })
}

function readProc(pid: number): Pick<Cost, 'cpuMs' | 'peakBytes'> | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in brackets and may hold spaces: count from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    if (peak === undefined) return undefined
    return { cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs, peakBytes: Number(peak) * 1024 }
  } catch {
    // The process is gone, or this system has no /proc.
    return undefined
  }
}
