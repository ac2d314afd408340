// Signed links for any number of URIs: splits what is too much for one call and finds out why a slot stayed empty
// (cloudreve-api.md section 5). Links are bearer secrets: they are returned and forgotten.
//
//   one URI, archive, redirect ─> one call without skip_error
//   several ─> chunks of the site's batch size ─ 40074 ─> half of it from there on
//           └ skipError: empty slots are asked for again one by one, without skip_error, to learn the reason

import type { Account } from '../model/account.ts'
import { formatCloudUri } from '../model/cloud-uri.ts'
import type { CloudUri } from '../model/cloud-uri.ts'
import { TransferError, fail } from '../model/failure.ts'
import type { Failure } from '../model/failure.ts'
import type { LinkReply, LinkRequest } from '../model/link.ts'
import { apiCodes } from './codes.ts'
import { askForLinks, readSlots, requireLinks } from './link-call.ts'
import type { LinkCall, Slot } from './link-call.ts'
import type { Sessions } from './sessions.ts'
import type { Sites } from './site.ts'
import type { Credentials } from './tokens.ts'

export interface LinkParts {
  readonly sessions: Sessions
  readonly sites: Sites
  readonly credentials: Credentials
}

interface Run extends LinkCall {
  readonly sites: Sites
}

/** Empty slots asked for at the same time. */
const lanes = 4

export async function links(
  parts: LinkParts,
  account: Account,
  request: LinkRequest,
  signal?: AbortSignal,
): Promise<LinkReply> {
  checkRequest(request)
  if (request.uris.length === 0) return { slots: [] }
  const run: Run = { ...parts, account, request, signal }
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
async function askAlone(run: Run, uris: readonly CloudUri[]): Promise<Slot> {
  if (run.request.skipError !== true) return askOne(run, uris)
  const slot = await settle(() => askOne(run, uris))
  if ('failure' in slot && concernsAll(slot.failure)) throw new TransferError(slot.failure)
  return slot
}

async function askOne(run: Run, uris: readonly CloudUri[]): Promise<Slot> {
  const reply = await askForLinks(run, uris, false)
  const [slot] = requireLinks(reply, readSlots(run, reply, uris))
  return slot ?? unreachable()
}

async function askAll(run: Run, uris: readonly CloudUri[]): Promise<Slot[]> {
  const slots: Slot[] = []
  for await (const { reply, chunk } of inChunks(run, uris, false)) {
    slots.push(...requireLinks(reply, readSlots(run, reply, chunk)))
  }
  return slots
}

async function* inChunks(run: Run, uris: readonly CloudUri[], skipError: boolean) {
  const { site } = run.account
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

/** With skip_error: a slot for every URI. A link once given is never lost to a failure that comes after it. */
async function collect(run: Run, uris: readonly CloudUri[]): Promise<(Slot | undefined)[]> {
  const slots = new Array<Slot | undefined>(uris.length).fill(undefined)
  await fillByBatch(run, uris, slots)
  const empty = emptyOf(slots)
  const [first] = empty
  if (first === undefined) return slots
  await fillOneByOne(run, uris, slots, [first])
  // The first one works alone: the batch met an expired token, which shows only as empty slots (section 5).
  if (slots[first] !== undefined && 'link' in slots[first] && empty.length > 1) {
    const rest = emptyOf(slots)
    const again: (Slot | undefined)[] = rest.map(() => undefined)
    await fillByBatch(run, pick(uris, rest), again)
    rest.forEach((at, place) => {
      slots[at] = again[place]
    })
  }
  await fillOneByOne(run, uris, slots, emptyOf(slots))
  return slots
}

async function fillByBatch(run: Run, uris: readonly CloudUri[], slots: (Slot | undefined)[]): Promise<void> {
  try {
    for await (const { reply, chunk, at } of inChunks(run, uris, true)) {
      // One URI the server cannot read fails its whole chunk: each is asked for alone then.
      if (reply.code === apiCodes.invalidParameter) continue
      readSlots(run, reply, chunk).forEach((slot, place) => {
        slots[at + place] = slot
      })
    }
  } catch (error) {
    if (!(error instanceof TransferError) || slots.every((slot) => slot === undefined)) throw error
    for (const at of emptyOf(slots)) slots[at] = { failure: error.failure }
  }
}

async function fillOneByOne(
  run: Run,
  uris: readonly CloudUri[],
  slots: (Slot | undefined)[],
  wanted: readonly number[],
): Promise<void> {
  const waiting = [...wanted]
  let trouble: Failure | undefined
  const lane = async (): Promise<void> => {
    for (const at of takeFrom(waiting)) {
      const slot =
        trouble === undefined ? await settle(() => askOne(run, pick(uris, [at]))) : { failure: trouble }
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
