// One runner for everything that is not a journey; renderer tests ask for a DOM in their first line.
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,contract,host,main,preload,renderer,headless,testing,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    sequence: { hooks: 'stack' },
  },
})
