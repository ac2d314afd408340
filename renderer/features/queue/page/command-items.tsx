// Commands on transfers as items of a menu, priorities and queues as menus of their own.

import { Menu, MenuItem, MenuItemRadio, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { Flag20Regular } from '@fluentui/react-icons/svg/flag'
import { Stack20Regular } from '@fluentui/react-icons/svg/stack'
import { useStore } from 'zustand'
import { priorities, type Priority } from '../../../../core/model/priority.ts'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { keysText } from '../../browser/commands/command.ts'
import { isMac } from '../../browser/use-commands.ts'
import { queueLabel } from '../named/queue-name.ts'
import type { ChosenRow } from './choice.ts'
import { mayHaveMoved } from './permitted.ts'
import type { QueueCommand } from './queue-commands.ts'
import { useRowActs } from './use-row-acts.ts'

export function CommandItem({ command, run }: { command: QueueCommand; run: () => void }) {
  const words = useWords()
  const Icon = command.icon
  return (
    <MenuItem
      icon={<Icon />}
      secondaryContent={command.shortcut === undefined ? '' : keysText(command.shortcut, isMac(), words)}
      onClick={run}
    >
      {words(command.name)}
    </MenuItem>
  )
}

/** As a part of another menu. */
export function PriorityItems({ chosen }: { chosen: readonly ChosenRow[] }) {
  const words = useWords()
  return (
    <Menu {...usePriorityMenu(chosen)}>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<Flag20Regular />}>{words('transfers.priority.title')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <PriorityList />
      </MenuPopover>
    </Menu>
  )
}

export function usePriorityMenu(chosen: readonly ChosenRow[]) {
  const acts = useRowActs()
  const movable = chosen.filter(mayHaveMoved)
  const same = new Set(movable.map(({ row }) => row.priority))
  return {
    checkedValues: { priority: same.size === 1 ? [...same] : [] },
    onCheckedValueChange: (_event: unknown, { checkedItems }: { checkedItems: string[] }) =>
      void acts.prioritize(movable, checkedItems[0] as Priority),
  }
}

export function PriorityList() {
  const words = useWords()
  return (
    <MenuList>
      {priorities.toReversed().map((priority) => (
        <MenuItemRadio key={priority} name="priority" value={priority}>
          {words(`transfers.priority.${priority}`)}
        </MenuItemRadio>
      ))}
    </MenuList>
  )
}

/** Whole downloads only, and only where there is more than the default queue. */
export function QueueItems({ chosen }: { chosen: readonly ChosenRow[] }) {
  const words = useWords()
  const menu = useQueueMenu(chosen)
  if (menu === undefined) return null
  return (
    <Menu {...menu}>
      <MenuTrigger disableButtonEnhancement>
        <MenuItem icon={<Stack20Regular />}>{words('transfers.queues.moveTo')}</MenuItem>
      </MenuTrigger>
      <MenuPopover>
        <QueueChoices />
      </MenuPopover>
    </Menu>
  )
}

export function useQueueMenu(chosen: readonly ChosenRow[]) {
  const { queues } = useReverie()
  const acts = useRowActs()
  const several = useStore(queues.store, (state) => state.queues.length > 1)
  const whole = chosen.filter(({ level }) => level === 1)
  if (!several || whole.length === 0) return undefined
  const same = new Set(whole.map(({ row }) => row.queueId))
  return {
    checkedValues: { queue: same.size === 1 ? [...same] : [] },
    onCheckedValueChange: (_event: unknown, { checkedItems }: { checkedItems: string[] }) => {
      const [queueId] = checkedItems
      if (queueId !== undefined) void acts.assign(whole, queueId)
    },
  }
}

export function QueueChoices() {
  const { queues } = useReverie()
  const words = useWords()
  const list = useStore(queues.store, (state) => state.queues)
  return (
    <MenuList>
      {list.map((queue) => (
        <MenuItemRadio key={queue.id} name="queue" value={queue.id}>
          <bdi>{queueLabel(queue, words)}</bdi>
        </MenuItemRadio>
      ))}
    </MenuList>
  )
}
