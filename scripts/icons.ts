// Draws the PNG icons from the SVG files in build/. Run by hand after changing those; the results are committed.

import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from './chromium.ts'
import { root } from './places.ts'

const build = join(root, 'build')
/** For Linux launchers; electron-builder makes .ico and .icns from the largest. */
const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const
const inkOnAnyPanel = '#8d97b5'

interface Drawing {
  readonly svg: string
  readonly sizePx: number
  /** As wide as high unless told. */
  readonly widthPx?: number
  readonly path: string
}

async function draw(page: Page, { svg, sizePx, widthPx = sizePx, path }: Drawing): Promise<void> {
  await page.setViewportSize({ width: widthPx, height: sizePx })
  const sized = svg.replace('<svg ', `<svg width="${widthPx}" height="${sizePx}" style="display:block" `)
  await page.setContent(`<style>body { margin: 0 }</style>${sized}`)
  await page.screenshot({ path, omitBackground: true })
}

/** All looks beside each other, cut apart by main/tray. */
const strip = (scale: number) => ({ sizePx: 16 * scale, widthPx: 128 * scale })
const ending = (scale: number) => (scale === 1 ? '.png' : '@2x.png')

const icon = await readFile(join(build, 'icon.svg'), 'utf8')
const template = await readFile(join(build, 'tray', 'looks.svg'), 'utf8')
const alarm = '.alarm { stroke: #d1495b } .dot.alarm { fill: #d1495b; stroke: none } .bar { stroke: #4f9d69 }'
const tray = template.replaceAll('#000000', inkOnAnyPanel).replace('</style>', `${alarm}</style>`)
const executablePath = findChromium()
if (executablePath === undefined) throw new Error('no Chromium here to draw with')

await mkdir(join(build, 'icons'), { recursive: true })
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
const page = await browser.newPage()
const drawings: Drawing[] = [
  ...iconSizes.map((sizePx) => ({
    svg: icon,
    sizePx,
    path: join(build, 'icons', `${sizePx}x${sizePx}.png`),
  })),
  { svg: icon, sizePx: 1024, path: join(build, 'icon.png') },
  ...[1, 2].flatMap((scale) => [
    { svg: tray, ...strip(scale), path: join(build, 'tray', `looks${ending(scale)}`) },
    { svg: template, ...strip(scale), path: join(build, 'tray', `looksTemplate${ending(scale)}`) },
  ]),
]
for (const drawing of drawings) await draw(page, drawing)
await browser.close()
