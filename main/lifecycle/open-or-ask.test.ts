import { expect, test } from 'vitest'
import { ProfileTaken } from '../../host/take-profile.ts'
import { openOrAsk } from './open-or-ask.ts'

/** Opens when everything in the way is used up. */
function opener(...inTheWay: Error[]) {
  return () => {
    const next = inTheWay.shift()
    return next === undefined ? Promise.resolve('open') : Promise.reject(next)
  }
}
const taken = (by: 'serve' | 'desktop' | undefined) => new ProfileTaken(by, undefined)

test('who has the profile is said, and trying again opens it once it is free', async () => {
  const said: unknown[] = []
  const askAgain = ({ by }: ProfileTaken) => said.push(by) > 0
  expect(await openOrAsk(opener(taken('serve'), taken('desktop'), taken(undefined)), askAgain)).toBe('open')
  expect(said).toEqual(['serve', 'desktop', undefined])
})

test('giving up opens nothing', async () => {
  expect(await openOrAsk(opener(taken('serve')), () => false)).toBe(undefined)
})

test('what is no question of who has it is not asked about', async () => {
  const asked: unknown[] = []
  const broken = openOrAsk(opener(new Error('the disk is gone')), (by) => asked.push(by) > 0)
  await expect(broken).rejects.toThrow('the disk is gone')
  expect(asked).toEqual([])
})
