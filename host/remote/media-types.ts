// What a page may be shown, by the ending of the name, and as what it is served: a list of what is known to be harmless
// in the way that we serve it. A remote file's own idea of its type is never asked.

import type { PreviewKind } from '../../contract/browser-views.ts'

export interface Media {
  readonly kind: PreviewKind
  readonly type: string
}

const image = (type: string): Media => ({ kind: 'image', type: `image/${type}` })
const audio = (type: string): Media => ({ kind: 'audio', type: `audio/${type}` })
const video = (type: string): Media => ({ kind: 'video', type: `video/${type}` })
const text: Media = { kind: 'text', type: 'text/plain; charset=utf-8' }

const byExtension: Readonly<Record<string, Media>> = {
  png: image('png'),
  apng: image('apng'),
  jpg: image('jpeg'),
  jpeg: image('jpeg'),
  jfif: image('jpeg'),
  gif: image('gif'),
  webp: image('webp'),
  avif: image('avif'),
  bmp: image('bmp'),
  ico: image('x-icon'),
  // Scripts in it do not run: the answer is sandboxed, and pages show it in an image.
  svg: image('svg+xml'),
  mp3: audio('mpeg'),
  m4a: audio('mp4'),
  aac: audio('aac'),
  flac: audio('flac'),
  wav: audio('wav'),
  ogg: audio('ogg'),
  oga: audio('ogg'),
  opus: audio('ogg'),
  weba: audio('webm'),
  mp4: video('mp4'),
  m4v: video('mp4'),
  mov: video('mp4'),
  webm: video('webm'),
  mkv: video('webm'),
  ogv: video('ogg'),
  pdf: { kind: 'pdf', type: 'application/pdf' },
  md: { ...text, kind: 'markdown' },
  markdown: { ...text, kind: 'markdown' },
}

const textExtensions =
  'txt log csv tsv json jsonl ndjson xml html htm css scss less js mjs cjs ts tsx jsx vue svelte py rb php java kt ' +
  'c h cc cpp hpp cs go rs swift sh bash zsh fish ps1 bat cmd sql yml yaml toml ini conf cfg env properties tex rst ' +
  'adoc org srt vtt ass lrc diff patch gradle cmake lua pl r m nfo cue m3u m3u8 ics vcf gitignore editorconfig'
const textNames = new Set(['license', 'readme', 'changelog', 'makefile', 'dockerfile', 'copying', 'authors'])
const texts = new Set(textExtensions.split(' '))

/** Undefined where nothing in a page can show it. */
export function mediaOf(name: string): Media | undefined {
  const lower = name.toLowerCase()
  const dot = lower.lastIndexOf('.')
  const extension = dot === -1 ? '' : lower.slice(dot + 1)
  if (Object.hasOwn(byExtension, extension)) return byExtension[extension]
  return texts.has(extension) || (dot === -1 && textNames.has(lower)) ? text : undefined
}
