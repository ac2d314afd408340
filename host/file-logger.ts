// Diagnostic lines into one file per profile: a JSON object a line, redacted, rotated at a size, one old file kept.

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { redact } from '../core/cloudreve/redact.ts'
import type { Logger, LogLevel } from '../core/ports/logger.ts'

const capBytes = 2 * 1_048_576
const currentName = 'reverie.log'
const oldName = 'reverie.old.log'
/** The files of a log folder, the newest first. */
export const logFiles = [currentName, oldName] as const

const weights: Record<LogLevel, number> = { debug: 0, info: 1, warn: 2, error: 3 }

export interface FileLoggerOptions {
  readonly level?: LogLevel
  readonly now?: () => Date
}

export function createFileLogger(
  folder: string,
  { level = 'info', now = () => new Date() }: FileLoggerOptions = {},
): Logger {
  const path = join(folder, currentName)
  let ready = false
  let size = 0

  const prepare = () => {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
    ready = true
  }
  return {
    log: (lineLevel, message, facts = {}) => {
      if (weights[lineLevel] < weights[level]) return
      const line = `${JSON.stringify({ at: now().toISOString(), level: lineLevel, ...safeFacts({ message, ...facts }) })}\n`
      try {
        if (!ready) prepare()
        if (size > capBytes) {
          renameSync(path, join(folder, oldName))
          size = 0
        }
        appendFileSync(path, line, { mode: 0o600 })
        size += Buffer.byteLength(line)
      } catch {
        // A full or read-only disk must not stop a download because its diary cannot be written.
        ready = false
      }
    },
  }
}

type Facts = Readonly<Record<string, string | number | boolean>>

/** Value by value, before JSON escapes the quotes and slashes that the rules go by; a name may tell a secret as well. */
function safeFacts(facts: Facts): Facts {
  const safe = Object.entries(facts).map(([name, value]): [string, Facts[string]] => {
    if (typeof value !== 'string') return [name, value]
    const prefix = `"${name}":"`
    const named = redact(`${prefix}x"`).slice(prefix.length, -1)
    return [name, named === 'x' ? redact(value) : named]
  })
  return Object.fromEntries<Facts[string]>(safe)
}
