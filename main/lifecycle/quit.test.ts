import { expect, it } from 'vitest'
import { createQuit, patienceMs, type QuitParty } from './quit.ts'

/** Everything around the machine, with a clock that is moved by hand and a record of what happened. */
function stage() {
  const record: string[] = []
  const timers = new Map<() => void, number>()
  const quit = createQuit({
    after: (delayMs, run) => {
      timers.set(run, delayMs)
      return () => timers.delete(run)
    },
    end: () => record.push('end'),
    report: (party, error) => record.push(`${party}: ${String(error)}`),
  })
  const party = (name: string) => {
    let through: () => void = () => undefined
    let fails: (error: Error) => void = () => undefined
    const ending = new Promise<void>((resolve, reject) => {
      through = resolve
      fails = reject
    })
    const asked: QuitParty = () => {
      record.push(`ask ${name}`)
      return ending
    }
    return { dispose: quit.join(name, asked), through, fails }
  }
  return { quit, record, timers, party }
}

/** Lets everything that is already decided happen. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

it('ends when every party is through, and not before', async () => {
  const { quit, record, party, timers } = stage()
  const engine = party('engine')
  const window = party('window')
  expect(quit.state()).toBe('running')
  quit.request()
  expect(quit.state()).toBe('closing')
  engine.through()
  await settle()
  expect(record).toEqual(['ask engine', 'ask window'])
  window.through()
  await settle()
  expect([quit.state(), record, timers.size]).toEqual(['ended', ['ask engine', 'ask window', 'end'], 0])
})

it('ends without parties', async () => {
  const { quit, record } = stage()
  quit.request()
  await settle()
  expect(record).toEqual(['end'])
})

it('waits two seconds at most', () => {
  const { quit, record, party, timers } = stage()
  party('engine')
  quit.request()
  expect([...timers.values()]).toEqual([patienceMs])
  for (const run of timers.keys()) run()
  expect([quit.state(), record]).toEqual(['ended', ['ask engine', 'end']])
})

it('ends at once when asked again', () => {
  const { quit, record, party } = stage()
  party('engine')
  quit.request()
  quit.request()
  expect([quit.state(), record]).toEqual(['ended', ['ask engine', 'end']])
})

it('ends once, however late a party is through and however often it is asked', async () => {
  const { quit, record, party } = stage()
  const engine = party('engine')
  quit.request()
  quit.request()
  quit.request()
  engine.through()
  await settle()
  expect(record).toEqual(['ask engine', 'end'])
})

it('tells of a party that fails and ends all the same', async () => {
  const { quit, record, party } = stage()
  party('engine').fails(new Error('the disk is gone'))
  quit.request()
  await settle()
  expect(record).toEqual(['ask engine', 'engine: Error: the disk is gone', 'end'])
})

it('tells of a party that throws before it promises anything', async () => {
  const { quit, record } = stage()
  quit.join('hasty', () => {
    throw new Error('no')
  })
  quit.request()
  await settle()
  expect(record).toEqual(['hasty: Error: no', 'end'])
})

it('does not ask a party that left', async () => {
  const { quit, record, party } = stage()
  party('window').dispose()
  quit.request()
  await settle()
  expect(record).toEqual(['end'])
})
