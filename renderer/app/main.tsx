// Where the page begins: puts the parts together and draws. Everything of substance is elsewhere.

import { createRoot } from 'react-dom/client'
import { takeDoorKey } from '../bridge/door-key.ts'
import { pickConnection } from '../bridge/pick-connection.ts'
import { App } from './app.tsx'
import { createPageClock } from './clock.ts'
import { readCspNonce } from './csp-nonce.ts'
import './page.css'
import { createReverie } from './reverie.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
takeDoorKey(window)
const clock = createPageClock()
const reverie = createReverie({
  connection: pickConnection(window, clock),
  clock,
  storage: localStorage,
  tabStorage: sessionStorage,
})
createRoot(root).render(<App reverie={reverie} wishes={navigator.languages} nonce={readCspNonce(document)} />)
