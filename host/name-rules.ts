// The names that this system can have.

import { nameRules } from '../core/model/local-name.ts'
import type { NameRules } from '../core/model/local-name.ts'

export function hostNameRules(platform: NodeJS.Platform = process.platform): NameRules {
  return platform === 'win32' || platform === 'darwin' ? nameRules[platform] : nameRules.linux
}
