// Looks for what keeps people out: axe over the page as it is, in light and dark, with a picture of each for whoever
// looks at the run.

import { createRequire } from 'node:module'
import { expect, test, type Page } from '@playwright/test'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

interface AxeResult {
  readonly violations: readonly {
    readonly id: string
    readonly nodes: readonly { readonly html: string }[]
  }[]
}

/** `name` of the pictures. */
export async function expectNoBarriers(page: Page, name: string): Promise<void> {
  // A tooltip of the button that was pressed last would lie over others.
  await page.mouse.move(1, 1)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Colours that are on their way to others have contrasts of their own.
    await page.waitForFunction(() =>
      // Whatever turns for ever has no colours that pass; what fades in or out does.
      document
        .getAnimations()
        .every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity),
    )
    expect(await barriersOf(page), `${name}, ${colorScheme}`).toEqual([])
    const path = test.info().outputPath(`${name}-${colorScheme}.png`)
    await page.screenshot({ path })
    await test.info().attach(`${name}-${colorScheme}`, { path, contentType: 'image/png' })
  }
}

/** The tool comes in by the debugger, so that the page's own rules can stay as strict as they are. */
async function barriersOf(page: Page): Promise<readonly string[]> {
  const known = await page.evaluate(() => 'axe' in window)
  if (!known) await page.evaluate(await axeSource())
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: { run(root: Document, options: object): Promise<AxeResult> } }).axe.run(
      document,
      // What hides behind a dialog is not to be had; the dialog library's own sentinels are no content.
      { resultTypes: ['violations'], rules: { region: { enabled: false } } },
    ),
  )
  return violations.flatMap(({ id, nodes }) => {
    const found = nodes
      .map(({ html }) => html.slice(0, 300))
      .filter((html) => !html.includes('data-tabster-dummy'))
    return found.length === 0 ? [] : [`${id}: ${found.join(' | ')}`]
  })
}

async function axeSource(): Promise<string> {
  const { readFile } = await import('node:fs/promises')
  return readFile(axePath, 'utf8')
}
