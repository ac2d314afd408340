// Colours: Fluent's light and dark themes with one accent of our own. Every pair used for text has a contrast of at
// least 4.5:1. High contrast is left to the system (forced colours).

import { createDarkTheme, createLightTheme, type BrandVariants, type Theme } from '@fluentui/react-components'
import type { Settings } from '../../core/model/settings.ts'

const brand: BrandVariants = {
  10: '#050312',
  20: '#17122f',
  30: '#231b52',
  40: '#2e246f',
  50: '#392e8a',
  60: '#4538a3',
  70: '#5144b8',
  80: '#5e52c7',
  90: '#6d62d1',
  100: '#7c73da',
  110: '#8c84e2',
  120: '#9c95e9',
  130: '#ada7ef',
  140: '#beb9f4',
  150: '#cfccf8',
  160: '#e1dffc',
}

const fontFamilyBase =
  "system-ui, -apple-system, 'Segoe UI Variable Text', 'Segoe UI', 'Noto Sans', 'Helvetica Neue', sans-serif"

export function createThemes(): { light: Theme; dark: Theme } {
  const dark = createDarkTheme(brand)
  return {
    light: { ...createLightTheme(brand), fontFamilyBase },
    dark: {
      ...dark,
      fontFamilyBase,
      // Fluent's own has 4.2:1 on our background.
      colorStatusDangerForeground1: '#ee9ca4',
      colorBrandBackground2: brand[40],
      colorBrandBackground2Hover: brand[50],
      colorBrandForeground1: brand[120],
      colorBrandForeground2: brand[130],
      colorBrandForegroundLink: brand[120],
      colorBrandForegroundLinkHover: brand[130],
      colorCompoundBrandBackground: brand[110],
      colorCompoundBrandForeground1: brand[120],
    },
  }
}

export function isDark(theme: Settings['theme'], systemIsDark: boolean): boolean {
  return theme === 'dark' || (theme === 'system' && systemIsDark)
}
