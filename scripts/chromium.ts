// Which Chromium the tests and the icon script drive: Playwright's own where it was installed, else the system's.

import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

const systemPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Undefined where there is none. */
export function findChromium(): string | undefined {
  return [chromium.executablePath(), ...systemPlaces].find((path) => existsSync(path))
}
