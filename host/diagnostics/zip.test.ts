import { expect, it } from 'vitest'
import { unzip } from '../../testing/zip/unzip.ts'
import { zipOf } from './zip.ts'

const at = new Date(2026, 10, 26, 1, 2, 4)

it('what goes in comes out, the empty file too', () => {
  const files = [
    { name: 'a.txt', content: 'hello'.repeat(1_000) },
    { name: 'log/empty.log', content: '' },
    { name: 'b.bin', content: Buffer.from([0, 255, 1, 254]) },
  ]
  const archive = zipOf(files, at)
  expect([...unzip(archive)]).toEqual(files.map(({ name, content }) => [name, Buffer.from(content)]))
  expect(archive.length).toBeLessThan(1_000)
})

it('an archive of nothing is one all the same', () => {
  expect([...unzip(zipOf([], at))]).toEqual([])
})

it('files have the time of the archive', () => {
  const archive = zipOf([{ name: 'a', content: 'x' }], at)
  // Two seconds are the finest that the format knows: 01:02:04 on 2026-11-26.
  expect([archive.readUInt16LE(10), archive.readUInt16LE(12)]).toEqual([
    (1 << 11) | (2 << 5) | 2,
    (46 << 9) | (11 << 5) | 26,
  ])
})
