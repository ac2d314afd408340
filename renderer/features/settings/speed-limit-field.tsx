// A switch for the limit and, when it is on, its height.

import { makeStyles, Switch, tokens } from '@fluentui/react-components'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { megabyte, MegabytesField } from './megabytes-field.tsx'

const useStyles = makeStyles({
  group: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
})

const firstLimit = 5 * megabyte

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
        onChange={(_event, { checked }) => save(checked ? firstLimit : 0)}
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
