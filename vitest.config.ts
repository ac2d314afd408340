// One runner for everything that is not a journey; renderer tests ask for a DOM in their first line.
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Those that go on for minutes begin first, or one worker would wait for them alone at the end. */
const longest = ['testing/soak/', 'testing/leak/', 'headless/attach/']

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((part) => moduleId.includes(part))
      return found === -1 ? longest.length : found
    }
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other))
  }
}

export default defineConfig({
  test: {
    include: ['{core,contract,words,host,main,preload,renderer,headless,testing,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    sequence: { hooks: 'stack', sequencer: LongestFirst },
  },
})
