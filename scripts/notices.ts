// The licences of everything that ships inside the program, as one text beside it. A licence that nobody has looked at
// yet stops the build.

import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { bundledPackages } from './bundled-packages.ts'
import { root } from './places.ts'

/** Terms that ask for no more than being named. */
const accepted = new Set([
  'MIT',
  'ISC',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
])
/** Shipped as they are, beside the bundles. */
const shippedWhole = ['node_modules/better-sqlite3', 'node_modules/electron']

const person = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
const manifestShape = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: person.optional(),
  contributors: z.array(person).optional(),
})

export interface Notice {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

/** Rejects for a package whose terms are not among the accepted ones. */
export async function noticeOf(folder: string): Promise<Notice> {
  const manifest = manifestShape.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')))
  const { name, version, license: licence } = manifest
  if (!isAccepted(licence))
    throw new Error(`${name} ${version} is under ${licence}: look whether it may ship`)
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort()
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))
  const holder = manifest.author ?? manifest.contributors?.[0] ?? `the authors of ${name}`
  const text = texts.length > 0 ? texts.join('\n\n') : plainTerms(licence, holder)
  return { name, version, licence, text: text.replaceAll('\r\n', '\n').trim() }
}

/** `(MIT OR X)` is a choice, and ours is what we accept. */
function isAccepted(licence: string): boolean {
  const terms = licence.replace(/[()]/g, '')
  if (terms.includes(' OR ')) return terms.split(' OR ').some((one) => isAccepted(one.trim()))
  return terms.split(' AND ').every((one) => accepted.has(one.trim()))
}

/** For packages that name their licence without bringing its text. */
function plainTerms(licence: string, holder: string): string {
  if (licence !== 'MIT') throw new Error(`a package of ${holder} under ${licence} brings no text`)
  return `MIT License\n\nCopyright (c) ${holder.replace(/\s*<.*$/, '')}\n\n${mit}`
}

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`

const opening = `Reverie contains the work of others. Each package below is listed with its version, its licence and the text that
its authors ask to be kept with it. Chromium and the other parts of Electron are listed in LICENSES.chromium.html.`

export function formatNotices(notices: readonly Notice[]): string {
  const line = '-'.repeat(80)
  const parts = notices.map(
    ({ name, version, licence, text }) => `${line}\n${name} ${version} (${licence})\n\n${text}`,
  )
  return `${[opening, ...parts].join('\n\n')}\n`
}

/** Writes them into dist/ and resolves with what they name. */
export async function writeNotices(): Promise<readonly Notice[]> {
  const folders = [...new Set([...bundledPackages(root), ...shippedWhole])]
  const all = await Promise.all(folders.map((folder) => noticeOf(join(root, folder))))
  const byName = new Map(all.map((notice) => [`${notice.name} ${notice.version}`, notice]))
  const notices = [...byName.keys()].sort().flatMap((key) => byName.get(key) ?? [])
  await writeFile(join(root, 'dist', 'THIRD-PARTY-NOTICES.txt'), formatNotices(notices))
  return notices
}
