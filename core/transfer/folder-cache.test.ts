import { expect, it } from 'vitest'
import { createManualClock } from '../../testing/engine/manual-clock.ts'
import { createNodeDisk } from '../ports/node-disk.ts'
import { createFolderCache } from './folder-cache.ts'

it('a folder that cannot be read is a failure of who asks for its names, and of nobody who has put a file there', async () => {
  const tooMany = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' })
  const entries = () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(tooMany) }) })
  const cache = createFolderCache({ ...createNodeDisk(), entries }, createManualClock())
  const asked = cache.isFree('/somewhere', 'a.txt')
  // Nobody waits for this one: a rejection would end the process.
  cache.took('/somewhere', 'b.txt')
  await expect(asked).rejects.toThrow('EMFILE')
})
