// Pictures of a page in light and dark, kept with the run for whoever looks at it.

import { test, type Page } from '@playwright/test'

export async function keepPictures(page: Page, name: string): Promise<void> {
  // A tooltip of the button that was pressed last would lie over others.
  await page.mouse.move(1, 1)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(coloursHaveSettled)
    const path = test.info().outputPath(`${name}-${colorScheme}.png`)
    await page.screenshot({ path })
    await test.info().attach(`${name}-${colorScheme}`, { path, contentType: 'image/png' })
  }
}

/** The page hears of the other scheme, draws itself anew, and its colours are on their way for a moment. */
async function coloursHaveSettled(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  // What turns for ever is no colour.
  const isOnItsWay = (one: Animation) =>
    one.playState === 'running' && one.effect?.getTiming().iterations !== Infinity
  let still = 0
  while (still < 4) {
    await frame()
    still = document.getAnimations().some(isOnItsWay) ? 0 : still + 1
  }
}
