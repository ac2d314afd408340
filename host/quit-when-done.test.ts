import { expect, it } from 'vitest'
import { createQuitWhenDone } from './quit-when-done.ts'

function start() {
  let work = false
  let tell: () => void = () => undefined
  const acts: string[] = []
  const quit = createQuitWhenDone(
    {
      hasWork: () => work,
      onChanged: (listener) => {
        tell = () => listener(1)
        return () => void (tell = () => undefined)
      },
    },
    () => acts.push('quit'),
  )
  quit.onChanged(() => acts.push(quit.wanted() ? 'on' : 'off'))
  const moves = (hasWork: boolean) => {
    work = hasWork
    tell()
  }
  return { quit, acts, moves }
}

it('quits once, when the work there was is done', () => {
  const { quit, acts, moves } = start()
  moves(true)
  quit.set(true)
  moves(true)
  expect(acts).toEqual(['on'])
  moves(false)
  moves(true)
  moves(false)
  expect(acts).toEqual(['on', 'quit'])
})

it('waits for work where there is none yet', () => {
  const { quit, acts, moves } = start()
  quit.set(true)
  moves(false)
  expect(acts).toEqual(['on'])
  moves(true)
  moves(false)
  expect(acts).toEqual(['on', 'quit'])
})

it('may be taken back, and is not heard of after the end', () => {
  const { quit, acts, moves } = start()
  moves(true)
  quit.set(true)
  quit.set(true)
  quit.set(false)
  moves(false)
  expect(acts).toEqual(['on', 'off'])
  moves(true)
  quit.set(true)
  quit.dispose()
  moves(false)
  expect(acts).toEqual(['on', 'off', 'on'])
})
