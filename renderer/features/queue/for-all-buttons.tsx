// What can be done with all transfers at once. The two that one needs in a hurry are buttons; the rest is a menu.

import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemCheckbox,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components'
import { ArrowClockwise20Regular } from '@fluentui/react-icons/svg/arrow-clockwise'
import { Broom20Regular } from '@fluentui/react-icons/svg/broom'
import { DismissCircle20Regular } from '@fluentui/react-icons/svg/dismiss-circle'
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal'
import { Pause20Regular } from '@fluentui/react-icons/svg/pause'
import { Play20Regular } from '@fluentui/react-icons/svg/play'
import { useStore } from 'zustand'
import type { QueueSummary } from '../../../contract/views.ts'
import { useReverie } from '../../app/reverie.ts'
import { useWords } from '../../app/words/words.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { mostWithoutAsking } from './page/permitted.ts'
import { totalsOf } from './summary-words.ts'

export function ForAllButtons() {
  const { host, queue, shell } = useReverie()
  const words = useWords()
  const summary = useStore(queue.store, (state) => state.summary)
  const quits = useStore(host.store, (state) => state.host?.quitWhenDone)
  const can = possible(summary)
  const clear = () => {
    if (can.ended > mostWithoutAsking) shell.open({ kind: 'clear-ended' })
    else void queue.forAll('queue.clearEnded')
  }
  const askToQuit = async (on: boolean) => {
    const failure = await host.quitWhenDone(on)
    if (failure !== undefined) shell.notify({ text: '', failure })
  }
  return (
    <>
      <IconButton
        name={words('queue.pauseAll')}
        icon={<Pause20Regular />}
        disabled={!can.pause}
        onClick={() => void queue.forAll('queue.pauseAll')}
      />
      <IconButton
        name={words('queue.resumeAll')}
        icon={<Play20Regular />}
        disabled={!can.resume}
        onClick={() => void queue.forAll('queue.resumeAll')}
      />
      <Menu
        checkedValues={{ whenDone: quits === true ? ['quit'] : [] }}
        onCheckedValueChange={(_event, { checkedItems }) => void askToQuit(checkedItems.includes('quit'))}
      >
        <MenuTrigger disableButtonEnhancement>
          <Tooltip content={words('queue.more')} relationship="label" withArrow>
            <Button appearance="subtle" icon={<MoreHorizontal20Regular />} />
          </Tooltip>
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem
              icon={<ArrowClockwise20Regular />}
              disabled={!can.retry}
              onClick={() => void queue.forAll('queue.retryAll')}
            >
              {words('queue.retryAll')}
            </MenuItem>
            <MenuItem icon={<Broom20Regular />} disabled={!can.clear} onClick={() => clear()}>
              {words('queue.clearEnded')}
            </MenuItem>
            <MenuItem
              icon={<DismissCircle20Regular />}
              disabled={!can.cancel}
              onClick={() => shell.open({ kind: 'cancel-all' })}
            >
              {words('queue.cancelAll')}
            </MenuItem>
            {quits !== undefined && (
              <MenuGroup>
                <MenuDivider />
                <MenuGroupHeader>{words('queue.whenDone')}</MenuGroupHeader>
                <MenuItemCheckbox name="whenDone" value="quit">
                  {words('queue.quit')}
                </MenuItemCheckbox>
              </MenuGroup>
            )}
          </MenuList>
        </MenuPopover>
      </Menu>
    </>
  )
}

/** What a button would do something to. */
export function possible(summary: QueueSummary | undefined) {
  if (summary === undefined)
    return { pause: false, resume: false, retry: false, clear: false, cancel: false, ended: 0 }
  const { byState } = summary
  const { unfinished } = totalsOf(summary)
  const ended = byState.completed + byState.failed + byState.canceled
  return {
    pause: unfinished - byState.paused - byState.finishing > 0,
    resume: byState.paused > 0,
    retry: byState.failed > 0,
    clear: ended > 0,
    cancel: unfinished > 0,
    ended,
  }
}
