// `npm test`: builds, runs the unit tests, then the journeys in a browser and in the real window, and ends with the sum of
// all. `--only unit` or `--only e2e` runs one half.

import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildAll } from './build.ts'
import { run } from './child.ts'
import { openDisplay } from './display.ts'
import { findElectron, type ElectronRuntime } from './electron-runtime.ts'
import { assertNodeVersion } from './node-version.ts'
import { root } from './places.ts'
import { addSums, checkEnding, noSums, readPlaywright, readVitest, sumLine, type Sums } from './sums.ts'
import { ensureSystemPieces } from './system-pieces.ts'

const minute = 60_000
const reports = join(root, '.cache', 'reports')
const onCi = process.env['CI'] !== undefined && process.env['CI'] !== ''
const say = (line: string) => console.log(line)
// Programs are started by the hundred: what Node has read and compiled once it need not read again.
process.env['NODE_COMPILE_CACHE'] ??= join(root, '.cache', 'compiled')
/** In a log file vitest's colours are noise. */
const plain = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined }

assertNodeVersion()
const { values } = parseArgs({ options: { only: { type: 'string' } } })
if (values.only !== undefined && values.only !== 'unit' && values.only !== 'e2e') {
  throw new Error('--only takes unit or e2e')
}
await rm(reports, { recursive: true, force: true })
await mkdir(reports, { recursive: true })

const all: Sums[] = []
const electron = await electronOrReason()
await buildAll({ legacy: typeof electron !== 'string' && electron.legacy })
if (values.only !== 'e2e') all.push(await runUnitTests())
if (values.only !== 'unit') all.push(...(await runJourneys(electron)))

const sums = addSums(all)
for (const name of sums.skipped) say(`skipped: ${name}`)
for (const name of sums.failed) say(`failed: ${name}`)
say(sumLine(sums))
process.exitCode = sums.failed.length === 0 && sums.passed > 0 ? 0 : 1

async function electronOrReason(): Promise<ElectronRuntime | string> {
  if (values.only === 'unit') return 'not asked for'
  try {
    return await findElectron()
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

async function runUnitTests(): Promise<Sums> {
  const file = join(reports, 'unit.json')
  const runner = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const args = [runner, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const { code } = await run(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...plain, REVERIE_TEST_CLI: join(root, 'dist', 'headless', 'reverie.js') },
    show: true,
    timeoutMs: 12 * minute,
  })
  return report('unit tests', code, async () => readVitest(await readJson(file), root))
}

async function runJourneys(runtime: ElectronRuntime | string): Promise<Sums[]> {
  const missing = await ensureSystemPieces(say)
  if (missing.length > 0) {
    return Promise.all(
      ['browser', 'electron'].map((project) => leaveOut(project, `missing: ${missing.join(', ')}`)),
    )
  }
  const display = await openDisplay()
  const env = { ...process.env, ...(display === undefined ? {} : { DISPLAY: display.name }) }
  try {
    if (typeof runtime === 'string')
      return [await runProject('browser', env), await leaveOut('electron', runtime)]
    const app = runtime.legacy ? join(root, 'dist', 'legacy') : root
    const own = { ELECTRON_OVERRIDE_DIST_PATH: runtime.folder, REVERIE_APP: app }
    // Side by side: most of a journey is waiting.
    return await Promise.all([runProject('browser', env), runProject('electron', { ...env, ...own })])
  } finally {
    await display?.end()
  }
}

async function runProject(project: string, env: NodeJS.ProcessEnv): Promise<Sums> {
  const file = join(reports, `${project}.json`)
  const { code } = await run(process.execPath, journeyArgs(project), {
    cwd: root,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    show: true,
    timeoutMs: 5 * minute,
  })
  return report(`journeys (${project})`, code, async () => readPlaywright(await readJson(file)))
}

/** Journeys that cannot run here are named one by one: a failure where everything has to be there. */
async function leaveOut(project: string, reason: string): Promise<Sums> {
  say(`journeys (${project}) cannot run: ${reason}`)
  const file = join(reports, `${project}-list.json`)
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  await run(process.execPath, [...journeyArgs(project), '--list'], { cwd: root, env, timeoutMs: minute })
  const listed = readPlaywright(await readJson(file))
  const names = [...listed.skipped, ...listed.failed]
  return onCi ? { ...noSums, failed: [`journeys (${project}): ${reason}`] } : { ...noSums, skipped: names }
}

function journeyArgs(project: string): string[] {
  const runner = join(root, 'node_modules', '@playwright', 'test', 'cli.js')
  const config = join(root, 'e2e', 'playwright.config.ts')
  // Each empties its own folder when it begins.
  const output = join(root, 'test-results', project)
  return [runner, 'test', '--config', config, '--project', project, '--output', output]
}

async function report(runner: string, code: number, read: () => Promise<Sums>): Promise<Sums> {
  try {
    return checkEnding(runner, await read(), code)
  } catch (error) {
    say(`${runner} left no readable report: ${String(error)}`)
    return { ...noSums, failed: [`${runner}: crashed, code ${code}`] }
  }
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}
