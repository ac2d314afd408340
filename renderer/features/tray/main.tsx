// Where the page at the tray begins; the main window's is app/main.tsx.

import { createRoot } from 'react-dom/client'
import { createPageClock } from '../../app/clock.ts'
import { readCspNonce } from '../../app/csp-nonce.ts'
import { Frame } from '../../app/frame.tsx'
import '../../app/page.css'
import { createReverie } from '../../app/reverie.ts'
import { pickConnection } from '../../bridge/pick-connection.ts'
import { TrayPage } from './tray-page.tsx'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
const clock = createPageClock()
const reverie = createReverie({ connection: pickConnection(window, clock), clock, storage: localStorage })
createRoot(root).render(
  <Frame reverie={reverie} wishes={navigator.languages} nonce={readCspNonce(document)}>
    <TrayPage clock={clock} />
  </Frame>,
)
