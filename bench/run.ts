// `npm run bench`: every goal of speed and size, measured beside the native tools that are installed, on the same loopback
// servers, in the same run. What was measured is printed, good or bad. The longest rows run where --only names them.
//   npm run bench -- [--only row,row] [--rounds N] [--quick] [--json FILE] [--write] [--from FILE]

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { writeDocument } from './document.ts'
import { describeMachine } from './machine.ts'
import { buildOwn } from './own/build.ts'
import { missingPeers, readPeers } from './peers/versions.ts'
import { printReport } from './print.ts'
import type { BenchReport, RowResult } from './report.ts'
import type { Bench, Row } from './row.ts'
import { allRows } from './rows/all-rows.ts'
import { startFar } from './site/far.ts'
import { startSite } from './site/site.ts'

const say = (line: string) => console.log(line)
const roundTripMs = 20

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string' },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    write: { type: 'boolean', default: false },
    from: { type: 'string' },
  },
})

function chosenRows(): readonly Row[] {
  const wanted = options.only?.split(',')
  const unknown = wanted?.filter((id) => !allRows.some((row) => row.id === id)) ?? []
  if (unknown.length > 0) {
    throw new Error(`no such row: ${unknown.join(', ')}; there are ${allRows.map(({ id }) => id).join(', ')}`)
  }
  return allRows.filter(({ id, onDemand }) => wanted?.includes(id) ?? onDemand !== true)
}

async function runRow(row: Row, bench: Bench): Promise<RowResult> {
  say(`\n== ${row.title}`)
  const scratch = await mkdtemp(join(bench.scratch, `${row.id}-`))
  const begun = performance.now()
  try {
    const report = await row.run({ ...bench, scratch })
    return { id: row.id, title: row.title, seconds: secondsSince(begun), report }
  } catch (error) {
    const trouble = error instanceof Error ? error.message : String(error)
    return { id: row.id, title: row.title, seconds: secondsSince(begun), trouble }
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

const secondsSince = (begun: number) => Math.round((performance.now() - begun) / 1000)

async function runAll(): Promise<BenchReport> {
  const rows = chosenRows()
  const rounds = Number(options.rounds ?? (options.quick ? 1 : 3))
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1 on')
  await buildOwn()
  const peers = readPeers()
  for (const peer of missingPeers(peers)) say(`${peer} is not installed: its figures are left out`)
  const scratch = await mkdtemp(join(tmpdir(), 'reverie-bench-'))
  const site = await startSite(await mkdtemp(join(scratch, 'site-')))
  say(`bytes are served by ${site.blobs.name}`)
  const bench: Bench = {
    rounds,
    quick: options.quick,
    site,
    scratch,
    has: (tool) => peers.has(tool),
    say,
    withFar: async (run) => {
      const far = await startFar([site.url, site.blobs.origins.plain], roundTripMs)
      const [url = '', origin = ''] = far.origins
      try {
        return await run({ url, origin })
      } finally {
        await far.close()
      }
    },
  }
  const results: RowResult[] = []
  try {
    for (const row of rows) {
      const result = await runRow(row, bench)
      results.push(result)
      printReport(result, say)
    }
  } finally {
    await site.close()
    await rm(scratch, { recursive: true, force: true })
  }
  const machine = describeMachine()
  const facts = { date: new Date().toISOString().slice(0, 10), rounds, quick: options.quick }
  return { ...facts, machine, server: site.blobs.name, peers: Object.fromEntries(peers), results }
}

const report =
  options.from === undefined
    ? await runAll()
    : (JSON.parse(await readFile(options.from, 'utf8')) as BenchReport)
if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, undefined, 2)}\n`)
if (options.write) say(`\nwritten: ${await writeDocument(report)}`)
const failed = report.results.filter(({ trouble }) => trouble !== undefined)
for (const { id, trouble } of failed) say(`\nrow ${id} failed: ${trouble ?? ''}`)
process.exitCode = failed.length === 0 ? 0 : 1
