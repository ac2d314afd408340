// The files that the program brings along, by their places in the build.

/// <reference types="electron-vite/node" />
import { join } from 'node:path'
import windowIcon from '../build/icons/256x256.png?asset'
import trayIcon from '../build/tray/tray.png?asset'
import trayDouble from '../build/tray/tray@2x.png?asset'
import trayTemplate from '../build/tray/trayTemplate.png?asset'
import trayTemplateDouble from '../build/tray/trayTemplate@2x.png?asset'
import type { TrayIcon } from './tray/tray.ts'

/** main, preload and renderer are neighbours in every build. */
const built = join(import.meta.dirname, '..')

export const rendererFolder = join(built, 'renderer')
export const preloadFile = join(built, 'preload', 'index.cjs')
export { windowIcon }

export function trayIconFor(platform: string): TrayIcon {
  if (platform !== 'darwin') return { path: trayIcon, doublePath: trayDouble, template: false }
  return { path: trayTemplate, doublePath: trayTemplateDouble, template: true }
}
