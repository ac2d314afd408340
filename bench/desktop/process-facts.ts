// What a tree of processes holds and does, by Linux's /proc. Undefined where there is none.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as passing } from 'node:timers/promises'
import { treeOf } from '../process-tree.ts'

/** The first figure of /proc/<pid>/task/<tid>/schedstat (Linux's Documentation/scheduler/sched-stats.rst). */
const nanosecondsPerSecond = 1e9

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

/** Over `seconds`; processes that come meanwhile and threads that go are left out. Undefined where nobody keeps account. */
export async function watchUnrest(pid: number, seconds: number): Promise<Unrest | undefined> {
  if (process.platform !== 'linux' || !existsSync('/proc/self/schedstat')) return undefined
  const tree = treeOf(pid)
  const before = threadsOf(tree)
  const begun = performance.now()
  await passing(seconds * 1000)
  const passed = (performance.now() - begun) / 1000
  const since = [...threadsOf(tree)].map(([thread, now]) => {
    const then = before.get(thread) ?? { busy: 0, wakes: 0 }
    return { busy: now.busy - then.busy, wakes: now.wakes - then.wakes }
  })
  return {
    cpuPercent: (sum(since, ({ busy }) => busy) / nanosecondsPerSecond / passed) * 100,
    wakesPerSecond: sum(since, ({ wakes }) => wakes) / passed,
    processes: tree.length,
  }
}

interface ThreadFacts {
  /** Nanoseconds on a processor, by the scheduler's own account: clock ticks of 10 ms are too coarse for something at rest. */
  readonly busy: number
  readonly wakes: number
}

function threadsOf(tree: readonly number[]): ReadonlyMap<string, ThreadFacts> {
  const threads = tree.flatMap((pid) => tasksOf(pid).map((task) => `/proc/${pid}/task/${task}`))
  return new Map(
    threads.map((thread) => {
      const wakes = /^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(`${thread}/status`))?.[1]
      return [thread, { busy: Number(read(`${thread}/schedstat`).split(' ')[0]), wakes: Number(wakes ?? 0) }]
    }),
  )
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
