import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileLogger } from './file-logger.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reverie-log-'))
})
afterEach(() => rm(folder, { recursive: true }))

const now = () => new Date(0)

test('a line is JSON without secrets, wherever they stood, and the file is for its owner alone', async () => {
  const log = join(folder, 'log')
  createFileLogger(log, { now }).log('warn', 'asked /f?sign=SECRET:1', {
    body: '{"password":"SE\\"CRET","n":1}',
    uri: 'cloudreve://id:SE"CRET@share/a',
    link: "https://h/s/id/SE'CRET",
    token: 'SE"CRET',
    tries: 2,
  })
  const text = await readFile(join(log, 'reverie.log'), 'utf8')
  expect(JSON.parse(text)).toEqual({
    at: '1970-01-01T00:00:00.000Z',
    level: 'warn',
    message: 'asked /f?sign=[redacted]',
    body: '{"password":"[redacted]","n":1}',
    uri: 'cloudreve://id:[redacted]@share/a',
    link: 'https://h/s/id/[redacted]',
    token: '[redacted]',
    tries: 2,
  })
  const modes = [log, join(log, 'reverie.log')].map(async (path) => (await stat(path)).mode & 0o777)
  expect(await Promise.all(modes)).toEqual([0o700, 0o600])
})

test('what is below the level is not written; debug shows all', async () => {
  createFileLogger(folder, { now }).log('debug', 'quiet')
  createFileLogger(folder, { now, level: 'debug' }).log('debug', 'loud')
  expect(await readFile(join(folder, 'reverie.log'), 'utf8')).toBe(
    '{"at":"1970-01-01T00:00:00.000Z","level":"debug","message":"loud"}\n',
  )
})
