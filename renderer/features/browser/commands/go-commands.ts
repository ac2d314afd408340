// Commands of going around: along the trail, up, to an address, into a folder, searching.

import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { ArrowLeft20Regular } from '@fluentui/react-icons/svg/arrow-left'
import { ArrowRight20Regular } from '@fluentui/react-icons/svg/arrow-right'
import { ArrowUp20Regular } from '@fluentui/react-icons/svg/arrow-up'
import { Edit20Regular } from '@fluentui/react-icons/svg/edit'
import { Search20Regular } from '@fluentui/react-icons/svg/search'
import { currentPlace, parentPlace } from '../places.ts'
import type { Command } from './command.ts'

type Id = 'back' | 'forward' | 'up' | 'refresh' | 'edit-path' | 'search'

export const goCommands: Readonly<Record<Id, Command>> = {
  back: {
    name: 'browser.command.back',
    icon: ArrowLeft20Regular,
    shortcuts: [{ key: 'ArrowLeft', alt: true }, { key: 'Backspace' }],
    group: 'go',
    menu: 'no',
    isEnabled: ({ trail }) => trail.at > 0,
    run: ({ reverie }) => reverie.browser.walk(-1),
  },
  forward: {
    name: 'browser.command.forward',
    icon: ArrowRight20Regular,
    shortcuts: [{ key: 'ArrowRight', alt: true }],
    group: 'go',
    menu: 'no',
    isEnabled: ({ trail }) => trail.at < trail.places.length - 1,
    run: ({ reverie }) => reverie.browser.walk(1),
  },
  up: {
    name: 'browser.command.up',
    icon: ArrowUp20Regular,
    shortcuts: [{ key: 'ArrowUp', alt: true }],
    group: 'go',
    menu: 'no',
    isEnabled: ({ trail }) => parentPlace(currentPlace(trail)) !== undefined,
    run: ({ reverie }) => reverie.browser.up(),
  },
  refresh: {
    name: 'browser.command.refresh',
    icon: ArrowClockwise20Regular,
    shortcuts: [{ key: 'F5' }, { key: 'r', ctrl: true }],
    group: 'go',
    menu: 'idle',
    isEnabled: ({ trail }) => {
      const { kind } = currentPlace(trail)
      return kind === 'folder' || kind === 'shares'
    },
    run: ({ reverie }) => reverie.browser.refresh(),
  },
  'edit-path': {
    name: 'browser.command.editPath',
    icon: Edit20Regular,
    shortcuts: [{ key: 'l', ctrl: true }],
    group: 'go',
    menu: 'no',
    isEnabled: ({ trail }) => currentPlace(trail).kind !== 'home',
    run: ({ reverie }) => reverie.browser.ask('path'),
  },
  search: {
    name: 'browser.command.search',
    icon: Search20Regular,
    shortcuts: [{ key: 'f', ctrl: true }],
    group: 'go',
    menu: 'no',
    isEnabled: ({ trail }) => currentPlace(trail).kind === 'folder',
    run: ({ reverie }) => reverie.browser.ask('search'),
  },
}
