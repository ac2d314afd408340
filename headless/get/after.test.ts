// What follows a `get`: a real program, started by the command itself.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { runCli } from '../../testing/cli/cli-process.ts'
import { faults, startFakeCloudreve, type FakeCloudreve } from '../../testing/fake-cloudreve/index.ts'

let fake: FakeCloudreve
let profile: string
let folder: string

beforeAll(async () => {
  fake = await startFakeCloudreve()
  fake.tree.addFile('/docs/a.txt', { text: 'hello' })
  profile = await mkdtemp(join(tmpdir(), 'reverie-cli-'))
  const input = fake.user.password
  await runCli(['login', fake.url, '--email', fake.user.email, '--password-stdin'], { profile, input })
})
afterAll(async () => {
  await fake.close()
  await rm(profile, { recursive: true })
})
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-target-'))
  await writeFile(
    join(folder, 'tell.cjs'),
    `console.log('loud'); require('node:fs').writeFileSync(__dirname + '/told.json',
       JSON.stringify([process.cwd(), process.argv.slice(2), process.env.REVERIE_NAME, process.env.SECRET]))`,
  )
})
afterEach(async () => {
  fake.faults.clear()
  await rm(folder, { recursive: true })
})

const get = (...args: string[]) =>
  runCli(['get', ...args], { profile, cwd: folder, env: { SECRET: 'hidden' } })
const program = () => ['--run', process.execPath, '--run-arg', join(folder, 'tell.cjs')]

test('the program runs once the files are here, with its arguments, and says nothing into ours', async () => {
  const args = ['{path}', '-v', '; touch x', '{files}'].flatMap((arg) => ['--run-arg', arg])
  const end = await get('cloudreve://my/docs', '-o', 'new', ...program(), ...args)
  expect([end.code, end.stderr, end.stdout.includes('loud')]).toEqual([0, '', false])
  expect(JSON.parse(await readFile(join(folder, 'told.json'), 'utf8'))).toEqual([
    join(folder, 'new'),
    [join(folder, 'new', 'docs'), '-v', '; touch x', '1'],
    'docs',
    null,
  ])
})

test('it does not run after a failure', async () => {
  fake.faults.add({ on: 'content', fault: faults.json(403), times: 50 })
  fake.faults.add({ on: 'url', fault: faults.json(403), times: 50 })
  const end = await get('cloudreve://my/docs', ...program())
  expect([end.code, existsSync(join(folder, 'told.json'))]).toEqual([1, false])
})

test.each([
  [['--run-arg', 'x'], '--run-arg is an argument of a program'],
  [['--run', 'x', '--after', 'open'], '--after and --run are two things'],
  [['--run', ''], '--run names a program'],
  [['--after', 'shell'], 'open, reveal'],
])('%j is wrong usage', async (args, words) => {
  const end = await get('cloudreve://my/docs', ...args)
  expect([end.code, end.stderr.includes(words)]).toEqual([2, true])
})
