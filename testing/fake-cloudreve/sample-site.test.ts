// The sample tree is what a real server would accept, at the sizes that were asked for.
import { expect, test } from 'vitest'
import { isLegalName } from './file-uri.ts'
import { startFakeCloudreve } from './index.ts'
import { addSampleFiles, unusualNames } from './sample-site.ts'

test('every unusual name passes the validator, and no two are the same', () => {
  expect(unusualNames().filter((name) => !isLegalName(name))).toEqual([])
  expect(new Set(unusualNames()).size).toBe(unusualNames().length)
  expect(Math.max(...unusualNames().map((name) => Buffer.byteLength(name)))).toBe(255)
})

test('the tree has its big file, its many small ones, an empty folder and two shares', async () => {
  const fake = await startFakeCloudreve()
  const sample = addSampleFiles(fake, { bigFileBytes: 5_000_000, smallFileCount: 250 })
  const last = fake.tree.stat('/Projects/archive/part-02/item-00249.dat')
  const png = fake.content('/Pictures/Hills.png').read(0, 8)
  await fake.close()
  expect(fake.tree.stat('/Videos/Holiday at the lake.mp4')?.sizeBytes).toBe(5_000_000)
  expect(last?.type).toBe('file')
  expect(fake.tree.stat('/Projects/archive/part-02/item-00250.dat')).toBeUndefined()
  expect(fake.tree.stat('/Empty folder')?.type).toBe('folder')
  expect(Buffer.from(png).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  expect(sample.lockedShareUrl.endsWith(`/${sample.lockedSharePassword}`)).toBe(true)
})
