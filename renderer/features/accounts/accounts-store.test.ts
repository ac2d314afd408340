import { expect, it } from 'vitest'
import { anAccount } from '../../bridge/fake/fixtures.ts'
import { labelAmong } from './accounts-store.ts'

const cloud = (id: string, parts: Parameters<typeof anAccount>[0]) =>
  anAccount({ id, siteTitle: 'Cloud', site: 'https://cloud.example', ...parts })

it('an account is called by its site, by its user as well, or by host and address, as far as it takes', () => {
  const home = cloud('1', { siteTitle: 'Home', nickname: 'Ada', email: 'ada@example.org' })
  const ada = cloud('2', { nickname: 'Ada', email: 'ada@example.org' })
  const ben = cloud('3', { nickname: 'Ben', email: 'ben@example.org' })
  const otherAda = cloud('4', { nickname: 'Ada', email: 'ada@example.org', site: 'https://work.example' })
  const label = (one: typeof ada, ...others: (typeof ada)[]) => labelAmong(one, [one, ...others])
  expect(label(ada, home)).toBe('Cloud')
  expect(label(ada, home, ben)).toBe('Cloud · Ada')
  expect(label(ada, ben, otherAda)).toBe('cloud.example · ada@example.org')
})
