// The scripts in the shells themselves, where they are installed.

import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runCli } from '../../testing/cli/cli-process.ts'
import { createProgram } from '../program.ts'
import { readCommands } from './words.ts'

const has = (shell: string) => spawnSync(shell, ['--version']).status === 0
const onUnix = process.platform !== 'win32'
let folder: string
let env: NodeJS.ProcessEnv

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-completion-'))
  mkdirSync(join(folder, 'My folder'))
  for (const shell of ['bash', 'zsh', 'fish', 'powershell']) {
    const { stdout } = await runCli(['completion', shell], { profile: folder })
    writeFileSync(join(folder, `script.${shell}`), stdout)
  }
  // Stands for the program where a script asks it for accounts.
  writeFileSync(join(folder, 'reverie'), '#!/bin/sh\necho ada@example.org\necho bob@example.org\n')
  chmodSync(join(folder, 'reverie'), 0o755)
  env = { ...process.env, PATH: `${folder}${delimiter}${process.env['PATH'] ?? ''}` }
})
afterAll(() => rm(folder, { recursive: true }))

const run = (shell: string, args: string[]) =>
  execFileSync(shell, args, { cwd: folder, env, encoding: 'utf8' }).trim().split('\n').filter(Boolean)

/** The cases of every shell: what is written so far, and what must and must not be offered. */
const cases: [string, string[], string[]][] = [
  ['reverie q', ['queue'], ['get', 'complete-accounts']],
  ['reverie queue p', ['pause'], ['get', 'add']],
  ['reverie --profile get queue re', ['remove', 'resume', 'retry'], ['get']],
  ['reverie get --con', ['--conflict', '--connections'], ['--view']],
  ['reverie get --conflict s', ['skip', 'skip-if-same'], ['rename']],
  ['reverie queue list --view f', ['failed'], ['completed']],
  ['reverie completion z', ['zsh'], ['bash']],
  ['reverie ls --account a', ['ada@example.org'], ['bob@example.org']],
  ['reverie logout b', ['bob@example.org'], ['ada@example.org']],
]

function judge(offered: readonly string[], wanted: readonly string[], unwanted: readonly string[]): void {
  expect(offered).toEqual(expect.arrayContaining([...wanted]))
  expect(offered.filter((word) => unwanted.includes(word))).toEqual([])
}

describe.runIf(onUnix && has('bash'))('bash', () => {
  const complete = (line: string) => {
    const words = line.split(' ')
    const quoted = words.map((word) => `'${word}'`).join(' ')
    const setup = `source script.bash; COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}`
    return run('bash', [
      '--norc',
      '-c',
      `${setup}; compopt() { :; }; _reverie; printf '%s\\n' "\${COMPREPLY[@]}"`,
    ])
  }
  test.each(cases)('%s', (line, wanted, unwanted) => judge(complete(line), wanted, unwanted))
  test('folders', () => expect(complete('reverie get -o My')).toEqual(['My folder']))
})

describe.runIf(onUnix && has('fish'))('fish', () => {
  const complete = (line: string) =>
    run('fish', ['--no-config', '-c', `source script.fish; complete -C '${line}'`]).map(
      (text) => text.split('\t')[0] ?? '',
    )
  test.each(cases)('%s', (line, wanted, unwanted) => judge(complete(line), wanted, unwanted))
  test('folders', () => expect(complete('reverie get -o My').join()).toContain('My'))
})

describe.runIf(onUnix && has('zsh'))('zsh', () => {
  test('reads the script, and knows the function', () => {
    const script = 'autoload -U compinit; compinit -u -D; source script.zsh; print $_comps[reverie]'
    expect(run('zsh', ['-f', '-c', script])).toEqual(['_reverie'])
  })
})

test('every visible command is in every script, and none that is hidden', async () => {
  const paths = readCommands(createProgram(() => Promise.resolve())).map(({ path }) => path.join(' '))
  expect(paths).toContain('queue add')
  expect(paths).not.toContain('complete-accounts')
  const { stdout } = await runCli(['completion', 'powershell'], { profile: folder })
  expect(paths.filter((path) => !stdout.includes(`'${path}' = @{`))).toEqual([])
})

test('a shell that we do not know is wrong usage', async () => {
  const end = await runCli(['completion', 'tcsh'], { profile: folder })
  expect([end.code, end.stderr.includes('Allowed choices are bash, zsh, fish, powershell')]).toEqual([
    2,
    true,
  ])
})
