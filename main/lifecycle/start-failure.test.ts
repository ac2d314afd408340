import { expect, it } from 'vitest'
import { fail } from '../../core/model/failure.ts'
import { NewerSchemaError } from '../../core/store/migrations.ts'
import { ProfileTaken } from '../../host/take-profile.ts'
import { deskWords } from '../../words/desk-words.ts'
import { startFailureWords } from './start-failure.ts'

it.each([
  [
    'an older version after a newer one',
    fail('illegal-state', '', { cause: new NewerSchemaError(99) }),
    /^A newer version .* Nothing has been changed\.$/,
  ],
  ['another window', new ProfileTaken('desktop', undefined), /^Another window of Reverie/],
  ['serve', new ProfileTaken('serve', undefined), /^“reverie serve”/],
  ['whoever', new ProfileTaken(undefined, undefined), /--profile/],
  ['anything else', new Error('EACCES: /x'), /^EACCES: \/x\n\nThe log folder/],
])('says what to do: %s', (_name, error, said) => {
  expect(startFailureWords(error, deskWords('en', []))).toMatch(said)
})
