// A pair of folders as the bench measures it: one whole run, or one change on the site until it is on the disk.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as passing } from 'node:timers/promises'
import type { Engine } from '../../core/engine-api.ts'
import { parseCloudUri } from '../../core/model/cloud-uri.ts'
import type { PlanTotals } from '../../core/model/sync.ts'
import { openEngine } from './open-engine.ts'
import type { EngineOrder } from './open-engine.ts'

export interface SyncOrder extends EngineOrder {
  /** A folder of the drive; it is kept in step with the target. */
  readonly path: string
}

export interface SyncRunFigures {
  readonly runMs: number
  readonly totals: PlanTotals
  /** How late the event loop came to a timer at worst. */
  readonly latestMs: number
}

/** One run that agrees to whatever its plan says. */
export async function syncRun(order: SyncOrder): Promise<SyncRunFigures> {
  const { engine, accountId } = await openEngine(order)
  const pairId = await pairOf(engine, order, accountId)
  engine.start({ onlyBatches: true })
  const loop = watchLoop()
  const begun = performance.now()
  const end = await engine.sync.run(pairId, { agree: 'everything' })
  const runMs = performance.now() - begun
  const latestMs = loop.end()
  await engine.close()
  if (end.kind !== 'done' || end.problems.length > 0)
    throw new Error(`the run did not end well: ${JSON.stringify(end)}`)
  return { runMs, totals: end.plan.totals, latestMs }
}

export interface SyncFollowOrder extends SyncOrder {
  /** Copied into the pair's folder, so that it comes with bytes. */
  readonly copy: string
}

export interface SyncFollowFigures {
  /** From the site's answer until the file has its name on the disk. */
  readonly seenMs: number
}

export async function syncFollow(order: SyncFollowOrder): Promise<SyncFollowFigures> {
  const { engine, accountId } = await openEngine(order)
  const pairId = await pairOf(engine, order, accountId)
  engine.start()
  await until(() => {
    const snapshot = engine.sync.pair(pairId)
    return snapshot?.told === true && snapshot.state.kind === 'in-step'
  })
  // What the stream's own first word asks for is over as well.
  await passing(settledMs)
  await until(() => engine.sync.pair(pairId)?.state.kind === 'in-step')
  await copyOnSite(order)
  const begun = performance.now()
  const place = join(order.target, order.copy.slice(order.copy.lastIndexOf('/') + 1))
  await until(() => existsSync(place))
  const seenMs = performance.now() - begun
  await engine.close()
  return { seenMs }
}

const settledMs = 4_000
const lookMs = 5
const longestMs = 240_000

async function until(isSo: () => boolean): Promise<void> {
  for (const begun = performance.now(); !isSo(); await passing(lookMs))
    if (performance.now() - begun > longestMs) throw new Error('what was waited for did not come')
}

/** By plain requests of somebody else: an engine is not told of its own changes. */
async function copyOnSite({ site, email, password, copy, path }: SyncFollowOrder): Promise<void> {
  const post = async (route: string, body: unknown, token?: string) => {
    const headers = {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    }
    const reply = await fetch(`${site}/api/v4${route}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    const answer = (await reply.json()) as { code: number; data?: { token?: { access_token: string } } }
    if (answer.code !== 0) throw new Error(`the site refused ${route}: ${JSON.stringify(answer)}`)
    return answer.data?.token?.access_token
  }
  const token = await post('/session/token', { email, password })
  await post(
    '/file/move',
    { uris: [`cloudreve://my${copy}`], dst: `cloudreve://my${path}`, copy: true },
    token,
  )
}

async function pairOf(engine: Engine, order: SyncOrder, accountId: string): Promise<string> {
  const [known] = engine.sync.pairs()
  if (known !== undefined) return known.pair.id
  const remote = parseCloudUri(`cloudreve://my${order.path}`)?.uri
  if (remote === undefined) throw new Error(`not a path: ${order.path}`)
  const pair = await engine.sync.add({ accountId, remote, localRoot: order.target, mode: 'mirror' })
  return pair.id
}

function watchLoop(): { end(): number } {
  let latestMs = 0
  let due = performance.now() + tickMs
  const timer = setInterval(() => {
    latestMs = Math.max(latestMs, performance.now() - due)
    due = performance.now() + tickMs
  }, tickMs)
  return {
    end: () => {
      clearInterval(timer)
      return latestMs
    },
  }
}

const tickMs = 20
