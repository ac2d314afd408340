// The versions of a file: each can be downloaded, made the current one, or deleted.

import { Badge, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDownload16Regular } from '@fluentui/react-icons/svg/arrow-download'
import { ArrowUndo16Regular } from '@fluentui/react-icons/svg/arrow-undo'
import { Delete16Regular } from '@fluentui/react-icons/svg/delete'
import type { DetailsView } from '../../../../contract/browser-views.ts'
import { useWords } from '../../../app/words/words.ts'
import { formatBytes } from '../../../ui/format/bytes.ts'
import { formatDate } from '../../../ui/format/time.ts'
import { visibleName } from '../../../../words/visible-name.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { downloadVersion } from '../download.ts'
import { useCommandContext } from '../use-commands.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    paddingBlock: tokens.spacingVerticalXS,
  },
  text: { flexGrow: 1, minInlineSize: 0 },
  by: { display: 'block', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  buttons: { display: 'flex' },
})

type Version = DetailsView['versions'][number]

export function Versions({ details, onChanged }: { details: DetailsView; onChanged: () => void }) {
  const words = useWords()
  return (
    <section>
      <h3 className="pane-heading" id="details-versions">
        {words('details.versions')}
      </h3>
      <ul className="bare-list" aria-labelledby="details-versions">
        {details.versions.map((version) => (
          <li key={version.entityId}>
            <VersionLine details={details} version={version} onChanged={onChanged} />
          </li>
        ))}
      </ul>
    </section>
  )
}

interface VersionLineProps {
  details: DetailsView
  version: Version
  onChanged: () => void
}

function VersionLine({ details: { entry, may }, version, onChanged }: VersionLineProps) {
  const context = useCommandContext()
  const { bridge, browser, shell } = context.reverie
  const words = useWords()
  const styles = useStyles()
  const date = formatDate(version.createdAtMs, words)
  const { entityId } = version
  const place = browser.place()
  const use = async () => {
    if (place.kind !== 'folder') return
    const { accountId } = place
    const outcome = await bridge.invoke('entry.useVersion', { accountId, uri: entry.uri, entityId })
    shell.notify(
      outcome.ok ? { text: words('details.versionUsed', { date }) } : { text: '', failure: outcome.failure },
    )
    onChanged()
    void browser.reread()
  }
  const changeable = may.includes('versions') && !version.current
  return (
    <div className={styles.line}>
      <span className={styles.text}>
        {date} · {formatBytes(version.sizeBytes, words)}
        {version.createdBy !== undefined && (
          <span className={styles.by}>
            <bdi>{words('details.byName', { name: visibleName(version.createdBy) })}</bdi>
          </span>
        )}
      </span>
      {version.current && <Badge appearance="tint">{words('details.current')}</Badge>}
      <span className={styles.buttons}>
        <IconButton
          name={words('details.downloadVersion', { date })}
          icon={<ArrowDownload16Regular />}
          size="small"
          onClick={() => void downloadVersion(context, { uri: entry.uri, entityId, name: entry.name })}
        />
        {changeable && (
          <>
            <IconButton
              name={words('details.useVersion', { date })}
              icon={<ArrowUndo16Regular />}
              size="small"
              onClick={() => void use()}
            />
            <IconButton
              name={words('details.deleteVersion', { date })}
              icon={<Delete16Regular />}
              size="small"
              onClick={() => shell.open({ kind: 'delete-version', uri: entry.uri, entityId, date })}
            />
          </>
        )}
      </span>
    </div>
  )
}
