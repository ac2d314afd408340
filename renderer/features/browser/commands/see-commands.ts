// Commands of selecting and of what the window shows.

import { AppsListDetail20Regular } from '@fluentui/react-icons/svg/apps-list-detail'
import { ArrowSwap20Regular } from '@fluentui/react-icons/svg/arrow-swap'
import { FolderSync20Regular } from '@fluentui/react-icons/svg/folder-sync'
import { Grid20Regular } from '@fluentui/react-icons/svg/grid'
import { Info20Regular } from '@fluentui/react-icons/svg/info'
import { Keyboard20Regular } from '@fluentui/react-icons/svg/keyboard'
import { PanelLeft20Regular } from '@fluentui/react-icons/svg/panel-left'
import { SelectAllOn20Regular } from '@fluentui/react-icons/svg/select-all-on'
import { showPairs } from '../../sync/show-pairs.ts'
import { currentPlace, type Trail } from '../places.ts'
import type { Command } from './command.ts'

type Id = 'select-all' | 'list' | 'tiles' | 'places' | 'details' | 'transfers' | 'pairs' | 'shortcuts'

export const seeCommands: Readonly<Record<Id, Command>> = {
  'select-all': {
    name: 'browser.command.selectAll',
    icon: SelectAllOn20Regular,
    shortcuts: [{ key: 'a', ctrl: true }],
    group: 'choose',
    menu: 'idle',
    isEnabled: ({ keys }) => keys.length > 0,
    run: ({ reverie }) => reverie.browser.selectAll(),
  },
  list: {
    name: 'browser.command.list',
    icon: AppsListDetail20Regular,
    shortcuts: [{ key: '1', ctrl: true, shift: true }],
    group: 'see',
    menu: 'no',
    isEnabled: ({ trail, view }) => currentPlace(trail).kind === 'folder' && view.layout !== 'list',
    run: ({ reverie: { browser } }) => browser.setView({ ...browser.store.getState().view, layout: 'list' }),
  },
  tiles: {
    name: 'browser.command.tiles',
    icon: Grid20Regular,
    shortcuts: [{ key: '2', ctrl: true, shift: true }],
    group: 'see',
    menu: 'no',
    isEnabled: ({ trail, view }) => canShowTiles(trail) && view.layout !== 'tiles',
    run: ({ reverie: { browser } }) => browser.setView({ ...browser.store.getState().view, layout: 'tiles' }),
  },
  places: {
    name: 'browser.command.places',
    icon: PanelLeft20Regular,
    shortcuts: [{ key: 'b', ctrl: true }],
    group: 'see',
    menu: 'no',
    isEnabled: () => true,
    run: ({ reverie: { browser } }) => browser.setPanes({ places: !browser.store.getState().panes.places }),
  },
  details: {
    name: 'browser.command.details',
    icon: Info20Regular,
    shortcuts: [
      { key: 'Enter', alt: true },
      { key: 'i', ctrl: true },
    ],
    group: 'see',
    menu: 'always',
    isEnabled: ({ trail }) => currentPlace(trail).kind === 'folder',
    run: ({ reverie: { browser } }) => browser.setPanes({ details: !browser.store.getState().panes.details }),
  },
  transfers: {
    name: 'browser.command.transfers',
    icon: ArrowSwap20Regular,
    shortcuts: [{ key: 'j', ctrl: true }],
    group: 'see',
    menu: 'no',
    isEnabled: () => true,
    run: ({ reverie: { shell } }) =>
      shell.setStrip(shell.store.getState().strip === 'line' ? 'drawer' : 'line'),
  },
  pairs: {
    name: 'sync.title',
    icon: FolderSync20Regular,
    shortcuts: [{ key: 's', ctrl: true, shift: true }],
    group: 'see',
    menu: 'no',
    isEnabled: () => true,
    run: ({ reverie }) => showPairs(reverie),
  },
  shortcuts: {
    name: 'browser.command.shortcuts',
    icon: Keyboard20Regular,
    shortcuts: [{ key: '?' }],
    group: 'see',
    menu: 'no',
    isEnabled: () => true,
    run: ({ reverie }) => reverie.shell.open({ kind: 'shortcuts' }),
  },
}

/** Results of a search are told apart by their folders, which tiles have no room for. */
function canShowTiles(trail: Trail): boolean {
  const place = currentPlace(trail)
  return place.kind === 'folder' && place.search === undefined
}
