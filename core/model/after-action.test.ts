import { expect, it } from 'vitest'
import { factVariables, fillArguments } from './after-action.ts'
import type { BatchFacts } from './after-action.ts'

const facts: BatchFacts = {
  batchId: 'b',
  folder: '/d',
  path: '/d/--help; rm -rf $HOME',
  name: '--help; rm -rf $HOME',
  files: 3,
  bytes: 12,
}

it('placeholders stand for whole arguments, and what is put in stays one argument', () => {
  expect(fillArguments(['-x', '{path}', '{folder}', '{files}', '{bytes}', '{batch}'], facts)).toEqual([
    '-x',
    '/d/--help; rm -rf $HOME',
    '/d',
    '3',
    '12',
    'b',
  ])
})

it('nothing is put together with a name from a site', () => {
  const args = ['--file={path}', '{path', '{PATH}', '{unknown}', '{{path}}', '']
  expect(fillArguments(args, facts)).toEqual(args)
})

it('a name that reads as an option is written as a path', () => {
  expect(fillArguments(['{name}'], facts)).toEqual(['./--help; rm -rf $HOME'])
  expect(fillArguments(['{name}'], { ...facts, name: 'a.txt' })).toEqual(['a.txt'])
})

it('a program may read the same from its environment', () => {
  expect(factVariables(facts)).toEqual({
    REVERIE_FOLDER: '/d',
    REVERIE_PATH: '/d/--help; rm -rf $HOME',
    REVERIE_NAME: '--help; rm -rf $HOME',
    REVERIE_FILES: '3',
    REVERIE_BYTES: '12',
    REVERIE_BATCH: 'b',
  })
})
