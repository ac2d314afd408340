// What the demo does to a download, and what it says about it: a connection cut, a link expired, a process killed, and
// the same command again.

import { formatBytes, formatCount, formatSpeed } from '../../headless/terminal/figures.ts'
import type { Output } from '../../headless/terminal/output.ts'
import { faults, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import { startGet, type GetLine, type GetPlaces } from './get-run.ts'

const mib = 1_048_576
const bigFile = /Holiday/
/** Slow enough that a person can watch it and that it can be killed in the middle. */
const bytesPerSecond = 60 * mib
const cutAtBytes = 60 * mib
const killAtBytes = 180 * mib
const barColumns = 30

export interface Places extends GetPlaces {
  readonly fake: FakeCloudreve
  readonly output: Output
}

/** The first run, killed in the middle. */
export async function runUntilKilled(places: Places): Promise<void> {
  const { fake, output } = places
  const { faults: book } = fake
  book.add({ on: 'content', path: bigFile, times: Infinity, fault: faults.drip(bytesPerSecond) })
  book.add({ on: 'content', path: bigFile, fault: faults.cutAfter(cutAtBytes) })
  book.add({ on: 'content', path: bigFile, after: 1, fault: faults.expireNow() })
  const tell = createTeller(output, fake)
  const run = startGet(places, (line) => {
    tell(line)
    if (line.event === 'progress' && (line.bytesDone ?? 0) >= killAtBytes) run.kill()
  })
  const { code, stderr } = await run.ended
  places.signal.throwIfAborted()
  output.draw([])
  if (code !== undefined)
    throw new Error(`the first run was not killed in time and ended with ${code}: ${stderr}`)
  output.result(`  The downloading process was killed (SIGKILL) in the middle.`)
}

/** The same command again; rejects unless it ends well. */
export async function runToTheEnd(places: Places): Promise<void> {
  const { fake, output } = places
  fake.faults.clear()
  output.result('The same command once more:')
  const run = startGet(places, createTeller(output, fake))
  const { code, stderr } = await run.ended
  places.signal.throwIfAborted()
  output.draw([])
  if (code !== 0) throw new Error(`the second run ended with ${code ?? 'a signal'}: ${stderr}`)
}

/** A run with nothing left to do: where every file landed, by its URI. */
export async function runOnceMore(places: Places): Promise<ReadonlyMap<string, string>> {
  const landed = new Map<string, string>()
  const run = startGet(places, ({ event, uri, path }) => {
    if (event === 'skipped' && uri !== undefined && path !== undefined) landed.set(uri, path)
  })
  const { code, stderr } = await run.ended
  places.signal.throwIfAborted()
  if (code !== 0) throw new Error(`the third run ended with ${code ?? 'a signal'}: ${stderr}`)
  return landed
}

function createTeller(output: Output, fake: FakeCloudreve): (line: GetLine) => void {
  const told = new Set<string>()
  const once = (fault: string, text: string) => {
    if (told.has(fault) || (fake.faults.hits()[fault] ?? 0) === 0) return
    told.add(fault)
    output.result(text)
  }
  return (line) => {
    if (line.event === 'waiting' || line.event === 'note') {
      once(
        'cutAfter',
        `  The connection of the big file was cut after ${formatBytes(cutAtBytes)}; it goes on by itself.`,
      )
      once('expireNow', '  Its link was declared expired; a new one was fetched for the same bytes.')
    }
    if (line.event === 'failed') output.problem(`  ${line.name ?? ''}: ${line.message ?? ''}`)
    if (line.event === 'progress' && output.drawing) output.draw([{ text: barOf(line) }])
  }
}

function barOf(line: GetLine): string {
  const { bytesDone = 0, bytesTotal = 0, filesDone = 0, filesTotal = 0, bytesPerSecond: speed = 0 } = line
  const full = bytesTotal === 0 ? 0 : Math.floor((bytesDone / bytesTotal) * barColumns)
  const bar = '▇'.repeat(full) + '▁'.repeat(barColumns - full)
  return `  ${bar} ${formatBytes(bytesDone)}, ${formatCount(filesDone)} of ${formatCount(filesTotal)} files, ${formatSpeed(speed)}`
}
