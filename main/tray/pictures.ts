// The looks of the tray, cut out of one strip of pictures (build/tray/looks.svg).

import { nativeImage, type NativeImage } from 'electron'
import { trayLooks, type TrayLook } from './words.ts'

export interface TrayPictures {
  readonly path: string
  /** The same at twice the size. */
  readonly doublePath: string
  /** Drawn in one colour that macOS adapts to its menu bar. */
  readonly template: boolean
}

const sizePx = 16

export function cutPictures({ path, doublePath, template }: TrayPictures): (look: TrayLook) => NativeImage {
  const strips = [path, doublePath].map((file) => nativeImage.createFromPath(file))
  const cut = (look: TrayLook): NativeImage => {
    const picture = nativeImage.createEmpty()
    strips.forEach((strip, index) => {
      const side = sizePx * (index + 1)
      const area = { x: trayLooks.indexOf(look) * side, y: 0, width: side, height: side }
      picture.addRepresentation({ scaleFactor: index + 1, buffer: strip.crop(area).toPNG() })
    })
    picture.setTemplateImage(template)
    return picture
  }
  const known = new Map(trayLooks.map((look) => [look, cut(look)]))
  return (look) => known.get(look) ?? nativeImage.createEmpty()
}
