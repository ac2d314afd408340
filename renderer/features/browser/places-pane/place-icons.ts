// The icons of places.

import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { DocumentText20Regular } from '@fluentui/react-icons/svg/document-text'
import { Folder20Regular } from '@fluentui/react-icons/svg/folder'
import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { History20Regular } from '@fluentui/react-icons/svg/history'
import { Image20Regular } from '@fluentui/react-icons/svg/image'
import { Link20Regular } from '@fluentui/react-icons/svg/link'
import { MusicNote220Regular } from '@fluentui/react-icons/svg/music-note'
import { People20Regular } from '@fluentui/react-icons/svg/people'
import { Pin20Regular } from '@fluentui/react-icons/svg/pin'
import { Share20Regular } from '@fluentui/react-icons/svg/share'
import { Video20Regular } from '@fluentui/react-icons/svg/video'
import type { ComponentType } from 'react'
import type { PlaceKind } from '../../../../core/model/place.ts'
import type { Category } from '../../../../core/model/search.ts'

export const rootIcons = {
  my: Folder20Regular,
  shared: People20Regular,
  shares: Share20Regular,
  trash: Delete20Regular,
  pairs: FolderSync20Regular,
} as const satisfies Record<string, ComponentType>

export const categoryIcons: Readonly<Record<Category, ComponentType>> = {
  image: Image20Regular,
  video: Video20Regular,
  audio: MusicNote220Regular,
  document: DocumentText20Regular,
}

export const keptIcons: Readonly<Record<PlaceKind, ComponentType>> = {
  pinned: Pin20Regular,
  recent: History20Regular,
  share: Link20Regular,
}
