// Real programs: the Node that runs this test stands for them.

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchProgram, programEnvironment, runProgram } from './run-program.ts'

let folder: string
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'reverie-run-'))))
afterAll(() => rm(folder, { recursive: true }))

const tell = `require('node:fs').writeFileSync('told.json', JSON.stringify({
  args: process.argv.slice(1), variables: process.env }))`
const node = (script: string, ...args: string[]) => ({
  command: process.execPath,
  args: ['-e', script, '--', ...args],
  folder,
  variables: { REVERIE_NAME: 'a b' },
})

describe('runProgram', () => {
  it('hands arguments over as they are: no shell reads them', async () => {
    const args = ['a b', '$HOME', '`id`', '"', "'", '*', '; touch x', '%PATH%', '']
    expect(await runProgram(node(tell, ...args))).toBe('0')
    const told = JSON.parse(await readFile(join(folder, 'told.json'), 'utf8')) as { args: string[] }
    expect(told.args).toEqual(args)
  })

  it('passes on what a program needs, and no secret of ours', async () => {
    process.env['CLOUD_TOKEN'] = 'hidden'
    process.env['HTTPS_PROXY'] = 'http://user:hidden@proxy'
    try {
      await runProgram(node(tell))
    } finally {
      delete process.env['CLOUD_TOKEN']
      delete process.env['HTTPS_PROXY']
    }
    const text = await readFile(join(folder, 'told.json'), 'utf8')
    expect(text).not.toContain('hidden')
    const { variables } = JSON.parse(text) as { variables: Record<string, string> }
    expect(variables).toMatchObject({ PATH: process.env['PATH'], REVERIE_NAME: 'a b' })
  })

  it('tells how it ended', async () => {
    expect(await runProgram(node('process.exit(7)'))).toBe('7')
    expect(await runProgram(node("process.kill(process.pid, 'SIGTERM'); setTimeout(() => {}, 1e6)"))).toBe(
      'SIGTERM',
    )
  })

  it('a program that is not there is no crash', async () => {
    const job = { ...node(''), command: join(folder, 'nothing') }
    await expect(runProgram(job)).rejects.toMatchObject({ failure: { kind: 'not-found' } })
    await expect(runProgram({ ...job, command: folder })).rejects.toMatchObject({
      failure: { kind: 'disk-denied' },
    })
  })
})

it('what is launched is not waited for, and a program that is not there is told so', async () => {
  await launchProgram(node('setTimeout(() => process.exit(), 2_000)'))
  await expect(launchProgram({ ...node(''), command: join(folder, 'nothing') })).rejects.toMatchObject({
    failure: { kind: 'not-found' },
  })
})

it('names of variables are read in any case, as Windows writes them', () => {
  const own = {
    Path: 'p',
    SystemRoot: 's',
    LC_ALL: 'C',
    Secret: 'x',
    NODE_OPTIONS: '--import x',
    none: undefined,
  }
  expect(programEnvironment(own, { REVERIE_NAME: 'n' })).toEqual({
    Path: 'p',
    SystemRoot: 's',
    LC_ALL: 'C',
    REVERIE_NAME: 'n',
  })
})
