// The plain facts of an entry, as pairs of a name and a value.

import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { DetailsView } from '../../../../contract/browser-views.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { formatBytes } from '../../../ui/format/bytes.ts'
import { formatDate } from '../../../ui/format/time.ts'
import { visibleName } from '../../../../words/visible-name.ts'
import { Face } from '../../accounts/face.tsx'
import { typeWords } from '../entry-type.ts'
import { folderNamesOf } from '../places.ts'
import { listed } from '../../../../words/sentences.ts'

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
    marginBlock: tokens.spacingVerticalM,
  },
  name: { color: tokens.colorNeutralForeground3 },
  value: { margin: 0, overflowWrap: 'anywhere' },
})

export function Facts({ accountId, details }: { accountId: string; details: DetailsView }) {
  const words = useWords()
  const styles = useStyles()
  return (
    <dl className={styles.list} aria-label={words('details.facts')}>
      {factsOf(accountId, details, words).map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  )
}

type Fact = readonly [name: string, value: ReactNode]

function factsOf(accountId: string, details: DetailsView, words: Words): readonly Fact[] {
  const { entry, owner, policy, storageUsedBytes, tags, directLinks } = details
  const path = (uri: string) => folderNamesOf(uri).map(visibleName).join(' / ') || '/'
  const facts: readonly Fact[] = [
    [words('details.type'), typeWords(entry, words)],
    [words('details.size'), entry.sizeBytes === undefined ? undefined : formatBytes(entry.sizeBytes, words)],
    [words('details.modified'), formatDate(entry.modifiedAtMs, words)],
    [words('details.created'), formatDate(entry.createdAtMs, words)],
    [words('details.place'), entry.trashed === undefined ? path(entry.uri) : undefined],
    [words('details.deletedFrom'), entry.trashed?.from === undefined ? undefined : path(entry.trashed.from)],
    [
      words('details.purge'),
      entry.trashed?.purgeAtMs === undefined ? undefined : formatDate(entry.trashed.purgeAtMs, words),
    ],
    [words('details.owner'), owner === undefined ? undefined : ownerOf(accountId, owner, words)],
    [
      words('details.policy'),
      policy === undefined ? undefined : `${visibleName(policy.name)} (${policy.type})`,
    ],
    [
      words('details.used'),
      // The site counts what a file uses; of a folder it says nothing with it.
      storageUsedBytes === undefined || entry.kind === 'folder'
        ? undefined
        : formatBytes(storageUsedBytes, words),
    ],
    [
      words('details.tags'),
      tags.length === 0
        ? undefined
        : listed(
            tags.map(({ name }) => visibleName(name)),
            words,
          ),
    ],
    [
      words('details.links'),
      directLinks === undefined || directLinks === 0 ? undefined : words.numbers({}).format(directLinks),
    ],
  ]
  return facts.filter(([, value]) => value !== undefined)
}

function ownerOf(accountId: string, owner: NonNullable<DetailsView['owner']>, words: Words): ReactNode {
  if (owner === 'me') return words('details.me')
  const name = visibleName(owner.name === '' ? owner.id : owner.name)
  return (
    <>
      <Face accountId={accountId} userId={owner.id} name={name} size={20} /> {name}
    </>
  )
}
