// The built page, listed once at the start: only what is on the list can be asked for, so no path from outside ever
// reaches the disk. Files are read when asked for.

import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { doorKeyPlaceholder } from '../../contract/door-key.ts'
import { productFolder } from '../version.ts'

export interface PageFile {
  readonly type: string
  read(): Promise<Buffer>
}

export interface PageFiles {
  /** `path` is the decoded path of the address, such as `/assets/index.js`. */
  find(path: string): PageFile | undefined
  /** The page itself, its style nonce put in, and the key of a visitor who has just come. */
  index(nonce: string, key?: string): string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Where the build puts the page, seen from the sources and from the bundle alike. */
export function builtPageFolder(): string {
  return join(productFolder(), 'dist', 'renderer')
}

/** Undefined where the page has not been built. */
export async function listPageFiles(folder: string): Promise<PageFiles | undefined> {
  const indexPath = join(folder, 'index.html')
  if (!existsSync(indexPath)) return undefined
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = new Map<string, PageFile>()
  for (const entry of entries) {
    // Links are left out: the list holds what the build wrote and nothing it points to.
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const address = path.slice(folder.length).split(sep).join('/')
    const type = types[extname(entry.name)] ?? 'application/octet-stream'
    files.set(address, { type, read: () => readFile(path) })
  }
  files.delete('/index.html')
  const page = await readFile(indexPath, 'utf8')
  return {
    find: (path) => files.get(path),
    index: (nonce, key = '') => page.replaceAll('__CSP_NONCE__', nonce).replace(doorKeyPlaceholder, key),
  }
}
