// A switch for the limit and, when it is on, its height.

import { makeStyles, Switch, tokens } from '@fluentui/react-components'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { lastLimit } from './last-limit.ts'
import { MegabytesField } from './megabytes-field.tsx'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
})

export function SpeedLimitField({ bytesPerSecond }: { bytesPerSecond: number }) {
  const { settings } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const limited = bytesPerSecond > 0
  const save = (speedLimit: number) => void settings.save({ speedLimit })
  return (
    <div className={styles.group}>
      <Switch
        style={{ marginInlineStart: '-8px' }}
        label={words('settings.limit')}
        checked={limited}
        onChange={(_event, { checked }) => {
          if (!checked) lastLimit.keep(bytesPerSecond)
          save(checked ? lastLimit.read() : 0)
        }}
      />
      {limited && (
        <MegabytesField
          key={bytesPerSecond}
          label={words('settings.limitValue')}
          bytes={bytesPerSecond}
          onSave={save}
        />
      )}
    </div>
  )
}
