// `reverie sync watch`: pairs are kept in step until Ctrl-C, by this process or by the Reverie that runs the profile
// already, and what happens to them is told.

import type { PairView } from '../../contract/sync-views.ts'
import { ask, type Attachment } from '../attach/attachment.ts'
import type { Cli } from '../cli.ts'
import type { ExitCode } from '../exit-code.ts'
import { choosePairs, listPairs } from './choose-pairs.ts'
import { pairEvent, pairLine } from './pair-lines.ts'
import { interrupted } from './run-pairs.ts'

/** Ends by an interruption only, or with the host. */
export async function watchPairs(
  cli: Cli,
  attachment: Attachment,
  names: readonly string[],
): Promise<ExitCode> {
  const chosen = new Set((await choosePairs(attachment, names)).map(({ id }) => id))
  attachment.start()
  await ask(attachment, 'sync.keep', {})
  const told = new Map<string, string>()
  let wake: () => void = () => undefined
  let dirty = true
  const touch = () => {
    dirty = true
    wake()
  }
  const stop = attachment.bridge.on('sync.changed', touch)
  void attachment.ended.then(touch)
  try {
    for (;;) {
      if (!dirty) await interrupted(cli, new Promise<void>((resolve) => (wake = resolve)))
      dirty = false
      const pairs = (await listPairs(attachment)).filter(({ id }) => names.length === 0 || chosen.has(id))
      show(cli, pairs, told)
    }
  } finally {
    stop()
    cli.output.draw([])
  }
}

function show({ output }: Cli, pairs: readonly PairView[], told: Map<string, string>): void {
  if (output.drawing) {
    output.draw(
      pairs.length === 0
        ? [{ text: 'There are no pairs. “reverie sync add” makes one.' }]
        : pairs.map((pair) => ({ text: pairLine(pair) })),
    )
    return
  }
  for (const pair of pairs) {
    const event = pairEvent(pair)
    // Figures that run are for a terminal.
    const text = JSON.stringify({ ...event, files: 0, bytes: 0 })
    if (told.get(pair.id) === text) continue
    told.set(pair.id, text)
    output.emit(event)
    output.result(pairLine(pair))
  }
}
