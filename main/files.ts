// The files that the program brings along, by their places in the build.

/// <reference types="electron-vite/node" />
import { join } from 'node:path'
import windowIcon from '../build/icons/256x256.png?asset'
import looks from '../build/tray/looks.png?asset'
import looksDouble from '../build/tray/looks@2x.png?asset'
import looksTemplate from '../build/tray/looksTemplate.png?asset'
import looksTemplateDouble from '../build/tray/looksTemplate@2x.png?asset'
import type { TrayPictures } from './tray/pictures.ts'

/** main, preload and renderer are neighbours in every build. */
const built = join(import.meta.dirname, '..')

export const rendererFolder = join(built, 'renderer')
export const preloadFile = join(built, 'preload', 'index.cjs')
export { windowIcon }

export function trayPicturesFor(platform: string): TrayPictures {
  if (platform !== 'darwin') return { path: looks, doublePath: looksDouble, template: false }
  return { path: looksTemplate, doublePath: looksTemplateDouble, template: true }
}
