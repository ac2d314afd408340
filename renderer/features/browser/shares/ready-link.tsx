// A link that is ready: shown whole, with a button that copies it.

import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { Copy20Regular } from '@fluentui/react-icons/svg/copy'
import { useWords } from '../../../app/words/words.ts'
import { copyText } from '../changes/copy-address.ts'
import { useCommandContext } from '../use-commands.ts'

const useStyles = makeStyles({
  line: {
    display: 'flex',
    gap: tokens.spacingHorizontalS,
    alignItems: 'end',
    marginBlockStart: tokens.spacingVerticalM,
  },
  field: { flexGrow: 1, minInlineSize: 0 },
})

export function ReadyLink({ label, link }: { label: string; link: string }) {
  const context = useCommandContext()
  const words = useWords()
  const styles = useStyles()
  return (
    <div className={styles.line}>
      <Field label={label} className={styles.field}>
        <Input readOnly value={link} dir="ltr" onFocus={(event) => event.target.select()} />
      </Field>
      <Button
        appearance="primary"
        icon={<Copy20Regular />}
        onClick={() => void copyText(context, link, words('changes.share.copied'))}
      >
        {words('changes.share.copy')}
      </Button>
    </div>
  )
}
