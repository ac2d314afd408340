// `npm run demo`: a site of its own, a big download that is cut, expired, killed and resumed, every byte compared, then
// the app to play with. `--once` ends after the comparison. Everything lives in a folder that is removed at the end.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createOutput } from '../headless/terminal/output.ts'
import { formatSpan } from '../headless/terminal/figures.ts'
import { runCli } from '../testing/cli/cli-process.ts'
import { startFakeCloudreve } from '../testing/fake-cloudreve/index.ts'
import { addSampleFiles } from '../testing/fake-cloudreve/sample-site.ts'
import { checkEverything } from './demo/check.ts'
import { buildWhatIsMissing, openApp } from './demo/open-app.ts'
import { runToTheEnd, runUntilKilled, type Places } from './demo/story.ts'

const { values } = parseArgs({ options: { once: { type: 'boolean', default: false } } })
const { stdout, stderr, env } = process
const output = createOutput({ stdout, stderr, env }, { json: false, quiet: false })
const stop = new AbortController()
const stopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stop.abort())

const folder = await mkdtemp(join(tmpdir(), 'reverie-demo-'))
const fake = await startFakeCloudreve({ settings: { archiveAllowed: true } })
const places: Places = {
  fake,
  output,
  profile: join(folder, 'profile'),
  target: join(folder, 'downloads'),
  signal: stop.signal,
}
try {
  await buildWhatIsMissing(false)
  const isRight = await play(places)
  process.exitCode = isRight ? 0 : 1
  if (isRight && !values.once) {
    const app = await openApp(places.profile, output)
    const closed = new Promise<void>((resolve) => app.once('exit', () => resolve()))
    await Promise.race([closed, stopped])
    app.kill('SIGTERM')
    await closed
  }
} catch (error) {
  output.draw([])
  const reason = error instanceof Error ? error.message : 'the demo broke'
  output.problem(stop.signal.aborted ? 'Stopped.' : reason)
  process.exitCode = 1
} finally {
  await fake.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}

async function play({ profile, target }: Places): Promise<boolean> {
  const startedAtMs = performance.now()
  const { lockedShareUrl } = addSampleFiles(fake)
  await mkdir(profile, { recursive: true, mode: 0o700 })
  await writeFile(join(profile, 'settings.json'), JSON.stringify({ settings: { downloadFolder: target } }))
  output.result(`A Cloudreve of our own runs at ${fake.url}`)
  output.result(`  e-mail ${fake.user.email}, password ${fake.user.password}, a share: ${lockedShareUrl}`)
  const args = ['login', fake.url, '--email', fake.user.email, '--password-stdin']
  const login = await runCli(args, { profile, input: fake.user.password })
  if (login.code !== 0) throw new Error(`signing in ended with ${login.code ?? 'a signal'}: ${login.stderr}`)
  output.result(`Downloading all of it to ${target}:`)
  await runUntilKilled(places)
  await runToTheEnd(places)
  const isRight = await checkEverything(places)
  output.result(
    `${isRight ? 'Done' : 'Something is wrong'} after ${formatSpan((performance.now() - startedAtMs) / 1000)}.`,
  )
  return isRight
}
