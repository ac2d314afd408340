// `reverie queue list --watch`: the list as it changes, redrawn on a terminal, one object per change with --json. It never
// runs the queue itself: where nobody does, it waits for somebody.

import type { LocalBatch } from '../../contract/local.ts'
import type { QueueView } from '../../contract/views.ts'
import { systemClock } from '../../core/ports/system-clock.ts'
import { HostGone, type Attachment } from '../attach/attachment.ts'
import { attachOnly, withAttachment } from '../attach/open-attachment.ts'
import type { Cli } from '../cli.ts'
import { exitCodes, type ExitCode } from '../exit-code.ts'
import { eachBatch } from './queue-pages.ts'
import { batchEvent, batchLine } from './queue-rows.ts'

/** Also the longest time until a Reverie that was started meanwhile is noticed. */
const pauseMs = 500

interface Watching {
  readonly cli: Cli
  readonly view: QueueView
  /** What was told of each batch last, as text. */
  readonly told: Map<string, string>
}

/** Ends with 0 when it is interrupted: that is its regular end. */
export async function watchQueue(cli: Cli, view: QueueView): Promise<ExitCode> {
  const watching: Watching = { cli, view, told: new Map() }
  const stopped = new Promise<'stopped'>((resolve) => cli.interruption.onInterrupt(() => resolve('stopped')))
  await withAttachment({ profile: cli.profile, face: 'queue' }, (attachment) => show(watching, attachment))
  for (;;) {
    const attachment = await attachOnly(cli.profile)
    const end = attachment === undefined ? pause() : followHost(watching, attachment)
    if ((await Promise.race([stopped, end])) === 'stopped') {
      await attachment?.close()
      cli.output.draw([])
      return exitCodes.done
    }
  }
}

function pause(): Promise<'paused'> {
  return new Promise((resolve) => systemClock.after(pauseMs, () => resolve('paused')))
}

/** Resolves when the host is gone, however it went. */
async function followHost(watching: Watching, attachment: Attachment): Promise<'gone'> {
  let dirty = true
  let wake: () => void = () => undefined
  const touch = () => {
    dirty = true
    wake()
  }
  const gone = attachment.ended.then(touch)
  attachment.bridge.on('queue.changed', touch)
  attachment.bridge.on('queue.progress', touch)
  try {
    while (attachment.end() === undefined) {
      if (!dirty) await new Promise<void>((resolve) => (wake = resolve))
      dirty = false
      if (attachment.end() === undefined) await show(watching, attachment)
    }
    await gone
  } catch (error) {
    if (!(error instanceof HostGone)) throw error
  }
  return 'gone'
}

async function show({ cli, view, told }: Watching, attachment: Attachment): Promise<void> {
  const { output } = cli
  const isIdle = attachment.host === undefined
  const lines: { text: string }[] = []
  const present = new Set<string>()
  for await (const batch of eachBatch(attachment, view)) {
    present.add(batch.batch.id)
    if (lines.length < output.rows) lines.push({ text: batchLine(batch, isIdle) })
    tellChange({ cli, view, told }, batch, isIdle)
  }
  for (const id of [...told.keys()]) {
    if (present.has(id)) continue
    told.delete(id)
    output.emit({ event: 'gone', id })
  }
  if (output.drawing) output.draw(lines.length === 0 ? [{ text: 'The list is empty.' }] : lines)
}

function tellChange({ cli, told }: Watching, batch: LocalBatch, isIdle: boolean): void {
  const event = batchEvent(batch, isIdle)
  const text = JSON.stringify(event)
  if (told.get(event.id) === text) return
  told.set(event.id, text)
  cli.output.emit(event)
  if (!cli.output.drawing) cli.output.result(batchLine(batch, isIdle))
}
