import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createInterruption } from './interruption.ts'

function fakeProcess() {
  const exits: unknown[] = []
  let uptimeSeconds = 1
  const events = new EventEmitter()
  const source = Object.assign(events, {
    exit: (code: unknown) => void exits.push(code),
    uptime: () => uptimeSeconds,
  }) as unknown as NodeJS.Process
  return { source, events, exits, wait: (seconds: number) => (uptimeSeconds += seconds) }
}

test('Ctrl-C at a question stops like a signal, and a signal after it ends the process', () => {
  const { source, events, exits, wait } = fakeProcess()
  const interruption = createInterruption(source)
  const stopped: string[] = []
  interruption.onInterrupt(() => stopped.push('stopped'))
  interruption.interrupt()
  expect([stopped, interruption.signal.aborted, exits]).toEqual([['stopped'], true, []])
  wait(2)
  events.emit('SIGINT')
  expect(exits).toEqual([130])
})
