import { PassThrough } from 'node:stream'
import { expect, it } from 'vitest'
import { Interrupted } from '../usage-error.ts'
import { createAsker } from './ask.ts'

function terminal() {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()]
  const asker = createAsker(
    Object.assign(stdin, { isTTY: true }) as unknown as NodeJS.ReadStream,
    Object.assign(stderr, { isTTY: true }) as unknown as NodeJS.WriteStream,
  )
  return { asker, stdin, said: () => String((stderr.read() as Buffer | null) ?? '') }
}

it('a hidden answer is not echoed, and the next line is a new one', async () => {
  const { asker, stdin, said } = terminal()
  const answer = asker.askHidden('Password of ada:')
  stdin.write('secret\r')
  expect([await answer, said()]).toEqual(['secret', 'Password of ada: \n'])
})

it.each(['ask', 'askHidden'] as const)('Ctrl-C ends %s with a line of its own', async (kind) => {
  const { asker, stdin, said } = terminal()
  const answer = asker[kind]('Code:')
  stdin.write('12\x03')
  await expect(answer).rejects.toBeInstanceOf(Interrupted)
  const shown = said()
  expect([shown.startsWith('Code: '), shown.endsWith('\n')]).toEqual([true, true])
})

it('a question that is taken back leaves its line, too', async () => {
  const { asker, said } = terminal()
  const stop = new AbortController()
  const answer = asker.ask('Overwrite?', stop.signal)
  stop.abort()
  await expect(answer).rejects.toBeInstanceOf(Interrupted)
  expect(said().endsWith('\n')).toBe(true)
})
