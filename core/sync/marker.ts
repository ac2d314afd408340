// The file by which a pair knows its folder again: a disk that is not mounted, or another one in its place, is no empty
// folder. It also tells a database that is older than the folder.

import { join } from 'node:path'
import { z } from 'zod'
import { fail } from '../model/failure.ts'
import { ownFolder } from '../plan/wanted.ts'
import type { Disk } from '../ports/disk.ts'
import { codeOf } from '../transfer/error-code.ts'

const fileName = 'folder.json'
const largest = 4_096

const shape = z.object({ marker: z.string().max(200), generation: z.int().min(0) })
export type Marker = z.infer<typeof shape>

/** Undefined where there is none that can be read as one. */
export async function readMarker(disk: Disk, root: string): Promise<Marker | undefined> {
  const folder = join(root, ownFolder)
  try {
    if ((await disk.stat(root))?.kind === undefined || (await disk.stat(folder))?.kind !== 'folder')
      return undefined
    const file = await disk.open(join(folder, fileName), 'read')
    try {
      const bytes = Buffer.alloc(largest)
      const length = await file.read(bytes, 0)
      return parse(bytes.subarray(0, length).toString('utf8'))
    } finally {
      await file.close()
    }
  } catch (error) {
    if (['ENOENT', 'ELOOP', 'EISDIR', 'ENOTDIR'].includes(codeOf(error))) return undefined
    throw error
  }
}

function parse(text: string): Marker | undefined {
  try {
    return shape.safeParse(JSON.parse(text)).data
  } catch {
    // Cut or overwritten: as good as none.
    return undefined
  }
}

/** Makes the folder where it is missing; whole or not there at all. */
export async function writeMarker(disk: Disk, root: string, marker: Marker): Promise<void> {
  const folder = await disk.ensureFolder(root, [ownFolder])
  const temporary = join(folder, `${fileName}.new`)
  await disk.remove(temporary)
  const file = await disk.open(temporary, 'create')
  try {
    const text = `${JSON.stringify({ ...marker, about: 'Reverie keeps this folder in step with a site. Do not delete this.' }, undefined, 2)}\n`
    await file.write([Buffer.from(text)], 0)
    await file.datasync()
  } finally {
    await file.close()
  }
  await disk.renameReplacing(temporary, join(folder, fileName))
  await disk.syncFolder(folder)
}

export type FolderStanding = 'fits' | 'missing' | 'other' | 'newer'

/** What the folder says to what the database believes. A crash between the two leaves the marker one behind. */
export function judgeMarker(found: Marker | undefined, expected: Marker): FolderStanding {
  if (found === undefined) return 'missing'
  if (found.marker !== expected.marker) return 'other'
  return found.generation > expected.generation ? 'newer' : 'fits'
}

export function holdFailure(standing: 'missing' | 'other') {
  return standing === 'missing'
    ? fail('disk-gone', 'the folder, or the mark in it, is not there').failure
    : fail('disk-gone', 'another folder is in its place').failure
}
