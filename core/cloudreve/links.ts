// Signed links for any number of URIs: splits what is too much for one call and finds out why a slot stayed empty
// (cloudreve-api.md section 5). Links are bearer secrets: they are returned and forgotten.
//
//   one URI, archive, redirect ─> one call without skip_error
//   several ─> chunks of the site's batch size ─ 40074 ─> half of it from there on
//           └ skipError: empty slots are asked for again one by one, without skip_error, to learn the reason

import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { LinkReply, LinkRequest } from '../model/link.ts'
import { apiCodes } from './codes.ts'
import { askForLinks, readSlots, requireLinks } from './link-call.ts'
import type { LinkCall, Slot } from './link-call.ts'
import type { Sites } from './site.ts'

/** One request for links, and everything needed to answer it. */
export interface LinkRun extends LinkCall {
  readonly sites: Sites
}

/** Empty slots asked for at the same time. */
const lanes = 4

export async function links(run: LinkRun): Promise<LinkReply> {
  const { request } = run
  checkRequest(request)
  if (request.uris.length === 0) return { slots: [] }
  if (request.redirect === true || request.archive === true || request.uris.length === 1) {
    return { slots: [await askAlone(run, request.uris)] }
  }
  // A URI given twice is asked for once: on a share each asking counts as a download.
  const keys = request.uris.map(formatCloudUri)
  const distinct = new Map(request.uris.map((uri, at) => [keys[at] ?? '', uri]))
  const uris = [...distinct.values()]
  const found = request.skipError === true ? await collect(run, uris) : await askAll(run, uris)
  const slotOf = new Map([...distinct.keys()].map((key, at) => [key, found[at]]))
  return { slots: keys.map((key) => slotOf.get(key) ?? unreachable()) }
}

function unreachable(): never {
  throw fail('illegal-state', 'a link without a slot')
}

function checkRequest(request: LinkRequest): void {
  if (request.redirect === true && (request.uris.length !== 1 || request.archive === true)) {
    throw fail('invalid-request', 'a redirect is for exactly one file and no archive')
  }
  for (const value of [request.contextHint, request.purchaseTicket]) {
    if (value !== undefined && !/^[\x21-\x7e]{1,4096}$/.test(value)) {
      throw fail('invalid-request', 'a header value with characters that no header can hold')
    }
  }
}

/** Several URIs only for an archive. With skipError a refusal becomes the slot; passing trouble is thrown. */
async function askAlone(run: LinkRun, uris: readonly CloudUri[]): Promise<Slot> {
  if (run.request.skipError !== true) return askOne(run, uris)
  const slot = await settle(() => askOne(run, uris))
  if ('failure' in slot && concernsAll(slot.failure)) throw new TransferError(slot.failure)
  return slot
}

async function askOne(run: LinkRun, uris: readonly CloudUri[]): Promise<Slot> {
  const reply = await askForLinks(run, uris, false)
  const [slot] = requireLinks(reply, readSlots(run, reply, uris))
  return slot ?? unreachable()
}

async function askAll(run: LinkRun, uris: readonly CloudUri[]): Promise<Slot[]> {
  const slots: Slot[] = []
  for await (const { reply, chunk } of inChunks(run, uris, false)) {
    slots.push(...requireLinks(reply, readSlots(run, reply, chunk)))
  }
  return slots
}

async function* inChunks(run: LinkRun, uris: readonly CloudUri[], skipError: boolean) {
  const site = run.sessions.siteOf(run.account)
  let at = 0
  while (at < uris.length) {
    const size = await run.sites.maxBatchSize(site, run.signal)
    const chunk = uris.slice(at, at + size)
    const reply = await askForLinks(run, chunk, skipError)
    if (reply.code === apiCodes.batchTooLarge && chunk.length > 1) {
      run.sites.lowerBatchSize(site, Math.ceil(chunk.length / 2))
      continue
    }
    yield { reply, chunk, at }
    at += chunk.length
  }
}

/** What was asked, and beside each the answer so far. */
interface Answers {
  readonly uris: readonly CloudUri[]
  readonly slots: (Slot | undefined)[]
}

/** With skip_error: a slot for every URI. A link once given is never lost to a failure that comes after it. */
async function collect(run: LinkRun, uris: readonly CloudUri[]): Promise<(Slot | undefined)[]> {
  const slots = new Array<Slot | undefined>(uris.length).fill(undefined)
  const trouble = await fillByBatch(run, { uris, slots })
  if (trouble !== undefined && slots.every((slot) => slot === undefined)) throw new TransferError(trouble)
  if (trouble !== undefined) fillEmpty(slots, trouble)
  const empty = emptyOf(slots)
  const [first] = empty
  if (first === undefined) return slots
  await fillOneByOne(run, { uris, slots }, [first])
  const found = slots[first]
  // The first one works alone: the batch met an expired token, which shows only as empty slots (section 5).
  if (found !== undefined && 'link' in found) await fillOnceMore(run, { uris, slots })
  await fillOneByOne(run, { uris, slots }, emptyOf(slots))
  return slots
}

async function fillOnceMore(run: LinkRun, { uris, slots }: Answers): Promise<void> {
  const empty = emptyOf(slots)
  const again = empty.map((): Slot | undefined => undefined)
  const trouble = await fillByBatch(run, { uris: pick(uris, empty), slots: again })
  if (trouble !== undefined) fillEmpty(again, trouble)
  empty.forEach((at, place) => {
    slots[at] = again[place]
  })
}

/** Resolves with what stopped it, if anything did. */
async function fillByBatch(run: LinkRun, { uris, slots }: Answers): Promise<Failure | undefined> {
  try {
    for await (const { reply, chunk, at } of inChunks(run, uris, true)) {
      // One URI the server cannot read fails its whole chunk: each is asked for alone then.
      if (reply.code === apiCodes.invalidParameter) continue
      readSlots(run, reply, chunk).forEach((slot, place) => {
        slots[at + place] = slot
      })
    }
    return undefined
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    return error.failure
  }
}

async function fillOneByOne(run: LinkRun, answers: Answers, wanted: readonly number[]): Promise<void> {
  const { uris, slots } = answers
  const waiting = [...wanted]
  let trouble: Failure | undefined
  const lane = async (): Promise<void> => {
    for (const at of takeFrom(waiting)) {
      const ask = () => settle(() => askOne(run, pick(uris, [at])))
      const slot: Slot = trouble === undefined ? await ask() : { failure: trouble }
      if ('failure' in slot && concernsAll(slot.failure)) trouble = slot.failure
      slots[at] = slot
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

/** Takes one after the other off a list that several lanes share. */
function* takeFrom(waiting: number[]): Generator<number> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) yield next
}

function emptyOf(slots: readonly (Slot | undefined)[]): number[] {
  return [...slots.keys()].filter((at) => slots[at] === undefined)
}

function fillEmpty(slots: (Slot | undefined)[], failure: Failure): void {
  for (const at of emptyOf(slots)) slots[at] = { failure }
}

function pick(uris: readonly CloudUri[], places: readonly number[]): CloudUri[] {
  return places.map((at) => uris[at]).filter((uri) => uri !== undefined)
}

async function settle(ask: () => Promise<Slot>): Promise<Slot> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof TransferError)) throw error
    return { failure: error.failure }
  }
}

/** Trouble of the connection, the site or the account, not of one item; a lock (40073) is the item's own. */
function concernsAll(failure: Failure): boolean {
  return failure.code !== apiCodes.lockConflict && ['retry', 'hold', 'bug'].includes(failure.remedy)
}
