// What can be done with chosen transfers: one table for the toolbar, the context menu and the keyboard, with the same
// names everywhere. What a state allows is the host's word (`actions`) or a rule of core/model.

import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { ArrowDown20Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up'
import { CalendarClock20Regular } from '@fluentui/react-icons/svg/calendar-clock'
import { ChevronDoubleDown20Regular } from '@fluentui/react-icons/svg/chevron-double-down'
import { ChevronDoubleUp20Regular } from '@fluentui/react-icons/svg/chevron-double-up'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { Dismiss20Regular } from '@fluentui/react-icons/svg/dismiss'
import { DocumentArrowRight20Regular } from '@fluentui/react-icons/svg/document-arrow-right'
import { FastForward20Regular } from '@fluentui/react-icons/svg/fast-forward'
import { FolderOpen20Regular } from '@fluentui/react-icons/svg/folder-open'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { PlayCircle20Regular } from '@fluentui/react-icons/svg/play-circle'
import { Subtract20Regular } from '@fluentui/react-icons/svg/subtract'
import { TopSpeed20Regular } from '@fluentui/react-icons/svg/top-speed'
import type { ComponentType } from 'react'
import type { TransferAction } from '../../../../core/model/transfer.ts'
import type { WordKey } from '../../../app/words/words.ts'
import type { Shortcut } from '../../browser/commands/command.ts'
import type { ChosenRow } from './choice.ts'
import { mayHaveMoved, mayRemoveFiles, mostMoved, mostWithoutAsking, withAction } from './permitted.ts'
import type { RowActs } from './row-acts.ts'

export type QueueGroup = 'run' | 'place' | 'when' | 'file' | 'remove'

export interface QueueCommand {
  readonly name: WordKey
  readonly icon: ComponentType
  readonly group: QueueGroup
  readonly shortcut?: Shortcut
  /** Where the host has no screen to open files on, these are left out. */
  readonly needsScreen?: boolean
  isEnabled(chosen: readonly ChosenRow[]): boolean
  run(acts: RowActs, chosen: readonly ChosenRow[]): void
}

const act = (
  action: TransferAction,
  facts: { icon: ComponentType; group: QueueGroup; shortcut?: Shortcut },
): QueueCommand => ({
  ...facts,
  name: `queue.action.${action}`,
  isEnabled: (chosen) => withAction(chosen, action).length > 0,
  run: (acts, chosen) => void acts.act(action, withAction(chosen, action)),
})

/** One file at a time: nobody wants a hundred windows. */
const one = (
  action: 'open' | 'reveal',
  facts: { icon: ComponentType; group: QueueGroup; shortcut?: Shortcut },
): QueueCommand => ({
  ...act(action, facts),
  needsScreen: true,
  isEnabled: (chosen) => chosen.length === 1 && withAction(chosen, action).length === 1,
})

const move = (
  kind: 'first' | 'up' | 'down' | 'last' | 'next',
  facts: { icon: ComponentType; shortcut?: Shortcut },
): QueueCommand => ({
  ...facts,
  name: `transfers.move.${kind}`,
  group: 'place',
  isEnabled: (chosen) => chosen.length <= mostMoved && chosen.some(mayHaveMoved),
  run: (acts, chosen) => void acts.move(chosen.filter(mayHaveMoved), { kind }),
})

const alt = (key: string): Shortcut => ({ key, alt: true, inList: true })

export const queueCommands = {
  resume: act('resume', { icon: Play20Regular, group: 'run' }),
  pause: act('pause', { icon: Pause20Regular, group: 'run' }),
  retry: act('retry', { icon: ArrowClockwise20Regular, group: 'run' }),
  cancel: {
    ...act('cancel', { icon: Dismiss20Regular, group: 'run' }),
    run: (acts, chosen) => {
      const open = withAction(chosen, 'cancel')
      // One is given up by its button at once; of many, nobody finds out again which they were.
      if (open.length > mostWithoutAsking) acts.ask({ kind: 'cancel-rows', chosen: open })
      else void acts.act('cancel', open)
    },
  },
  next: move('next', { icon: FastForward20Regular }),
  first: move('first', { icon: ChevronDoubleUp20Regular, shortcut: alt('Home') }),
  up: move('up', { icon: ArrowUp20Regular, shortcut: alt('ArrowUp') }),
  down: move('down', { icon: ArrowDown20Regular, shortcut: alt('ArrowDown') }),
  last: move('last', { icon: ChevronDoubleDown20Regular, shortcut: alt('End') }),
  later: {
    name: 'transfers.startLater',
    icon: CalendarClock20Regular,
    group: 'when',
    isEnabled: (chosen) => chosen.some((row) => row.level === 1 && mayHaveMoved(row)),
    run: (acts, chosen) =>
      acts.ask({ kind: 'start-at', chosen: chosen.filter((row) => row.level === 1 && mayHaveMoved(row)) }),
  },
  now: {
    name: 'transfers.startNow',
    icon: PlayCircle20Regular,
    group: 'when',
    isEnabled: (chosen) => chosen.some(startsLater),
    run: (acts, chosen) => void acts.startAt(chosen.filter(startsLater), null),
  },
  pace: {
    name: 'transfers.pace.open',
    icon: TopSpeed20Regular,
    group: 'when',
    isEnabled: (chosen) => chosen.some(mayHaveMoved),
    run: (acts, chosen) => acts.ask({ kind: 'pace', chosen: chosen.filter(mayHaveMoved) }),
  },
  open: one('open', {
    icon: DocumentArrowRight20Regular,
    group: 'file',
    shortcut: { key: 'Enter', inList: true },
  }),
  reveal: one('reveal', { icon: FolderOpen20Regular, group: 'file' }),
  remove: {
    ...act('remove', {
      icon: Subtract20Regular,
      group: 'remove',
      shortcut: { key: 'Delete', inList: true },
    }),
    run: (acts, chosen) => {
      const ended = withAction(chosen, 'remove')
      if (ended.length > mostWithoutAsking) acts.ask({ kind: 'remove-rows', chosen: ended })
      else void acts.act('remove', ended)
    },
  },
  removeFiles: {
    name: 'transfers.removeFiles',
    icon: Delete20Regular,
    group: 'remove',
    shortcut: { key: 'Delete', shift: true, inList: true },
    isEnabled: (chosen) => chosen.some(mayRemoveFiles),
    run: (acts, chosen) => acts.ask({ kind: 'remove-files', chosen: chosen.filter(mayRemoveFiles) }),
  },
} as const satisfies Record<string, QueueCommand>

export type QueueCommandId = keyof typeof queueCommands

export const queueCommandList: readonly (QueueCommand & { readonly id: QueueCommandId })[] = (
  Object.keys(queueCommands) as QueueCommandId[]
).map((id) => ({ id, ...queueCommands[id] }))

function startsLater({ row, level }: ChosenRow): boolean {
  return level === 1 && row.startAtMs !== undefined && row.state !== 'completed' && row.state !== 'canceled'
}
