// The last step of a release: puts what is new into latest*.yml, signs each, and says which share of the copies is offered
// it. Run by the release workflow: node scripts/sign-feed.ts FOLDER

import { createPrivateKey } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { descriptionShape, signDescription } from '../main/updates/signature.ts'
import { root } from './places.ts'

/** What CHANGELOG.md says of a version, or of what is not released yet where it says nothing. */
export function notesOf(changelog: string, version: string): string {
  const sections = changelog.split(/^## /m).slice(1)
  const wanted = (title: string) => sections.find((section) => section.toLowerCase().startsWith(title))
  const section = wanted(`[${version}]`) ?? wanted('[unreleased]') ?? ''
  return section.split('\n').slice(1).join('\n').trim()
}

export interface Signing {
  /** Of an Ed25519 key: PEM. Empty: descriptions stay unsigned, and copies with a key take none of them. */
  readonly key: string
  /** Percent of the copies; all of them where it is not given. */
  readonly staging: number | undefined
  readonly changelog: string
}

/** `text` is a latest*.yml as electron-builder left it. */
export function signFeed(text: string, { key, staging, changelog }: Signing): string {
  const raw = parseUpdateInfo(text, 'latest.yml', new URL('https://feed.invalid/latest.yml'))
  const description = descriptionShape.parse({ ...raw, releaseNotes: '' })
  const releaseNotes = notesOf(changelog, description.version)
  const told = { ...description, releaseNotes }
  const signature = key === '' ? {} : { signature: signDescription(told, createPrivateKey(key)) }
  const wave = staging === undefined ? {} : { stagingPercentage: staging }
  // JSON is YAML.
  return `${JSON.stringify({ ...raw, releaseNotes, ...wave, ...signature }, undefined, 2)}\n`
}

/** 1 to 100; undefined for nothing. */
export function readStaging(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined
  const staging = Number(text)
  if (Number.isInteger(staging) && staging >= 1 && staging <= 100) return staging
  throw new Error('REVERIE_UPDATE_STAGING takes a whole number from 1 to 100')
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? join(root, 'release')
  const signing = {
    key: process.env['REVERIE_UPDATE_SIGNING_KEY'] ?? '',
    staging: readStaging(process.env['REVERIE_UPDATE_STAGING']),
    changelog: await readFile(join(root, 'CHANGELOG.md'), 'utf8'),
  }
  const names = (await readdir(folder)).filter((name) => /^latest.*\.yml$/.test(name))
  if (names.length === 0) throw new Error(`no latest*.yml in ${folder}`)
  for (const name of names) {
    const path = join(folder, name)
    await writeFile(path, signFeed(await readFile(path, 'utf8'), signing))
    console.log(`${name}: ${signing.key === '' ? 'NOT signed' : 'signed'}`)
  }
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
  await writeFile(join(folder, 'notes.md'), `${notesOf(signing.changelog, version)}\n`)
}
