// Runs before the main process of the legacy test build: what Node 16 lacks of the Node 24 that the product uses.

import './shared.ts'
import { Blob } from 'node:buffer'
import { execFile } from 'node:child_process'
import { webcrypto } from 'node:crypto'
import events from 'node:events'
import fs from 'node:fs/promises'
import os from 'node:os'
import { ReadableStream, TransformStream, WritableStream } from 'node:stream/web'
import { promisify } from 'node:util'
import zlib from 'node:zlib'

class NodeCustomEvent extends Event {
  readonly detail: unknown

  constructor(type: string, options: { detail?: unknown } = {}) {
    super(type)
    this.detail = options.detail ?? null
  }
}

/** Free space by `df`, in the fields that the product reads. */
async function statfs(path: string): Promise<{ bsize: number; blocks: number; bavail: number }> {
  const { stdout } = await promisify(execFile)('df', ['-Pk', path])
  const [, blocks, , bavail] = (stdout.trim().split('\n')[1] ?? '').split(/\s+/)
  return { bsize: 1024, blocks: Number(blocks), bavail: Number(bavail) }
}

/** The sum of zip archives (ISO 3309), bit by bit: slow, and enough for tests. */
function crc32(data: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of data) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

function addAbortListener(signal: AbortSignal, listener: () => void): Disposable {
  if (signal.aborted) queueMicrotask(listener)
  else signal.addEventListener('abort', listener, { once: true })
  return { [Symbol.dispose]: () => signal.removeEventListener('abort', listener) }
}

function addWhereMissing(owner: object, additions: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(additions)) {
    if (!(name in owner)) Object.defineProperty(owner, name, { value, configurable: true, writable: true })
  }
}

/** Only asked for by `instanceof`: nobody here makes one. */
class FormData {}
class Response {}

addWhereMissing(globalThis, { Blob, CustomEvent: NodeCustomEvent, FormData, Response })
addWhereMissing(globalThis, { crypto: webcrypto, ReadableStream, WritableStream, TransformStream })
addWhereMissing(events, { addAbortListener })
addWhereMissing(fs, { statfs })
addWhereMissing(zlib, { crc32 })
addWhereMissing(os, { availableParallelism: () => os.cpus().length })
