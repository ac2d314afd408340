// The fake Cloudreve in a process of its own, so that it takes no time from whoever is measured. Signs, lists and counts;
// the bytes come from the blob server.

import { startFakeCloudreve } from '../../testing/fake-cloudreve/index.ts'
import type { FakeSettings } from '../../testing/fake-cloudreve/index.ts'

export type FakeCall =
  | { readonly call: 'files'; readonly files: readonly { path: string; sizeBytes: number }[] }
  | { readonly call: 'settings'; readonly settings: Partial<FakeSettings> }
  | { readonly call: 'count' }

const fake = await startFakeCloudreve({ settings: { linkOrigin: 'storage' } })
// The records themselves are kept by the fake for its newest requests only.
let requests = 0
fake.faults.add({
  on: 'any',
  times: Infinity,
  path: () => {
    requests += 1
    return false
  },
  fault: { name: 'counted' },
})

function answer(asked: FakeCall): number {
  switch (asked.call) {
    case 'files':
      for (const { path, sizeBytes } of asked.files) fake.tree.addFile(path, { sizeBytes })
      return asked.files.length
    case 'settings':
      Object.assign(fake.settings, asked.settings)
      return 0
    case 'count':
      return requests
  }
}

process.on('message', (message) => {
  const { id, asked } = message as { id: number; asked: FakeCall }
  process.send?.({ id, value: answer(asked) })
})
const { email, password } = fake.user
process.send?.({ url: fake.url, user: { email, password } })
process.once('disconnect', () => process.exit(0))
