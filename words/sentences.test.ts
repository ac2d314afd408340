import { describe, expect, it } from 'vitest'
import { loadWords } from './catalogues.ts'
import { failureText, inARow, listed } from './sentences.ts'

describe('sentences in a row', () => {
  it.each([
    ['en', 'One. Two.'],
    ['ko', 'One. Two.'],
    ['ja', 'One.Two.'],
    ['zh-TW', 'One.Two.'],
  ])('are parted in %s as its script parts them', (locale, text) => {
    expect(inARow(['One.', '', 'Two.'], { locale })).toBe(text)
  })
  it('say what happened and what helps', async () => {
    expect([
      failureText('disk-full', await loadWords('en', [])),
      failureText('disk-full', await loadWords('zh-CN', [])),
    ]).toEqual([
      'The disk is full. Free some space; the download goes on by itself.',
      '磁盘已满。请释放一些空间；下载会自动继续。',
    ])
  })
})

it('names side by side have the comma of the script', () => {
  const lists = ['de-AT', 'zh-CN', 'ar-EG'].map((locale) => listed(['a', 'b'], { locale }))
  expect(lists).toEqual(['a, b', 'a、b', 'a، b'])
})
