// What somebody who helps needs to know, in one zip: versions, settings, figures of the queue, failures, the log. Nothing
// that opens anything, and no names of files: those are nobody's business. Nothing is ever sent anywhere by itself.

import { readFile } from 'node:fs/promises'
import { homedir, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { redact } from '../../core/cloudreve/redact.ts'
import type { Engine } from '../../core/engine-api.ts'
import type { Transfer } from '../../core/model/transfer.ts'
import type { HostView } from '../../contract/views.ts'
import { logFiles } from '../file-logger.ts'
import { toSettingsView } from '../rows.ts'
import { zipOf, type ZippedFile } from './zip.ts'

type Asked = Pick<Engine, 'accounts' | 'queue' | 'settings'>

export interface DiagnosticsParts {
  /** Absent where none could be opened: then the log and the versions have to do. */
  readonly engine?: Asked
  /** Why there is none. */
  readonly trouble?: string
  readonly host: HostView
  readonly profile: string
  readonly now: Date
}

/** Transfers that are told one by one; the others are counted. */
const mostTransfers = 200

export async function collectDiagnostics(parts: DiagnosticsParts): Promise<Buffer> {
  const { engine, trouble, host, profile, now } = parts
  const clean = cleaner(profile)
  const json = (value: unknown) => clean(JSON.stringify(value, undefined, 2))
  const files: ZippedFile[] = [
    { name: 'README.txt', content: readme },
    { name: 'about.json', content: json({ at: now.toISOString(), host, trouble, ...machine() }) },
  ]
  if (engine !== undefined) {
    files.push(
      { name: 'settings.json', content: json(settingsOf(engine)) },
      { name: 'accounts.json', content: json(accountsOf(engine)) },
      { name: 'queue.json', content: json(queueOf(engine)) },
    )
  }
  for (const name of logFiles) {
    const text = await readFile(join(profile, 'log', name), 'utf8').catch(() => undefined)
    if (text !== undefined) files.push({ name: `log/${name}`, content: clean(text) })
  }
  return zipOf(files, now)
}

export function diagnosticsName(now: Date): string {
  return `reverie-diagnostics-${now.toISOString().slice(0, 19).replace(/[:T]/g, '-')}.zip`
}

/** The log was redacted when it was written; once more costs nothing. Home folders name people. */
function cleaner(profile: string): (text: string) => string {
  const home = homedir()
  const folders: readonly (readonly [string, string])[] = [
    [profile, '<profile>'],
    [home, '~'],
  ]
  return (text) => {
    const plain = redact(text)
    return folders.reduce(
      // In JSON a backslash of Windows is written twice.
      (left, [folder, word]) =>
        folder === '' || folder === '/'
          ? left
          : left.replaceAll(folder, word).replaceAll(folder.replaceAll('\\', '\\\\'), word),
      plain,
    )
  }
}

function machine() {
  const { node, electron, chrome } = process.versions as Record<string, string | undefined>
  return {
    versions: { node, electron, chrome },
    system: { platform: process.platform, arch: process.arch, release: release(), memory: totalmem() },
    process: { uptimeSeconds: Math.round(process.uptime()), memory: process.memoryUsage() },
  }
}

function settingsOf({ settings }: Asked) {
  const { accountSpeedLimits, ...view } = toSettingsView(settings.read())
  return { ...view, accountSpeedLimits: Object.values(accountSpeedLimits) }
}

function accountsOf({ accounts }: Asked) {
  return accounts.list().map(({ site, kind, health }) => ({ site, kind, health }))
}

function queueOf({ queue }: Asked) {
  const { batches, total } = queue.batches({ view: 'all', offset: 0, limit: 100 })
  const transfers = batches.flatMap(({ batch, single }) =>
    single === undefined
      ? queue.transfers({ batchId: batch.id, view: 'all', offset: 0, limit: 50 }).transfers
      : [single],
  )
  const { byState, bytesLeft, bytesPerSecond, holds } = queue.totals()
  return {
    totals: { byState, bytesLeft, bytesPerSecond, batches: total },
    holds: holds.map(({ cause, failure, transfers: count }) => ({ scope: cause.scope, failure, count })),
    batches: batches.map(({ batch, counts }) => ({
      roots: batch.roots.length,
      walk: batch.walk,
      byState: counts.byState,
      bytesTotal: counts.bytesTotal,
      conflict: batch.conflict,
      archive: batch.archive,
    })),
    transfers: transfers.slice(0, mostTransfers).map(transferOf),
  }
}

function transferOf({ state, source, target, bytesDone, changedAtMs }: Transfer) {
  return {
    extension: /\.([A-Za-z0-9]{1,10})$/.exec(target.name)?.[1] ?? '',
    nameLength: target.name.length,
    depth: target.folders.length,
    sizeBytes: source.sizeBytes,
    bytesDone,
    changedAtMs,
    state: state.kind,
    ...('failure' in state ? { failure: state.failure } : {}),
  }
}

const readme = `What Reverie knows about itself, for whoever helps you.

Inside: versions of the program and the system, the settings, the addresses of your
sites (without names, passwords or tokens), figures and failures of the queue without
names of files, and the log with secrets taken out. Have a look before you pass it on.

Reverie sends nothing anywhere by itself: there is no telemetry.
`
