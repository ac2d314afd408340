// What can be done with the chosen transfers, as buttons; off where it does not apply, so that nothing jumps about.

import {
  Button,
  makeStyles,
  Menu,
  MenuList,
  MenuPopover,
  MenuTrigger,
  tokens,
  Toolbar,
  ToolbarDivider,
  Tooltip,
} from '@fluentui/react-components'
import { Flag20Regular } from '@fluentui/react-icons/svg/flag'
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { formatBytes } from '../../../ui/format/bytes.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { keysText } from '../../browser/commands/command.ts'
import { isMac } from '../../browser/use-commands.ts'
import { isSearching } from '../queue-store.ts'
import { sumsOf, type ChosenRow } from './choice.ts'
import { CommandItem, PriorityList, QueueItems, usePriorityMenu } from './command-items.tsx'
import { mayHaveMoved } from './permitted.ts'
import { queueCommands, type QueueCommandId } from './queue-commands.ts'
import { useRowActs } from './use-row-acts.ts'

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    flexShrink: 0,
    padding: 0,
    paddingInline: tokens.spacingHorizontalS,
    minBlockSize: '36px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBlockEndWidth: '1px',
    borderBlockEndStyle: 'solid',
    borderBlockEndColor: tokens.colorNeutralStroke2,
  },
  sums: {
    flexGrow: 1,
    minInlineSize: 0,
    paddingInline: tokens.spacingHorizontalS,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    textAlign: 'end',
    fontSize: tokens.fontSizeBase200,
    color: tokens.colorNeutralForeground2,
    fontVariantNumeric: 'tabular-nums',
  },
  // All of it is in the menu too.
  wide: { display: 'contents', '@media (max-width: 700px)': { display: 'none' } },
})

const hurry = ['resume', 'pause', 'retry', 'cancel'] as const
const places = ['first', 'up', 'down', 'last', 'next'] as const
const rest = ['later', 'now', 'pace', 'remove', 'removeFiles'] as const

export function ChoiceToolbar() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const choice = useStore(queue.choice)
  const chosen = [...choice.rows.values()]
  return (
    <Toolbar className={styles.bar} size="small" aria-label={words('transfers.toolbar')}>
      {hurry.map((id) => (
        <CommandButton key={id} id={id} chosen={chosen} />
      ))}
      <span className={styles.wide}>
        <ToolbarDivider />
        {places.map((id) => (
          <CommandButton key={id} id={id} chosen={chosen} />
        ))}
        <PriorityButton chosen={chosen} />
      </span>
      <ToolbarDivider />
      <MoreButton chosen={chosen} />
      <SumsText />
    </Toolbar>
  )
}

function CommandButton({ id, chosen }: { id: QueueCommandId; chosen: readonly ChosenRow[] }) {
  const words = useWords()
  const acts = useRowActs()
  const command = queueCommands[id]
  const Icon = command.icon
  const enabled = command.isEnabled(chosen)
  return (
    <IconButton
      size="small"
      name={words(command.name)}
      icon={<Icon />}
      disabled={!enabled}
      {...('shortcut' in command && command.shortcut !== undefined
        ? { shortcut: keysText(command.shortcut, isMac(), words) }
        : {})}
      onClick={() => {
        if (enabled) command.run(acts, chosen)
      }}
    />
  )
}

function PriorityButton({ chosen }: { chosen: readonly ChosenRow[] }) {
  const words = useWords()
  return (
    <Menu {...usePriorityMenu(chosen)}>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={words('transfers.priority.title')} relationship="label" withArrow>
          <Button
            appearance="subtle"
            size="small"
            icon={<Flag20Regular />}
            disabledFocusable={!chosen.some(mayHaveMoved)}
          />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <PriorityList />
      </MenuPopover>
    </Menu>
  )
}

function MoreButton({ chosen }: { chosen: readonly ChosenRow[] }) {
  const words = useWords()
  const acts = useRowActs()
  const fitting = [...places, ...rest].filter((id) => queueCommands[id].isEnabled(chosen))
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Tooltip content={words('transfers.more')} relationship="label" withArrow>
          <Button
            appearance="subtle"
            size="small"
            icon={<MoreHorizontal20Regular />}
            disabledFocusable={fitting.length === 0}
          />
        </Tooltip>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {fitting.map((id) => (
            <CommandItem
              key={id}
              command={queueCommands[id]}
              run={() => queueCommands[id].run(acts, chosen)}
            />
          ))}
          <QueueItems chosen={chosen} />
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

/** Of what is chosen, else of the list. */
function SumsText() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const choice = useStore(queue.choice)
  const total = useStore(queue.store, ({ top }) => top.total)
  const searching = useStore(queue.store, ({ narrowed }) => isSearching(narrowed))
  const { count, bytesTotal } = sumsOf(choice)
  const text =
    count > 0
      ? words('transfers.chosen', { count, size: formatBytes(bytesTotal, words) })
      : words(searching ? 'transfers.found' : 'transfers.listed', { count: total })
  return (
    <span className={styles.sums} role="status">
      {text}
    </span>
  )
}
