// The speed limit over everything, in the strip: off, a usual one, or an own one; and whether the hours of the week say
// something else besides.

import {
  Button,
  makeStyles,
  Menu,
  MenuDivider,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components'
import { TopSpeed20Regular } from '@fluentui/react-icons/svg/top-speed'
import { useStore } from 'zustand'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { formatSpeed } from '../../ui/format/bytes.ts'
import { megabyte } from '../settings/megabytes-field.tsx'

const usual = [1, 2, 5, 10, 25].map((count) => count * megabyte)

const useStyles = makeStyles({
  button: {
    flexShrink: 0,
    minInlineSize: '32px',
    whiteSpace: 'nowrap',
    fontVariantNumeric: 'tabular-nums',
  },
})

export function SpeedLimitMenu() {
  const { settings, shell } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const values = useStore(settings.store, (state) => state.settings)
  if (values === undefined) return null
  const { speedLimit, schedule } = values
  const limits = usual.includes(speedLimit) || speedLimit === 0 ? usual : [...usual, speedLimit]
  const save = async (limit: number) => {
    if (await settings.save({ speedLimit: limit })) return
    const { failure } = settings.store.getState()
    if (failure !== undefined) shell.notify({ text: '', failure })
  }
  const name =
    speedLimit === 0
      ? words('transfers.limit.none')
      : words('transfers.limit.at', { speed: formatSpeed(speedLimit, words) })
  return (
    <Menu
      checkedValues={{ limit: [String(speedLimit)] }}
      onCheckedValueChange={(_event, { checkedItems }) => void save(Number(checkedItems[0]))}
    >
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={name} relationship="label" withArrow>
          <Button appearance="subtle" className={styles.button} icon={<TopSpeed20Regular />}>
            {speedLimit === 0 ? null : formatSpeed(speedLimit, words)}
          </Button>
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {[0, ...limits].map((limit) => (
            <MenuItemRadio key={limit} name="limit" value={String(limit)}>
              {limit === 0 ? words('transfers.limit.none') : formatSpeed(limit, words)}
            </MenuItemRadio>
          ))}
          <MenuItem onClick={() => shell.open({ kind: 'own-limit' })}>
            {words('transfers.limit.own')}
          </MenuItem>
          <MenuDivider />
          <MenuItem onClick={() => shell.open({ kind: 'settings' })}>
            {words(schedule.length === 0 ? 'transfers.limit.hours' : 'transfers.limit.hoursSet')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
