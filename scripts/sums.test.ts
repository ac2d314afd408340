import { describe, expect, it } from 'vitest'
import { addSums, checkEnding, noSums, readPlaywright, readVitest, sumLine } from './sums.ts'

describe('the unit runner’s report', () => {
  it('is counted test by test, by file', () => {
    const report = {
      testResults: [
        {
          name: '/p/core/a.test.ts',
          status: 'failed',
          assertionResults: [
            { fullName: 'adds', status: 'passed' },
            { fullName: 'subtracts', status: 'failed' },
            { fullName: 'later', status: 'pending' },
            { fullName: 'some day', status: 'todo' },
          ],
        },
      ],
    }
    expect(readVitest(report, '/p')).toEqual({
      passed: 1,
      failed: ['core/a.test.ts: subtracts'],
      skipped: ['core/a.test.ts: later', 'core/a.test.ts: some day'],
    })
  })

  it('counts a file that could not be loaded as a failure', () => {
    const report = { testResults: [{ name: '/p/a.test.ts', status: 'failed', assertionResults: [] }] }
    expect(readVitest(report, '/p')).toEqual({
      passed: 0,
      failed: ['a.test.ts: broke outside its tests'],
      skipped: [],
    })
  })
})

describe('the journeys’ report', () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ projectName: 'electron', status }] })

  it('is counted through nested groups', () => {
    const report = {
      errors: [],
      suites: [
        {
          title: 'queue.spec.ts',
          specs: [spec('pauses', 'expected')],
          suites: [
            { title: 'after a restart', specs: [spec('goes on', 'unexpected'), spec('waits', 'skipped')] },
            { title: 'twice', specs: [spec('only the second time', 'flaky')] },
          ],
        },
      ],
    }
    expect(readPlaywright(report)).toEqual({
      passed: 1,
      failed: [
        'electron: queue.spec.ts > after a restart > goes on',
        'electron: queue.spec.ts > twice > only the second time',
      ],
      skipped: ['electron: queue.spec.ts > after a restart > waits'],
    })
  })

  it('counts what broke outside any test', () => {
    expect(readPlaywright({ suites: [], errors: [{ message: 'no such file\n  at x' }] })).toEqual({
      passed: 0,
      failed: ['journeys: no such file'],
      skipped: [],
    })
  })
})

describe('a runner’s ending', () => {
  const good = { ...noSums, passed: 3 }
  it.each([
    ['is believed when it ended well', good, 0, []],
    ['is not excused by a report without failures', good, 1, ['unit: ended with 1 although no test failed']],
    ['tells when time ran out', good, 124, ['unit: ran out of time']],
    ['adds nothing to failures that have names', { ...good, failed: ['a'] }, 1, ['a']],
  ])('%s', (_name, sums, code, failed) => {
    expect(checkEnding('unit', sums, code)).toEqual({ ...sums, failed })
  })
})

it('sums are added and told in one line', () => {
  const sums = addSums([
    { passed: 2, failed: ['a'], skipped: [] },
    { passed: 3, failed: [], skipped: ['b', 'c'] },
  ])
  expect(sumLine(sums)).toBe('5 passed, 1 failed, 2 skipped')
})
