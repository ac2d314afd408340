// One `verify` from the opened profile to the exit code: finds the folder and the place on the site, follows the
// verification, and says what it found.

import { realpath, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fail, type Failure } from '../../core/model/failure.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import type { Finding } from '../../core/verify/finding.ts'
import { createRepairs, type Repairs } from '../../core/verify/repair.ts'
import type { RemoteChoice, VerifyEnd, VerifyProgress } from '../../core/verify/verify.ts'
import { openVerifySession, type VerifySession } from '../../host/verify-only.ts'
import type { Cli } from '../cli.ts'
import { exitCodeOf, exitCodes, type ExitCode } from '../exit-code.ts'
import { labelOf } from '../get/add-batches.ts'
import { runGet } from '../get/run-get.ts'
import { prepareTargetFolder } from '../get/target-folder.ts'
import { createParts } from '../parts.ts'
import { resolveRemoteName, type RemoteName } from '../remote-name.ts'
import { ToldFailure } from '../told-failure.ts'
import { Interrupted } from '../usage-error.ts'
import { failureText } from '../words.ts'
import { createReport, type Report } from './report.ts'
import { progressLine } from './sentences.ts'

export interface VerifyWish {
  readonly folder: string
  /** True: where the recorded files came from. */
  readonly remote: RemoteName | true | undefined
  readonly password: string | undefined
  readonly quick: boolean
  /** Fetch again what the site can put right. */
  readonly repair: boolean
  /** Files listed of each kind. */
  readonly listed: number
}

const redrawMs = 100
const repairMaxWaitMs = 600_000

export async function runVerify(cli: Cli, wish: VerifyWish): Promise<ExitCode> {
  const { folder, report, repairs, exitCode } = await lookAtFolder(cli, wish)
  if (!wish.repair || repairs.count() === 0) return exitCode
  const repaired = await repair(cli, { folder, repairs })
  const isRest = report.differences() > repairs.count()
  return repaired === exitCodes.done && isRest ? exitCodes.differences : repaired
}

interface Verified {
  readonly folder: string
  readonly report: Report
  readonly repairs: Repairs
  readonly exitCode: ExitCode
}

async function lookAtFolder(cli: Cli, wish: VerifyWish): Promise<Verified> {
  const beganAtMs = systemClock.monotonic()
  const session = await openVerifySession(createParts({ profile: cli.profile }))
  try {
    const folder = await findFolder(session, wish)
    const remote = await chooseRemote(cli, session, wish)
    const report = createReport(cli.output, { folder, listed: wish.listed })
    const repairs = createRepairs(folder)
    const take = (finding: Finding) => {
      report.add(finding)
      repairs.add(finding)
    }
    const request = { folder, remote, take, quick: wish.quick }
    const { failure, recorded } = await follow(cli, session, request).catch((error: unknown) => {
      // What was found until then is worth as much as before.
      if (report.found() > 0) report.print()
      throw error
    })
    report.print()
    const exitCode = exitCodeFor(report, failure)
    if (failure !== undefined) {
      cli.output.problem(`Part of the site could not be listed. ${failureText(failure)}`)
    }
    cli.output.emit({
      event: 'verified',
      ...{ folder, recorded, repairable: repairs.count() },
      ...{ differences: report.differences(), counts: report.counts(), bytes: report.bytes() },
      seconds: Math.round((systemClock.monotonic() - beganAtMs) / 100) / 10,
      ...(failure === undefined ? {} : { kind: failure.kind, message: failureText(failure) }),
      exitCode,
    })
    return { folder, report, repairs, exitCode }
  } finally {
    session.close()
  }
}

/** A download like any other: it goes on after a crash, in whatever Reverie runs the profile. */
async function repair(
  cli: Cli,
  { folder, repairs }: { folder: string; repairs: Repairs },
): Promise<ExitCode> {
  const groups = repairs.groups().map(({ accountId, roots }) => ({
    ...{ accountId, roots },
    label: labelOf(roots.map(({ place }) => place?.name ?? '')),
  }))
  return runGet(
    cli,
    {
      ...{ names: [], password: undefined, entityId: undefined, archive: false },
      ...{ targetRoot: await prepareTargetFolder(folder), conflict: 'set-aside', maxWaitMs: repairMaxWaitMs },
      ...{ speedLimit: undefined, connections: undefined, after: undefined },
    },
    { groups, missing: [] },
  )
}

/** As it is written, or where that leads: records hold the path that a download was given. */
async function findFolder(session: VerifySession, { folder, remote }: VerifyWish): Promise<string> {
  const written = resolve(folder)
  const isThere = (await stat(written).catch(() => undefined))?.isDirectory() === true
  const real = isThere ? await realpath(written) : written
  const found = [written, real].find((path) => session.recordedBelow(path) > 0)
  if (found !== undefined) return found
  if (isThere && remote !== undefined && remote !== true) return written
  throw new ToldFailure(fail('not-found', isThere ? 'no record' : 'no folder'), {
    happened: isThere
      ? 'Nothing in this folder was downloaded with this profile, so there is nothing to compare it with.'
      : 'There is no such folder, and nothing was downloaded to it.',
    helps: isThere
      ? 'Name the folder that downloads went to, or a folder of the site to compare with: --remote <uri>.'
      : 'Name the folder that downloads went to.',
  })
}

async function chooseRemote(cli: Cli, session: VerifySession, wish: VerifyWish): Promise<RemoteChoice> {
  const { remote: name, password } = wish
  if (name === undefined) return { kind: 'none' }
  if (name === true) return { kind: 'recorded' }
  const { accountId, uri } = await resolveRemoteName(cli, session.accounts, { name, password })
  return { kind: 'tree', accountId, uri }
}

interface Following {
  readonly folder: string
  readonly remote: RemoteChoice
  readonly quick: boolean
  readonly take: (finding: Finding) => void
}

async function follow(
  cli: Cli,
  { verify }: VerifySession,
  { take, ...request }: Following,
): Promise<VerifyEnd> {
  const controller = new AbortController()
  const stopListening = cli.interruption.onInterrupt(() => controller.abort())
  const drawing = createDrawing(cli)
  const run = verify({ ...request, signal: controller.signal, onProgress: drawing.show })
  try {
    for (;;) {
      const next: IteratorResult<Finding, VerifyEnd> = await run.next()
      if (next.done === true) return next.value
      take(next.value)
    }
  } catch (error) {
    drawing.stop()
    throw controller.signal.aborted ? new Interrupted() : error
  } finally {
    drawing.stop()
    if (!cli.interruption.signal.aborted) stopListening()
  }
}

function createDrawing({ output }: Cli): { show(progress: VerifyProgress): void; stop(): void } {
  let cancel: (() => void) | undefined
  let latest: VerifyProgress | undefined
  const draw = () => {
    cancel = undefined
    if (latest !== undefined) output.draw([{ text: progressLine(latest) }])
  }
  return {
    show: (progress) => {
      latest = progress
      if (output.drawing) cancel ??= systemClock.after(redrawMs, draw)
    },
    stop: () => {
      cancel?.()
      cancel = undefined
      if (output.drawing) output.draw([])
    },
  }
}

function exitCodeFor(report: Report, failure: Failure | undefined): ExitCode {
  if (report.differences() > 0) return exitCodes.differences
  return failure === undefined ? exitCodes.done : exitCodeOf(failure.kind)
}
