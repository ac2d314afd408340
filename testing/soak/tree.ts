// The tree that the soak fetches: mostly small files, a few large ones, names of every kind a server lets through.

import { unusualNames } from '../fake-cloudreve/sample-site.ts'
import type { FakeCloudreve } from '../fake-cloudreve/index.ts'

export interface SoakTree {
  /** Path on the site, from the root on, to nothing more: sizes and bytes are the fake's to tell. */
  readonly paths: readonly string[]
  readonly bytesTotal: number
  readonly largestBytes: number
}

const kibibyte = 1024
const mebibyte = 1_048_576
const folderFiles = 125

/** Shares of the whole, with the largest size of each; the last ones are spread by hand. */
const sizes: readonly (readonly [share: number, largestBytes: number])[] = [
  [0.02, 0],
  [0.58, 4 * kibibyte],
  [0.3, 48 * kibibyte],
  [0.088, 512 * kibibyte],
  [0.012, 4 * mebibyte],
]

export function addSoakTree(
  fake: FakeCloudreve,
  options: { files: number; largestBytes: number; random: () => number },
): SoakTree {
  const { files, largestBytes, random } = options
  const unusual = unusualNames()
  const paths: string[] = []
  let bytesTotal = 0
  for (let index = 0; index < files; index++) {
    const folder = `/soak/${String(Math.floor(index / folderFiles)).padStart(3, '0')} ${index % 2 === 0 ? 'ü' : 'b'}`
    const odd = unusual[index % unusual.length] ?? ''
    // Only what a whole folder of its own cannot collide with keeps its odd name bare.
    const name = index < unusual.length ? odd : `${String(index)} ${[...odd].slice(0, 60).join('')}`
    const sizeBytes = index >= files - 3 ? Math.floor(largestBytes / (files - index)) : sizeOf(random)
    const path = `${folder}/${name}`
    fake.tree.addFile(path, { sizeBytes })
    paths.push(path)
    bytesTotal += sizeBytes
  }
  return { paths, bytesTotal, largestBytes }
}

function sizeOf(random: () => number): number {
  let draw = random()
  for (const [share, largest] of sizes) {
    if (draw < share) return Math.floor(random() * largest)
    draw -= share
  }
  return 1
}
