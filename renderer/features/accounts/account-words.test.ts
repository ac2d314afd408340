import { expect, it } from 'vitest'
import { createWords } from '../../app/words/words.ts'
import { anAccount } from '../../bridge/fake/fixtures.ts'
import { reasonSentence, stateWord } from './account-words.ts'

const words = createWords('en')
const signedOut = (reason: Parameters<typeof anAccount>[0] = {}) =>
  anAccount({ health: 'sign-in-required', ...reason })

it('every reason has a sentence of its own', () => {
  const reasons = ['changed', 'grant-removed', 'blocked', 'deleted', 'expired', 'missing'] as const
  const sentences = reasons.map((reason) => reasonSentence(signedOut({ reason }), words))
  expect(new Set(sentences).size).toBe(reasons.length)
  expect(sentences.every((sentence) => /^[A-Z].*\.$/.test(sentence ?? ''))).toBe(true)
})

it('an account that is signed in, or of which nothing is known, has none', () => {
  expect([
    reasonSentence(anAccount({ reason: 'changed' }), words),
    reasonSentence(signedOut(), words),
  ]).toEqual([undefined, undefined])
  expect([stateWord(anAccount(), words), stateWord(signedOut(), words)]).toEqual([
    'Signed in',
    'Sign-in needed',
  ])
})
