import { describe, expect, it } from 'vitest'
import { batchFigures, emptyBook, recordProgress, settleBook } from './progress-book.ts'

const item = (id: string, bytesDone: number) => ({ id, batchId: 'b', bytesDone, bytesPerSecond: 10 })

describe('live figures', () => {
  it('add to a batch only what its snapshot does not count yet', () => {
    let book = recordProgress(emptyBook, [item('x', 100), item('y', 50)], 0)
    book = recordProgress(book, [item('x', 130), item('y', 55)], 250)
    expect(batchFigures(book, 'b')).toEqual({ bytesMore: 35, bytesPerSecond: 20 })
    expect(batchFigures(settleBook(book), 'b')).toEqual({ bytesMore: 0, bytesPerSecond: 20 })
    expect(batchFigures(book, 'other')).toEqual({ bytesMore: 0, bytesPerSecond: 0 })
  })
  it('are struck out when they are not renewed', () => {
    const book = recordProgress(emptyBook, [item('x', 100)], 0)
    expect([...recordProgress(book, [item('y', 1)], 4_999).keys()]).toEqual(['x', 'y'])
    expect([...recordProgress(book, [item('y', 1)], 5_000).keys()]).toEqual(['y'])
  })
  it('never take bytes away from a batch when a file starts from zero', () => {
    let book = recordProgress(emptyBook, [item('x', 100)], 0)
    book = recordProgress(book, [item('x', 5)], 250)
    expect(batchFigures(book, 'b').bytesMore).toBe(0)
  })
})
