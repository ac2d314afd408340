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
import { familyOf, type FileFamily } from './file-family.ts'

type Icon = ComponentType<{
  className?: string
  role?: string
  'aria-hidden'?: boolean
  'aria-label'?: string
}>

const icons: Readonly<Record<FileFamily, Icon>> = {
  image: Image20Regular,
  video: Video20Regular,
  audio: MusicNote220Regular,
  archive: Archive20Regular,
  pdf: DocumentPdf20Regular,
  table: Table20Regular,
  slides: SlideText20Regular,
  text: DocumentText20Regular,
  code: Code20Regular,
  other: Document20Regular,
}

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
  return look === 'folder' ? Folder20Filled : icons[familyOf(name)]
}
