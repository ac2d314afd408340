// One icon for each family of files, chosen by the ending of the name. Decoration as long as the name beside it says it all.

import { Archive20Regular } from '@fluentui/react-icons/svg/archive'
import { Code20Regular } from '@fluentui/react-icons/svg/code'
import { Document20Regular } from '@fluentui/react-icons/svg/document'
import { DocumentPdf20Regular } from '@fluentui/react-icons/svg/document-pdf'
import { DocumentText20Regular } from '@fluentui/react-icons/svg/document-text'
import { Folder20Filled } from '@fluentui/react-icons/svg/folder'
import { Image20Regular } from '@fluentui/react-icons/svg/image'
import { MusicNote220Regular } from '@fluentui/react-icons/svg/music-note'
import { SlideText20Regular } from '@fluentui/react-icons/svg/slide-text'
import { Table20Regular } from '@fluentui/react-icons/svg/table'
import { Video20Regular } from '@fluentui/react-icons/svg/video'
import type { ComponentType } from 'react'

type Icon = ComponentType<{
  className?: string
  role?: string
  'aria-hidden'?: boolean
  'aria-label'?: string
}>

const families: readonly (readonly [Icon, readonly string[]])[] = [
  [Image20Regular, ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'avif', 'svg', 'bmp', 'tiff', 'raw', 'dng']],
  [Video20Regular, ['mp4', 'mkv', 'mov', 'avi', 'webm', 'm4v', 'wmv', 'mpg', 'mpeg', 'flv']],
  [MusicNote220Regular, ['mp3', 'flac', 'wav', 'ogg', 'opus', 'm4a', 'aac', 'wma', 'aiff']],
  [Archive20Regular, ['zip', '7z', 'rar', 'gz', 'tar', 'xz', 'bz2', 'zst', 'iso', 'dmg']],
  [DocumentPdf20Regular, ['pdf']],
  [Table20Regular, ['xls', 'xlsx', 'ods', 'csv', 'tsv', 'numbers']],
  [SlideText20Regular, ['ppt', 'pptx', 'odp', 'key']],
  [DocumentText20Regular, ['doc', 'docx', 'odt', 'rtf', 'txt', 'md', 'epub', 'pages', 'log']],
  [
    Code20Regular,
    ['js', 'ts', 'py', 'go', 'rs', 'c', 'h', 'cpp', 'java', 'html', 'css', 'json', 'xml', 'sh'],
  ],
]

const byEnding: ReadonlyMap<string, Icon> = new Map(
  families.flatMap(([icon, endings]) => endings.map((ending) => [ending, icon] as const)),
)

export type EntryLook = 'folder' | 'file'

interface EntryIconProps {
  name: string
  look: EntryLook
  className?: string
  /** For an entry that is more than its name says; the icon is silent without. */
  meaning?: string
}

export function EntryIcon({ name, look, className, meaning }: EntryIconProps) {
  const Shape = shapeOf(name, look)
  const spoken = meaning === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': meaning }
  return <Shape {...spoken} {...(className === undefined ? {} : { className })} />
}

function shapeOf(name: string, look: EntryLook): Icon {
  if (look === 'folder') return Folder20Filled
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
  return (ending === undefined ? undefined : byEnding.get(ending)) ?? Document20Regular
}
