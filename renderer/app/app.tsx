// The page of the main window and of the web host.

import { Frame, type FrameProps } from './frame.tsx'
import { Shell } from './shell.tsx'

export function App(props: Omit<FrameProps, 'children'>) {
  return (
    <Frame {...props}>
      <Shell />
    </Frame>
  )
}
