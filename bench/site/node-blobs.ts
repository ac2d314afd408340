// The stand-in for nginx: a Node server in a process of its own, reading files in large pieces. Slower than nginx, so that
// the report names it; both contenders of a round always meet the same one.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSent } from './blob-server.ts'
import type { BlobServer, BlobServerOptions, Temper } from './blob-server.ts'

export async function startNodeBlobs(options: BlobServerOptions): Promise<BlobServer> {
  const log = join(options.root, 'sent.log')
  const child = fork(new URL('./node-blobs-process.ts', import.meta.url), [
    JSON.stringify({ ...options, log }),
  ])
  const ended = once(child, 'exit')
  const [first] = (await Promise.race([
    once(child, 'message'),
    ended.then(() => Promise.reject(new Error('the server of the bytes ended'))),
  ])) as [Record<Temper, string>]
  return {
    name: `a Node server (${process.version}); nginx is not installed`,
    origins: first,
    requests: async () => Number(await (await fetch(`${first.plain}/requests`)).text()),
    sent: async () => parseSent(await readFile(log, 'utf8')),
    close: async () => {
      child.disconnect()
      await ended
    },
  }
}
