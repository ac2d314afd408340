// Everything that can be done here, for those who do not use the right button.

import { Button, Menu, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components'
import { MoreHorizontal20Regular } from '@fluentui/react-icons/svg/more-horizontal'
import { useWords } from '../../app/words/words.ts'
import { CommandItems } from './command-items.tsx'

export function MoreMenu() {
  const words = useWords()
  const name = words('browser.moreActions')
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontal20Regular />} aria-label={name} title={name} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <CommandItems />
        </MenuList>
      </MenuPopover>
    </Menu>
  )
}
