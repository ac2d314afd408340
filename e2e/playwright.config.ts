// The journeys: in a browser against the headless host, and in the real Electron window. One after the other, since both
// start whole programs on a machine that may have two cores.

import { defineConfig } from '@playwright/test'
import { findChromium } from '../scripts/chromium.ts'

const chromium = findChromium()
const report = process.env['PLAYWRIGHT_JSON_OUTPUT_FILE']

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    {
      name: 'browser',
      testDir: 'browser',
      testMatch: '**/*.spec.ts',
      use: {
        browserName: 'chromium',
        viewport: { width: 1280, height: 800 },
        launchOptions: {
          ...(chromium === undefined ? {} : { executablePath: chromium }),
          args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
        },
      },
    },
    // The packed program; only where REVERIE_PACKED names it, as `npm run package -- --smoke` does.
    { name: 'packaged', testDir: 'packaged', testMatch: '**/*.spec.ts' },
    { name: 'electron', testDir: 'electron', testMatch: '**/*.spec.ts' },
  ],
})
