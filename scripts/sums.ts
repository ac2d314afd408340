// What the test runners reported, in one shape: names of tests by how they ended. A runner that left no report, or broke
// outside any test, counts as one failure under its own name.

import { z } from 'zod'

export interface Sums {
  readonly passed: number
  readonly failed: readonly string[]
  readonly skipped: readonly string[]
}

export const noSums: Sums = { passed: 0, failed: [], skipped: [] }

export function addSums(all: readonly Sums[]): Sums {
  return {
    passed: all.reduce((sum, one) => sum + one.passed, 0),
    failed: all.flatMap((one) => one.failed),
    skipped: all.flatMap((one) => one.skipped),
  }
}

export const sumLine = ({ passed, failed, skipped }: Sums) =>
  `${passed} passed, ${failed.length} failed, ${skipped.length} skipped`

/** `code`: how the runner ended; a report without a failure does not excuse a runner that failed. */
export function checkEnding(runner: string, sums: Sums, code: number): Sums {
  if (code === 0 || sums.failed.length > 0) return sums
  const ending = code === 124 ? 'ran out of time' : `ended with ${code} although no test failed`
  return { ...sums, failed: [`${runner}: ${ending}`] }
}

const vitestShape = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

export function readVitest(report: unknown, root: string): Sums {
  const { testResults } = vitestShape.parse(report)
  const tests = testResults.flatMap(({ name, status, assertionResults }) => {
    const file = name.startsWith(root) ? name.slice(root.length + 1) : name
    const results = assertionResults.map((test) => ({
      name: `${file}: ${test.fullName}`,
      status: test.status,
    }))
    // A file that broke while it was loaded, or in a hook, has no test that could carry the failure.
    const broken = status === 'failed' && !results.some((test) => test.status === 'failed')
    return broken ? [...results, { name: `${file}: broke outside its tests`, status: 'failed' }] : results
  })
  const named = (wanted: (status: string) => boolean) =>
    tests.filter(({ status }) => wanted(status)).map(({ name }) => name)
  return {
    passed: named((status) => status === 'passed').length,
    failed: named((status) => status === 'failed'),
    skipped: named((status) => status !== 'passed' && status !== 'failed'),
  }
}

interface Suite {
  readonly title: string
  readonly suites?: readonly Suite[] | undefined
  readonly specs: readonly {
    readonly title: string
    readonly tests: readonly { readonly projectName: string; readonly status: string }[]
  }[]
}

const suiteShape: z.ZodType<Suite> = z.object({
  title: z.string(),
  get suites() {
    return z.array(suiteShape).optional()
  },
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(z.object({ projectName: z.string(), status: z.string() })),
    }),
  ),
})
const playwrightShape = z.object({
  suites: z.array(suiteShape),
  errors: z.array(z.object({ message: z.string().optional() })),
})

export function readPlaywright(report: unknown): Sums {
  const { suites, errors } = playwrightShape.parse(report)
  const broken = errors.map(({ message }) => `journeys: ${(message ?? 'broke').split('\n')[0] ?? ''}`)
  const sums = addSums(suites.map((suite) => readSuite(suite, '')))
  return { ...sums, failed: [...sums.failed, ...broken] }
}

function readSuite({ title, suites = [], specs }: Suite, above: string): Sums {
  const path = above === '' ? title : `${above} > ${title}`
  const own = specs.flatMap((spec) =>
    spec.tests.map((test) => ({ name: `${test.projectName}: ${path} > ${spec.title}`, status: test.status })),
  )
  const named = (wanted: string) => own.filter(({ status }) => status === wanted).map(({ name }) => name)
  return addSums([
    {
      passed: named('expected').length,
      // One that passed only when tried again is not to be trusted.
      failed: [...named('unexpected'), ...named('flaky')],
      skipped: named('skipped'),
    },
    ...suites.map((suite) => readSuite(suite, path)),
  ])
}
