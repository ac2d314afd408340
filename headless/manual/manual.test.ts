import type { Command } from 'commander'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCli } from '../../testing/cli/cli-process.ts'
import { readCommands } from '../completion/words.ts'
import { exitMeanings } from '../exit-code.ts'
import { createProgram } from '../program.ts'
import { displayWidth } from '../terminal/text.ts'
import { manualPages } from './pages.ts'
import { commandPage } from './print-page.ts'
import { topics } from './topics.ts'

const program = createProgram(() => Promise.resolve())
const paths = readCommands(program)
  .map(({ path }) => path.join(' '))
  .filter((path) => path !== '')
const commandAt = (path: string) =>
  path.split(' ').reduce<Command>((found, word) => {
    const next = found.commands.find((one) => one.name() === word)
    if (next === undefined) throw new Error(`no command ${path}`)
    return next
  }, program)

let profile: string
beforeAll(async () => (profile = await mkdtemp(join(tmpdir(), 'reverie-manual-'))))
afterAll(() => rm(profile, { recursive: true }))
const help = (...words: string[]) => runCli(['help', ...words], { profile })

test('every command has its page, and every page its command', () => {
  expect(Object.keys(manualPages).sort()).toEqual([...paths].sort())
})

test('what a page leads to is there', () => {
  const known = [...paths, ...Object.keys(topics), 'topics']
  const lost = Object.entries(manualPages).flatMap(([path, { see }]) =>
    see.filter((name) => !known.includes(name)).map((name) => `${path} -> ${name}`),
  )
  expect(lost).toEqual([])
})

test('every example is a command that can be written', () => {
  const names = new Set(program.commands.map((command) => command.name()))
  const wrong = Object.values(manualPages).flatMap(({ examples }) =>
    examples.map(([line]) => line).filter((line) => !names.has(/reverie (\w+)/.exec(line)?.[1] ?? '')),
  )
  expect(wrong).toEqual([])
})

test.each(paths)('the page of %s names its options and fits the terminal', (path) => {
  const command = commandAt(path)
  const page = commandPage(path, command, 72)
  for (const { flags, hidden } of command.options) if (!hidden) expect(page).toContain(`    ${flags}\n`)
  const headings = ['NAME', 'USAGE', 'DESCRIPTION', 'EXIT CODES', 'ENVIRONMENT', 'EXAMPLES', 'SEE ALSO']
  expect(headings.filter((heading) => !page.split('\n').includes(heading))).toEqual([])
  const prose = page.split('USAGE')[0] + page.slice(page.indexOf('DESCRIPTION'), page.indexOf('EXAMPLES'))
  expect(prose.split('\n').filter((line) => displayWidth(line) > 72)).toEqual([])
})

test('a topic, the list of topics, and what there is no page for', async () => {
  const [codes, list, none] = [await help('exit-codes'), await help('topics'), await help('queue', 'frob')]
  for (const [code, meaning] of Object.entries(exitMeanings))
    expect(codes.stdout).toContain(`    ${code}\n        ${meaning.slice(0, 30)}`)
  expect(Object.keys(topics).filter((name) => !list.stdout.includes(name))).toEqual([])
  expect([none.code, none.stderr]).toEqual([
    2,
    'The manual has no page “queue frob”. “reverie help” lists the commands, “reverie help topics” the rest.\n',
  ])
})

test('without a name it lists the commands', async () => {
  const { code, stdout } = await help()
  expect([code, paths.filter((path) => !path.includes(' ') && !stdout.includes(`  ${path}`))]).toEqual([
    0,
    [],
  ])
})
