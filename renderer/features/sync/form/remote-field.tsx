// Which folder of which site: an account, its own files or a share that was opened, and a way down into it.

import { Button, Field, Input, makeStyles, mergeClasses, Select, Text } from '@fluentui/react-components'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { formatCloudUri, myFiles } from '../../../../core/model/cloud-uri.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { accountLabel, siteLabel } from '../../accounts/accounts-store.ts'
import { FolderChooser } from '../../browser/changes/folder-chooser.tsx'
import { rootName } from '../../browser/place-name.ts'
import { namesOf, shareIdOf, type FolderPlace } from '../../browser/places.ts'
import { useFormStyles, wrongOf } from './rules-fields.tsx'

const useStyles = makeStyles({
  // A long choice is cut rather than making the dialog scroll sideways.
  sources: { '& .fui-Select, & select': { minInlineSize: 0, maxInlineSize: '100%' } },
  note: { display: 'block' },
})

interface RemoteFieldProps {
  place: FolderPlace | undefined
  /** Chosen before the form came up: it is told, and changed only when somebody wants to. */
  settled: boolean
  error: string | undefined
  /** Undefined: the account that was chosen has nothing to offer yet. */
  onChange: (place: FolderPlace | undefined) => void
}

export function RemoteField({ place, settled, error, onChange }: RemoteFieldProps) {
  const words = useWords()
  const form = useFormStyles()
  const styles = useStyles()
  const [choosing, setChoosing] = useState(!settled)
  if (place !== undefined && !choosing)
    return (
      <div className={form.row}>
        <Field label={words('sync.form.remote')} className={form.grow}>
          <Input readOnly dir="auto" value={pathOf(place, words)} />
        </Field>
        <Button onClick={() => setChoosing(true)}>{words('sync.form.choose')}</Button>
      </div>
    )
  return (
    <Field label={words('sync.form.remote')} {...wrongOf(error)}>
      <div role="group" aria-label={words('sync.form.remote')}>
        <Sources place={place} onChange={onChange} />
        {place !== undefined && (
          <>
            <FolderChooser place={place} onGo={onChange} />
            <Text size={200} weight="semibold" className={styles.note} role="status">
              {words('sync.form.chosen', { name: isolateName(pathOf(place, words)) })}
            </Text>
          </>
        )}
      </div>
    </Field>
  )
}

function pathOf(place: FolderPlace, words: ReturnType<typeof useWords>): string {
  return visibleName([place.rootName ?? rootName(place, words), ...namesOf(place.uri)].join(' › '))
}

function Sources({ place, onChange }: Pick<RemoteFieldProps, 'place' | 'onChange'>) {
  const { accounts } = useReverie()
  const words = useWords()
  const form = useFormStyles()
  const styles = useStyles()
  const list = useStore(accounts.store, (state) => state.accounts)
  const [accountId, setAccountId] = useState(place?.accountId ?? list[0]?.id)
  const roots = useRoots(accountId)
  const [first] = roots
  useEffect(() => {
    if (first !== undefined && place === undefined) onChange(first)
  }, [first, onChange, place])
  const chosen = place === undefined ? -1 : roots.findIndex((root) => isSameRoot(root, place))
  const goToAccount = (wanted: string) => {
    setAccountId(wanted)
    onChange(undefined)
  }
  return (
    <div className={mergeClasses(form.two, styles.sources)}>
      {list.length > 1 && (
        <Field label={words('sync.form.account')}>
          <Select value={accountId ?? ''} onChange={(_event, { value }) => goToAccount(value)}>
            {list.map((account) => (
              <option key={account.id} value={account.id}>
                {visibleName(`${siteLabel(account)} · ${accountLabel(account)}`)}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {roots.length > 1 && (
        <Field label={words('sync.form.where')}>
          <Select
            value={String(chosen)}
            onChange={(_event, { value }) => {
              const root = roots[Number(value)]
              if (root !== undefined) onChange(root)
            }}
          >
            {roots.map((root, index) => (
              <option key={root.uri} value={String(index)}>
                {visibleName(root.rootName ?? rootName(root, words))}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {first === undefined && <Text>{words('sync.form.noShares')}</Text>}
    </div>
  )
}

export function mineOf(accountId: string): FolderPlace {
  return { kind: 'folder', accountId, uri: formatCloudUri(myFiles) }
}

/** The user's own files, and every share that was opened with the account. */
function useRoots(accountId: string | undefined): readonly FolderPlace[] {
  const { accounts, places, shell } = useReverie()
  const isUser = accounts.find(accountId ?? '')?.kind === 'user'
  const kept = useStore(places.store, (state) => (accountId === undefined ? undefined : state[accountId]))
  const opened = useStore(shell.store, (state) => state.shares)
  useEffect(() => {
    if (accountId !== undefined) places.want(accountId)
  }, [accountId, places])
  if (accountId === undefined) return []
  const shares = [
    ...(kept ?? []).filter(({ kind }) => kind === 'share'),
    ...opened.filter((share) => share.accountId === accountId),
  ].map(({ uri, name }): FolderPlace => ({ kind: 'folder', accountId, uri, rootName: name }))
  const once = shares.filter((share, index) => shares.findIndex(({ uri }) => uri === share.uri) === index)
  return [...(isUser ? [mineOf(accountId)] : []), ...once]
}

function isSameRoot(root: FolderPlace, place: FolderPlace): boolean {
  return shareIdOf(root) === shareIdOf(place)
}
