// Draws the icons from the SVG files in build/. Run by hand after changing those; the results are committed.

import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { findChromium } from './chromium.ts'
import { icns, ico, type Picture } from './icon-files.ts'
import { root } from './places.ts'

const build = join(root, 'build')
/** For Linux launchers. */
const iconSizes = [16, 24, 32, 48, 64, 128, 256, 512] as const
/** What Windows shows from the task bar at 100 % to the largest tiles. */
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 96, 128, 256] as const
const macSizes = [16, 32, 64, 128, 256, 512, 1024] as const
const inkOnAnyPanel = '#8d97b5'

interface Drawing {
  readonly svg: string
  readonly sizePx: number
  /** As wide as high unless told. */
  readonly widthPx?: number
  readonly path?: string
}

async function draw(page: Page, { svg, sizePx, widthPx = sizePx, path }: Drawing): Promise<Buffer> {
  await page.setViewportSize({ width: widthPx, height: sizePx })
  const sized = svg.replace('<svg ', `<svg width="${widthPx}" height="${sizePx}" style="display:block" `)
  await page.setContent(`<style>body { margin: 0 }</style>${sized}`)
  return page.screenshot({ ...(path === undefined ? {} : { path }), omitBackground: true })
}

/** In the page, as text: scripts know no DOM. */
const pixelsOf = `async (address) => {
  const image = await createImageBitmap(await (await fetch(address)).blob())
  const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
  context.drawImage(image, 0, 0)
  return [...context.getImageData(0, 0, image.width, image.height).data]
}`

async function drawPicture(page: Page, svg: string, sizePx: number): Promise<Picture> {
  const png = await draw(page, { svg, sizePx })
  const address = JSON.stringify(`data:image/png;base64,${png.toString('base64')}`)
  const rgba = await page.evaluate<number[]>(`(${pixelsOf})(${address})`)
  return { sizePx, png, rgba: Uint8Array.from(rgba) }
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
const pictures = new Map<number, Picture>()
for (const sizePx of new Set([...windowsSizes, ...macSizes])) {
  pictures.set(sizePx, await drawPicture(page, icon, sizePx))
}
const chosen = (sizes: readonly number[]) => sizes.flatMap((size) => pictures.get(size) ?? [])
await writeFile(join(build, 'icon.ico'), ico(chosen(windowsSizes)))
await writeFile(join(build, 'icon.icns'), icns(chosen(macSizes)))
await browser.close()
