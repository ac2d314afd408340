// When links are asked for ahead of their time: never before a transfer wanted one, and from then on for a full request.

import { beforeEach, expect, it } from 'vitest'
import type { Account } from '../model/account.ts'
import { createFailure } from '../model/failure.ts'
import type { LinkRequest } from '../model/link.ts'
import type { Transfer } from '../model/transfer.ts'
import type { QueueParts } from './queue-parts.ts'
import { createLinkBatches } from './link-batches.ts'
import type { LinkBatches } from './link-batches.ts'

let asked: string[][]
let links: LinkBatches
let locked: string[]

const turn = () => new Promise((resolve) => setImmediate(resolve))
const names = (count: number) => Array.from({ length: count }, (_, at) => `f${at}`)
const never = new AbortController().signal

beforeEach(() => {
  asked = []
  locked = []
  const remote = {
    links: (_account: Account, { uris }: LinkRequest) => {
      asked.push(uris.map(({ segments }) => segments.join('/')))
      const slotOf = (url: string) =>
        locked.includes(url) ? { failure: createFailure('server-busy', 'locked') } : { link: { url } }
      return Promise.resolve({ slots: uris.map(({ segments }) => slotOf(segments.join('/'))) })
    },
    entityIn: (_account: Account, url: string) => url,
  }
  links = createLinkBatches({
    remote,
    account: (id: string) => ({ id }) as Account,
    ports: { clock: { monotonic: () => 0 } },
  } as unknown as QueueParts)
})

function transfer(name: string, accountId = 'a'): Transfer {
  const uri = { fileSystem: 'my', owner: '', segments: [name] } as const
  const source = { uri, fileId: name, entityId: name, sizeBytes: 9, modifiedAtMs: 1, pinned: false }
  return { id: `${accountId} ${name}`, accountId, source } as unknown as Transfer
}

it('what finds its file on the disk wants no link, and none is asked for ahead', async () => {
  links.comesNext(names(120).map((name) => transfer(name)))
  await turn()
  for (const name of names(120)) links.forget(transfer(name).id)
  await turn()
  expect(asked).toEqual([])
})

it('the first that wants one takes the next ones along: a full request', async () => {
  links.comesNext(names(120).map((name) => transfer(name)))
  for (const name of ['f0', 'f2']) links.forget(transfer(name).id)
  await expect(links.ask(transfer('f1'), never)).resolves.toEqual({ url: 'f1', shown: true })
  await turn()
  expect(asked.map(({ length }) => length)).toEqual([100, 18])
  await expect(links.ask(transfer('f119'), never)).resolves.toEqual({ url: 'f119', shown: true })
  expect(asked).toHaveLength(2)
  expect(asked.flat()).not.toContain('f2')
})

it('one account does not want for another', async () => {
  links.comesNext([transfer('x', 'b'), transfer('y', 'b'), transfer('z')])
  await links.ask(transfer('z'), never)
  await turn()
  expect(asked).toEqual([])
})

it('what was wanted before the queue was idle counts no more', async () => {
  links.comesNext(names(40).map((name) => transfer(name)))
  await links.ask(transfer('f0'), never)
  links.forgetAll()
  asked = []
  links.comesNext(names(80).map((name) => transfer(`later ${name}`)))
  await turn()
  expect(asked).toEqual([])
})

it('a file that somebody holds waits alone: the others of its request have their links', async () => {
  locked = ['f0']
  const answers = await Promise.allSettled(names(3).map((name) => links.ask(transfer(name), never)))
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(asked).toEqual([['f0', 'f1', 'f2']])
})
