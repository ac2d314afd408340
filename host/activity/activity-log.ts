// Keeps what happened: in memory, the newest first, and in one small file of the profile. A file that cannot be written
// costs the memory of past days and nothing else.

import { readFile } from 'node:fs/promises'
import type { ActivityView } from '../../contract/desktop-treaty.ts'
import type { Disposer } from '../../core/engine-api.ts'
import { mostEntries, type ActivityEntry, type ActivityEvent } from '../../core/model/activity.ts'
import type { Logger } from '../../core/ports/logger.ts'
import { writeSecretFile } from '../secret-file.ts'
import { parseEntries } from './entry-shape.ts'

export interface ActivityLog {
  add(event: ActivityEvent): void
  view(): ActivityView
  markSeen(): void
  clear(): void
  onAdded(listener: (entry: ActivityEntry) => void): Disposer
  onChanged(listener: (unseen: number) => void): Disposer
  /** Resolves when everything said so far is in the file, or could not be. */
  close(): Promise<void>
}

export interface ActivityLogParts {
  readonly path: string
  readonly now: () => number
  readonly uuid: () => string
  readonly logger: Logger
}

export async function openActivityLog({ path, now, uuid, logger }: ActivityLogParts): Promise<ActivityLog> {
  const added = new Set<(entry: ActivityEntry) => void>()
  const changed = new Set<(unseen: number) => void>()
  let entries = await readEntries(path)
  const unseen = () => entries.filter(({ seen }) => !seen).length
  const write = createWriter(path, logger)

  const change = (next: readonly ActivityEntry[]) => {
    entries = next
    void write(entries)
    for (const listener of [...changed]) listener(unseen())
  }
  return {
    add: (event) => {
      const entry: ActivityEntry = { ...event, id: uuid(), atMs: now(), seen: false }
      change([entry, ...entries].slice(0, mostEntries))
      for (const listener of [...added]) listener(entry)
    },
    view: () => ({ entries, unseen: unseen() }),
    markSeen: () => {
      if (unseen() > 0) change(entries.map((entry) => ({ ...entry, seen: true })))
    },
    clear: () => {
      if (entries.length > 0) change([])
    },
    onAdded: (listener) => {
      added.add(listener)
      return () => void added.delete(listener)
    },
    onChanged: (listener) => {
      changed.add(listener)
      return () => void changed.delete(listener)
    },
    close: () => write(undefined),
  }
}

/** One write at a time, and of what came meanwhile only the last. With undefined it only waits. */
function createWriter(path: string, logger: Logger) {
  let waiting: readonly ActivityEntry[] | undefined
  let under: Promise<void> | undefined
  const turn = async () => {
    while (waiting !== undefined) {
      const content = JSON.stringify({ version: 1, entries: waiting })
      waiting = undefined
      await writeSecretFile(path, content).catch((error: unknown) =>
        logger.log('warn', 'what happened could not be written down', { reason: String(error) }),
      )
    }
    under = undefined
  }
  return (entries: readonly ActivityEntry[] | undefined): Promise<void> => {
    waiting = entries ?? waiting
    if (waiting !== undefined) under ??= turn()
    return under ?? Promise.resolve()
  }
}

async function readEntries(path: string): Promise<readonly ActivityEntry[]> {
  try {
    const stored = JSON.parse(await readFile(path, 'utf8')) as { entries?: unknown } | null
    return parseEntries(stored?.entries)
  } catch {
    // Not there yet, or damaged: past days are no reason not to start.
    return []
  }
}
