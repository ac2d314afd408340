// What is measured is built first: the command line, and the bench's own host of the engine.

import { join } from 'node:path'
import { root } from '../../scripts/places.ts'
import { buildDesktop, buildHeadless, bundleForNode } from '../../scripts/build.ts'

const folder = join(root, '.cache', 'bench')
export const hostScript = join(folder, 'host.js')

export async function buildOwn(): Promise<void> {
  await buildHeadless()
  await bundleForNode(join(root, 'bench', 'host', 'host.ts'), { folder, name: 'host.js' })
}

/** What `serve` shows. */
export function buildPage(): Promise<void> {
  return buildDesktop(false)
}
