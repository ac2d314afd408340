// The context menu of the table: the commands of the toolbar, at the pointer or at the row of the keyboard.

import { Menu, MenuDivider, MenuList, MenuPopover } from '@fluentui/react-components'
import { Fragment } from 'react'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { CommandItem, PriorityItems, QueueItems } from './command-items.tsx'
import { queueCommandList, type QueueGroup } from './queue-commands.ts'
import { useRowActs } from './use-row-acts.ts'

export interface MenuPoint {
  readonly x: number
  readonly y: number
}

const groups = ['run', 'place', 'when', 'file', 'remove'] as const satisfies readonly QueueGroup[]

export function QueueMenu({ point, onClose }: { point: MenuPoint | undefined; onClose: () => void }) {
  const words = useWords()
  if (point === undefined) return null
  return (
    <Menu
      open
      positioning={{
        target: { getBoundingClientRect: () => new DOMRect(point.x, point.y, 0, 0) },
        position: 'below',
        align: 'start',
        shiftToCoverTarget: true,
        autoSize: true,
      }}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose()
      }}
    >
      <MenuPopover>
        <MenuList aria-label={words('transfers.menu')}>
          <Items />
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}

function Items() {
  const { host, queue } = useReverie()
  const acts = useRowActs()
  const canOpen = useStore(host.store, (state) => state.host?.canOpenFiles === true)
  const chosen = [...useStore(queue.choice).rows.values()]
  const fitting = queueCommandList.filter(
    ({ isEnabled, needsScreen }) => isEnabled(chosen) && (canOpen || needsScreen !== true),
  )
  const sections = groups
    .map((group) => ({ group, commands: fitting.filter((command) => command.group === group) }))
    .filter(({ commands }) => commands.length > 0)
  return sections.map(({ group, commands }, index) => (
    <Fragment key={group}>
      {index > 0 && <MenuDivider />}
      {commands.map((command) => (
        <CommandItem key={command.id} command={command} run={() => command.run(acts, chosen)} />
      ))}
      {group === 'place' && <PriorityItems chosen={chosen} />}
      {group === 'place' && <QueueItems chosen={chosen} />}
    </Fragment>
  ))
}
