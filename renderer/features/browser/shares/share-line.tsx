// One share of the user's own: what it is, until when, how often it was used, its link, and taking it back.

import { Badge, Link, makeStyles, tokens } from '@fluentui/react-components'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import type { ShareView } from '../../../../contract/browser-views.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { EntryIcon } from '../../../ui/entry-icon.tsx'
import { FileName } from '../../../ui/file-name.tsx'
import { formatDate } from '../../../ui/format/time.ts'
import { isolateName, visibleName } from '../../../../words/visible-name.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { copyText } from '../changes/copy-address.ts'
import { useFileListStyles } from '../file-list-styles.ts'
import { useCommandContext } from '../use-commands.ts'
import { openSource } from './follow-share.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    paddingBlock: tokens.spacingVerticalXS,
    minInlineSize: 0,
  },
  text: { flexGrow: 1, minInlineSize: 0, display: 'flex', flexDirection: 'column', alignItems: 'start' },
  name: { maxInlineSize: '100%' },
  facts: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  buttons: { display: 'flex', flexShrink: 0 },
})

export function ShareLine({ accountId, share }: { accountId: string; share: ShareView }) {
  const context = useCommandContext()
  const { bridge, shell } = context.reverie
  const words = useWords()
  const styles = useStyles()
  const list = useFileListStyles()
  const name = isolateName(visibleName(share.name))
  const copy = async () => {
    const outcome = await bridge.invoke('share.link', { accountId, shareId: share.id })
    if (outcome.ok) await copyText(context, outcome.value.link, words('changes.share.copied'))
    else shell.notify({ text: '', failure: outcome.failure })
  }
  return (
    <div className={styles.line}>
      <EntryIcon
        name={share.name}
        look={share.kind}
        className={share.kind === 'folder' ? list.folder : list.file}
      />
      <span className={styles.text}>
        <Link
          as="button"
          className={styles.name}
          onClick={() => void openSource(context.reverie, accountId, share)}
        >
          <FileName name={share.name} className={styles.name} />
        </Link>
        <span className={styles.facts}>{factsOf(share, words).join(' · ')}</span>
      </span>
      {share.expired && (
        <Badge color="warning" appearance="tint">
          {words('shares.expired')}
        </Badge>
      )}
      <span className={styles.buttons}>
        <IconButton
          name={words('shares.copyLink', { name })}
          icon={<Copy20Regular />}
          size="small"
          onClick={() => void copy()}
        />
        <IconButton
          name={words('shares.delete', { name })}
          icon={<Delete20Regular />}
          size="small"
          onClick={() => shell.open({ kind: 'end-share', shareId: share.id, name: share.name, accountId })}
        />
      </span>
    </div>
  )
}

function factsOf(share: ShareView, words: Words): readonly string[] {
  return [
    words('shares.created', { date: formatDate(share.createdAtMs, words) }),
    ...(share.protected ? [words('shares.protected')] : []),
    share.expiresAtMs === undefined
      ? words('shares.forever')
      : words('shares.expires', { date: formatDate(share.expiresAtMs, words) }),
    words('shares.visits', { count: share.visits }),
    words('shares.downloads', { count: share.downloads }),
    ...(share.downloadsLeft === undefined
      ? []
      : [words('shares.downloadsLeft', { count: share.downloadsLeft })]),
  ]
}
