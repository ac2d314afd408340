// What a pair did, the latest first, page by page; conflict copies can be gone to.

import { Button, Link, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { ArrowDownload20Regular } from '@fluentui/react-icons/svg/arrow-download'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { CheckmarkCircle20Regular } from '@fluentui/react-icons/svg/checkmark-circle'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { EyeOff20Regular } from '@fluentui/react-icons/svg/eye-off'
import { FolderAdd20Regular } from '@fluentui/react-icons/svg/folder-add'
import { History32Regular } from '@fluentui/react-icons/svg/history'
import { Info20Regular } from '@fluentui/react-icons/svg/info'
import { Rename20Regular } from '@fluentui/react-icons/svg/rename'
import { Warning20Regular } from '@fluentui/react-icons/svg/warning'
import type { ComponentType } from 'react'
import { useStore } from 'zustand'
import type { PairView } from '../../../contract/sync-views.ts'
import { keptPathOf, type SyncActivity } from '../../../core/model/sync.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords, type Words } from '../../app/words/words.ts'
import { FailureMessage } from '../../ui/failure-message.tsx'
import { FileName } from '../../ui/file-name.tsx'
import { isolateName } from '../../../words/visible-name.ts'
import { useNow } from '../../ui/use-now.ts'
import { StatePanel } from '../../ui/state-panel.tsx'
import { ListSkeleton } from '../browser/list-skeleton.tsx'
import { failureText } from './pair-trouble.tsx'
import { formatSince } from './sync-words.ts'
import { useSyncStyles } from './sync-styles.ts'
import { useActivity } from './use-activity.ts'

const useStyles = makeStyles({
  list: {
    margin: 0,
    paddingBlock: tokens.spacingVerticalXS,
    paddingInline: tokens.spacingHorizontalL,
    listStyleType: 'none',
  },
  entry: { display: 'flex', alignItems: 'flex-start', gap: tokens.spacingHorizontalS, paddingBlock: '6px' },
  icon: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  loud: { color: tokens.colorStatusWarningForeground1 },
  texts: { display: 'flex', flexDirection: 'column', alignItems: 'start', flexGrow: 1, minInlineSize: 0 },
  path: { maxInlineSize: '100%' },
  link: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  time: { flexShrink: 0, fontVariantNumeric: 'tabular-nums' },
  more: { marginBlock: tokens.spacingVerticalS, marginInline: tokens.spacingHorizontalL },
})

const icons: Readonly<Record<SyncActivity['kind'], ComponentType>> = {
  create: ArrowDownload20Regular,
  update: ArrowSync20Regular,
  rename: Rename20Regular,
  delete: Delete20Regular,
  conflict: Copy20Regular,
  adopt: CheckmarkCircle20Regular,
  skip: EyeOff20Regular,
  problem: Warning20Regular,
  note: Info20Regular,
}

export function ActivityTab({ pair }: { pair: PairView }) {
  const words = useWords()
  const styles = useStyles()
  const { activity, loading, failure, canMore, more } = useActivity(pair)
  if (failure !== undefined) return <FailureMessage failure={failure} />
  if (activity.length === 0 && !loading)
    return (
      <StatePanel
        icon={<History32Regular />}
        title={words('sync.done.none')}
        text={words('sync.done.noneText')}
      />
    )
  return (
    <>
      <ul className={styles.list} aria-label={words('sync.done.list')}>
        {activity.map((one, index) => (
          <ActivityLine key={`${one.atMs} ${index} ${one.path}`} pairId={pair.id} one={one} />
        ))}
      </ul>
      <ListSkeleton loading={loading && activity.length === 0} />
      {canMore && (
        <Button className={styles.more} onClick={more}>
          {words('sync.done.more')}
        </Button>
      )}
    </>
  )
}

function ActivityLine({ pairId, one }: { pairId: string; one: SyncActivity }) {
  const { host, sync } = useReverie()
  const words = useWords()
  const shared = useSyncStyles()
  const styles = useStyles()
  const canOpen = useStore(host.store, (state) => state.host?.canOpenFiles === true)
  const nowMs = useNow(false)
  const Icon = one.kind === 'create' && one.entry === 'folder' ? FolderAdd20Regular : icons[one.kind]
  const loud = one.kind === 'conflict' || one.kind === 'problem'
  const target = revealed(one)
  return (
    <li className={styles.entry}>
      <span aria-hidden className={mergeClasses(styles.icon, loud && styles.loud)}>
        <Icon />
      </span>
      <span className={styles.texts}>
        <FileName name={one.path} className={styles.path} />
        <span className={shared.small}>{sentenceOf(one, words)}</span>
        {canOpen && target !== undefined && (
          <Link as="button" className={styles.link} onClick={() => void sync.reveal(pairId, target)}>
            {words('sync.action.reveal')}
          </Link>
        )}
      </span>
      <time className={mergeClasses(shared.small, styles.time)} dateTime={new Date(one.atMs).toISOString()}>
        {formatSince(one.atMs, { nowMs, words })}
      </time>
    </li>
  )
}

/** What is worth going to: what was kept, not each of a thousand files that simply came. */
function revealed(one: SyncActivity): string | undefined {
  return one.kind === 'conflict' || one.kind === 'delete' ? keptPathOf(one) : undefined
}

function sentenceOf(one: SyncActivity, words: Words): string {
  const { kind, entry, keptAs, fromPath, failure } = one
  if (failure !== undefined) return failureText(failure, words)
  if (kind === 'rename' && fromPath !== undefined)
    return words('sync.done.renameFrom', { path: isolateName(fromPath) })
  if (kind === 'create' && entry === 'folder') return words('sync.done.createFolder')
  if (keptAs === undefined) return words(`sync.done.${kind}`)
  return kind === 'conflict'
    ? words('sync.done.conflictKept', { name: isolateName(keptAs) })
    : words('sync.done.deleteKept', { path: isolateName(keptAs) })
}
