// Keeps a list of the packages whose code went into a bundle, for the notices that have to go with them.

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

/** `tree`: the repository. A configuration that was bundled itself no longer knows where this file was. */
const listsIn = (tree: string) => join(tree, '.cache', 'bundled')
const marker = 'node_modules/'

/** The folder of the package that a module belongs to, from the tree's top; undefined for code of our own. */
export function packageFolderOf(moduleId: string): string | undefined {
  const path = moduleId.replaceAll('\\', '/').replace(/^\0+/, '').replace(/\?.*$/, '')
  const start = path.indexOf(marker)
  const last = path.lastIndexOf(marker)
  if (last === -1) return undefined
  const [scope = '', name = ''] = path.slice(last + marker.length).split('/')
  if (scope === '' || scope.startsWith('.')) return undefined
  return path.slice(start, last + marker.length) + (scope.startsWith('@') ? `${scope}/${name}` : scope)
}

/** `bundle` names the list. */
export function recordPackages(tree: string, bundle: string): Plugin {
  return {
    name: 'record-packages',
    generateBundle(_options, output) {
      const ids = Object.values(output).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []))
      const folders = new Set(ids.flatMap((id) => packageFolderOf(id) ?? []))
      const lists = listsIn(tree)
      mkdirSync(lists, { recursive: true })
      writeFileSync(join(lists, `${bundle}.json`), JSON.stringify([...folders].sort()))
    },
  }
}

/** Of all bundles that were built here. */
export function bundledPackages(tree: string): readonly string[] {
  const lists = listsIn(tree)
  const files = readdirSync(lists).filter((name) => name.endsWith('.json'))
  const all = files.flatMap((name) => JSON.parse(readFileSync(join(lists, name), 'utf8')) as string[])
  return [...new Set(all)].sort()
}
