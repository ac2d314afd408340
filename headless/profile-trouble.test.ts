import { expect, test } from 'vitest'
import { profileTrouble } from './profile-trouble.ts'

const said = (code: string) => profileTrouble(Object.assign(new Error('database or disk is full'), { code }))

test.each([
  ['SQLITE_FULL', 'disk-full', 'The disk that Reverie keeps its list on is full.'],
  ['SQLITE_READONLY', 'disk-denied', 'Reverie cannot write to its own folder.'],
  ['SQLITE_CANTOPEN', 'disk-busy', 'Reverie cannot use its own folder: too many files are open'],
  ['SQLITE_IOERR_FSYNC', 'disk-busy', 'Reverie cannot use its own folder: too many files are open'],
])('%s is told as what it is', (code, kind, words) => {
  const told = said(code)
  expect(told?.failure.kind).toBe(kind)
  expect(told?.text).toContain(words)
})

test('our own mistakes, and everything else, stay what they are', () => {
  expect([said('SQLITE_ERROR'), said('ENOSPC'), profileTrouble('a word')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
