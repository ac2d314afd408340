import { expect, test } from 'vitest'
import type { ConflictPolicy } from '../../core/model/conflict.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import { Interrupted } from '../usage-error.ts'
import { createConflictQuestion } from './conflict-question.ts'

/** A transfer that waits for an answer. */
function held(id: string): Transfer {
  return {
    id,
    batchId: 'batch',
    accountId: 'site:user',
    source: {
      uri: { fileSystem: 'my', owner: '', segments: [id] },
      fileId: id,
      entityId: id,
      sizeBytes: 1,
      modifiedAtMs: 0,
      pinned: false,
    },
    target: { root: '/target', folders: [], name: id },
    state: {
      kind: 'held',
      failure: { kind: 'conflict-undecided', remedy: 'hold', detail: '' },
      cause: { scope: 'transfer' },
    },
  } as unknown as Transfer
}

function openQuestion(answer: (signal: AbortSignal | undefined) => Promise<string>) {
  const asked: string[] = []
  const said: string[] = []
  const question = createConflictQuestion({
    queue: {
      transfer: (id) => Promise.resolve(held(id)),
      decide: async (id: string, policy: ConflictPolicy, forBatch: boolean) =>
        void said.push(`${id} ${policy} ${forBatch}`),
    },
    view: { suspend: () => undefined, resume: () => void said.push('drawn again') },
    asker: {
      ask: (text, signal) => {
        asked.push(text.split(' ')[0] ?? '')
        return answer(signal)
      },
    },
    onInterrupted: () => void said.push('interrupted'),
  })
  return { question, asked, said }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

test('an answer decides its own file, and the next question follows', async () => {
  const { question, asked, said } = openQuestion(() => Promise.resolve('r'))
  question.ask(held('a'))
  question.ask(held('b'))
  await settled()
  expect([asked, said]).toEqual([
    ['/target/a', '/target/b'],
    ['a overwrite false', 'drawn again', 'b overwrite false', 'drawn again'],
  ])
})

test('an interrupted question is the last one, however many wait', async () => {
  const { question, asked, said } = openQuestion(() => Promise.reject(new Interrupted()))
  for (const id of ['a', 'b', 'c']) question.ask(held(id))
  await settled()
  expect([asked, said]).toEqual([['/target/a'], ['drawn again', 'interrupted']])
})

test('closing takes the open question back and asks no other', async () => {
  const { question, asked, said } = openQuestion(
    (signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Interrupted()))),
  )
  question.ask(held('a'))
  question.ask(held('b'))
  await settled()
  question.close()
  await settled()
  expect([asked, said]).toEqual([['/target/a'], ['drawn again']])
})

test('an answer from elsewhere takes the open question back and goes on with the next', async () => {
  const { question, asked, said } = openQuestion(
    (signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Interrupted()))),
  )
  question.ask(held('a'))
  question.ask(held('b'))
  await settled()
  question.settle('b')
  question.settle('a')
  await settled()
  question.close()
  await settled()
  expect([asked, said]).toEqual([
    ['/target/a', '/target/b'],
    ['drawn again', 'drawn again'],
  ])
})
