// The version of the product, read from its package.json: beside the sources, or above dist/headless when bundled.

import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'

const manifest = z.object({ name: z.string(), version: z.string() })

/** The folder that holds the product's package.json. */
export function productFolder(start: string = import.meta.dirname): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder
    if (dirname(folder) === folder) throw new Error('the package.json of this program is missing')
  }
}

export function appVersion(): string {
  const raw: unknown = JSON.parse(readFileSync(join(productFolder(), 'package.json'), 'utf8'))
  return manifest.parse(raw).version
}
