// What a tree of processes holds and does, by Linux's /proc. Undefined where there is none.

import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as passing } from 'node:timers/promises'
import { treeOf } from '../process-tree.ts'

/** Clock ticks of /proc/<pid>/stat in a second: USER_HZ, which is 100 on every Linux that people use (man 5 proc). */
const ticksPerSecond = 100

/** Proportional set size of all of them, bytes: memory that several share counts once (man 5 proc, smaps_rollup). */
export function pssBytes(pid: number): number | undefined {
  if (process.platform !== 'linux') return undefined
  return sum(treeOf(pid), (one) => {
    const kibibytes = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1]
    return Number(kibibytes ?? 0) * 1024
  })
}

export interface Unrest {
  /** Of one core, percent. */
  readonly cpuPercent: number
  /** Times that any of their threads went to sleep, which is as often as one was woken, per second. */
  readonly wakesPerSecond: number
  readonly processes: number
}

/** Over `seconds`; processes that come or go meanwhile are left out. */
export async function watchUnrest(pid: number, seconds: number): Promise<Unrest | undefined> {
  if (process.platform !== 'linux') return undefined
  const tree = treeOf(pid)
  const before = { ticks: sum(tree, ticksOf), wakes: sum(tree, wakesOf) }
  const begun = performance.now()
  await passing(seconds * 1000)
  const passed = (performance.now() - begun) / 1000
  return {
    cpuPercent: ((sum(tree, ticksOf) - before.ticks) / ticksPerSecond / passed) * 100,
    wakesPerSecond: (sum(tree, wakesOf) - before.wakes) / passed,
    processes: tree.length,
  }
}

/** The fields after the name, which may hold blanks: 14 and 15 of the line are user and system time. */
function ticksOf(pid: number): number {
  const line = read(`/proc/${pid}/stat`)
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0)
}

function wakesOf(pid: number): number {
  return sum(tasksOf(pid), (task) => {
    const text = read(`/proc/${pid}/task/${task}/status`)
    return Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(text)?.[1] ?? 0)
  })
}

function tasksOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    // It has ended.
    return []
  }
}

/** Empty where the process has ended. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0)
}
