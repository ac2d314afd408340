// What has to be true when the soak is over: every file once, with the bytes that the site has now, and nothing else.

import { createReadStream, existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { nameRules, toLocalName } from '../../core/model/local-name.ts'
import { partFiles } from '../engine/scenario.ts'
import type { FakeCloudreve } from '../fake-cloudreve/index.ts'
import type { LandedList } from './child.ts'

/** Each line is something that is wrong; none: all is well. */
export async function judge(
  { fake, paths }: { fake: FakeCloudreve; paths: readonly string[] },
  target: string,
  landed: LandedList,
): Promise<string[]> {
  const places = new Map(landed)
  const wrong: string[] = []
  if (places.size !== landed.length) wrong.push('a file of the site is in the list more than once')
  for (const path of paths) {
    const place = places.get(path)
    if (place === undefined) wrong.push(`${path} has not landed`)
    else if (!(await isRight(fake, path, place))) wrong.push(`${path} has other bytes than the site`)
  }
  const parts = await partFiles(target)
  wrong.push(...parts.map((part) => `a part file is left: ${part}`))
  const there = new Set(await filesBelow(target))
  const expected = new Set(places.values())
  for (const file of there) if (!expected.has(file)) wrong.push(`nobody asked for ${file}`)
  if (expected.size !== places.size) wrong.push('two files landed under one name')
  return wrong
}

/** How many files a look after a kill takes, among those that have their final name already. */
const sample = 30

/** Files that a kill left under their final name although they are not whole. */
export async function findWrong(
  { fake, paths, random }: { fake: FakeCloudreve; paths: readonly string[]; random: () => number },
  target: string,
): Promise<string[]> {
  const wrong: string[] = []
  for (let look = 0; look < sample; look++) {
    const path = paths[Math.floor(random() * paths.length)] ?? ''
    const place = join(target, ...path.split('/').slice(1).map(localName))
    if (existsSync(place) && !(await isRight(fake, path, place)))
      wrong.push(`${path} was not whole after a kill`)
  }
  return wrong
}

const localName = (name: string) => toLocalName(name, nameRules.linux)

/** Compares the bytes on the disk with the current ones of the site. */
export async function isRight(fake: FakeCloudreve, path: string, place: string): Promise<boolean> {
  const content = fake.content(path)
  if (!existsSync(place) || statSync(place).size !== content.sizeBytes) return false
  let at = 0
  for await (const chunk of createReadStream(place, { highWaterMark: 1_048_576 }) as AsyncIterable<Buffer>) {
    if (!chunk.equals(content.read(at, at + chunk.length))) return false
    at += chunk.length
  }
  return at === content.sizeBytes
}

export async function filesBelow(folder: string): Promise<string[]> {
  const entries = existsSync(folder) ? await readdir(folder, { recursive: true, withFileTypes: true }) : []
  return entries.filter((entry) => !entry.isDirectory()).map((entry) => join(entry.parentPath, entry.name))
}
