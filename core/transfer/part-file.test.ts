// What a part file keeps of a datasync that failed: a second one that ends well proves nothing.

import { expect, it } from 'vitest'
import type { DiskFile } from '../ports/disk.ts'
import { closePartFile, keepSyncFault } from './part-file.ts'

it('after a datasync failed no later one makes the part trusted by its stamp', async () => {
  const answers = [Promise.reject(new Error('EIO')), Promise.resolve()]
  const stamps: (string | undefined)[] = []
  let closed = 0
  const file = keepSyncFault({
    datasync: () => answers.shift() ?? Promise.resolve(),
    stat: () => Promise.resolve({ stamp: 'as it is' }),
    close: () => Promise.resolve(void closed++),
  } as unknown as DiskFile)
  await expect(file.datasync()).rejects.toThrow('EIO')
  const resumePoints = { saveStamp: (_id: string, stamp: string | undefined) => void stamps.push(stamp) }
  await closePartFile({ resumePoints } as unknown as Parameters<typeof closePartFile>[0], 'a', file)
  expect({ stamps, closed }).toEqual({ stamps: [undefined], closed: 1 })
})
