// The development page: the real user interface over a host in memory, in a state chosen by `?state=` and a
// language by `?lang=` (`en-XA` and `ar-XB` are made up). No part of the
// product.

import { createRoot } from 'react-dom/client'
import { App } from '../app/app.tsx'
import { createPageClock } from '../app/clock.ts'
import { readCspNonce } from '../app/csp-nonce.ts'
import '../app/page.css'
import { createReverie } from '../app/reverie.ts'
import { permanentConnection } from '../bridge/connection.ts'
import { states } from './states.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root element')
const wished = new URLSearchParams(location.search)
const makeFake = states[wished.get('state') ?? 'files'] ?? states['files']
if (makeFake === undefined) throw new Error('there is no such state')
const lang = wished.get('lang')
const wishes = lang === null ? navigator.languages : [lang]
const reverie = createReverie({
  connection: permanentConnection(makeFake().bridge),
  clock: createPageClock(),
  storage: sessionStorage,
})
createRoot(root).render(<App reverie={reverie} wishes={wishes} nonce={readCspNonce(document)} />)
