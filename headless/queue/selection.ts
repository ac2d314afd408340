// Which downloads a person means: ids or beginnings of ids, or a pattern for names. A beginning that fits several is
// refused, and nothing is done where one of the things asked for is not there.

import type { Selection } from '../../contract/treaty.ts'
import type { LocalBatch } from '../../contract/local.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import { transferName } from '../get/view.ts'
import { repeatable } from '../repeatable.ts'
import { UsageError } from '../usage-error.ts'
import { eachBatch, eachTransfer } from './queue-pages.ts'
import { shortId } from './queue-rows.ts'

const listHint = '“reverie queue” shows the ids.'
const mostNamed = 5
const leastLetters = 4

export async function selectByIds(attachment: Attachment, ids: readonly string[]): Promise<Selection> {
  for (const id of ids) {
    if (id.length >= leastLetters && id.length <= 200) continue
    throw new UsageError(
      `“${repeatable(id.slice(0, 20))}” is no id. ${listHint} At least ${leastLetters} of its letters are needed.`,
    )
  }
  const fitting = new Map<string, Candidate[]>(ids.map((id) => [id, []]))
  const offer = (candidate: Candidate) => {
    for (const [id, found] of fitting) {
      if (candidate.id.startsWith(id) && found.length <= mostNamed) found.push(candidate)
    }
  }
  const whole = await ask(attachment, 'queue.look', { batchIds: [...ids], transferIds: [...ids] })
  for (const { batch } of whole.batches) offer({ kind: 'batch', id: batch.id })
  for (const { id } of whole.transfers) offer({ kind: 'transfer', id })
  if ([...fitting.values()].some((found) => found.length === 0)) {
    for (const found of fitting.values()) found.length = 0
    for await (const candidate of eachCandidate(attachment)) offer(candidate)
  }
  return toSelection([...fitting].map(([id, found]) => onlyOne(id, found)))
}

/** `*` and `?` as in a shell, over the names of batches and, in those that do not fit, of their files. */
export async function selectByPattern(attachment: Attachment, pattern: string): Promise<Selection> {
  const fits = createPattern(pattern)
  const chosen: Candidate[] = []
  for await (const { batch } of eachBatch(attachment, 'all')) {
    if (fits(batch.label)) {
      chosen.push({ kind: 'batch', id: batch.id })
      continue
    }
    for await (const transfer of eachTransfer(attachment, { batchId: batch.id, view: 'all' }))
      if (fits(transfer.target.name) || fits(transferName(transfer)))
        chosen.push({ kind: 'transfer', id: transfer.id })
  }
  if (chosen.length === 0)
    throw new UsageError(`Nothing on the list is called “${repeatable(pattern)}”. ${listHint}`)
  return toSelection(chosen)
}

interface Candidate {
  readonly kind: 'batch' | 'transfer'
  readonly id: string
}

async function* eachCandidate(attachment: Attachment): AsyncGenerator<Candidate> {
  const batchIds: string[] = []
  for await (const { batch } of eachBatch(attachment, 'all')) {
    batchIds.push(batch.id)
    yield { kind: 'batch', id: batch.id }
  }
  for (const batchId of batchIds)
    for await (const { id } of eachTransfer(attachment, { batchId, view: 'all' }))
      yield { kind: 'transfer', id }
}

function onlyOne(id: string, found: readonly Candidate[]): Candidate {
  const [first, ...others] = found
  if (first === undefined) throw new UsageError(`There is no ${repeatable(id)} on the list. ${listHint}`)
  if (others.length > 0) {
    const names = found.slice(0, mostNamed).map((one) => one.id)
    throw new UsageError(
      `“${repeatable(id)}” fits several: ${names.join(', ')}. Write more of the one you mean.`,
    )
  }
  return first
}

function toSelection(chosen: readonly Candidate[]): Selection {
  const idsOf = (wanted: Candidate['kind']) =>
    chosen.filter(({ kind }) => kind === wanted).map(({ id }) => id)
  return { batchIds: idsOf('batch'), transferIds: idsOf('transfer') }
}

/** Upper and lower case are the same; everything but `*` and `?` stands for itself. */
export function createPattern(pattern: string): (name: string) => boolean {
  const parts = pattern.split(/([*?])/).map((part) => {
    if (part === '*') return '.*'
    return part === '?' ? '.' : part.replace(/[\\^$.|+()[\]{}]/g, '\\$&')
  })
  const expression = new RegExp(`^${parts.join('')}$`, 'isu')
  return (name) => expression.test(name)
}

export function describeBatch({ batch }: LocalBatch): string {
  return `${shortId(batch.id)} (${batch.label})`
}
