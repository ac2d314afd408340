// The bar above a site's page, as a page of its own without a script: whatever is in it was written by us and escaped.
// The window draws it anew for each address.

import type { DeskWords } from '../../words/desk-words.ts'
import { addressWords, type SiteAddress } from './site-address.ts'

/** Height of the bar in pixels. */
export const barHeight = 68

const lock = 'M4 7V5a4 4 0 1 1 8 0v2h1v7H3V7h1Zm2 0h4V5a2 2 0 1 0-4 0v2Z'
const warning = 'M8 1.5 15.5 14.5H.5L8 1.5ZM7.2 6v4.5h1.6V6H7.2Zm0 5.5V13h1.6v-1.5H7.2Z'

const style = `
  :root { color-scheme: light dark; --ink: #242424; --dim: #616161; --ground: #fafafa; --line: #d1d1d1; --care: #a4262c }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #ffffff; --dim: #adadad; --ground: #292929; --line: #525252; --care: #ff99a4 }
  }
  * { margin: 0 }
  html { overflow: hidden; font: 13px/18px 'Segoe UI', system-ui, sans-serif }
  body { box-sizing: border-box; height: ${barHeight}px; padding: 0 14px; display: flex; align-items: center; gap: 10px;
    color: var(--ink); background: var(--ground); border-bottom: 1px solid var(--line); user-select: none }
  main { min-width: 0; flex: 1 }
  svg { flex: none; width: 16px; height: 16px; fill: currentColor }
  /* What does not fit is left out at the front: the end of a name says whose it is. */
  h1 { font-size: 14px; font-weight: 400; direction: rtl; text-align: left; white-space: nowrap; overflow: hidden;
    text-overflow: ellipsis }
  [dir='rtl'] h1 { text-align: right }
  bdi span { color: var(--dim) }
  bdi b { font-weight: 600 }
  p { color: var(--dim); font-size: 12px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis }
  .open svg, .open p:first-of-type, p + p { color: var(--care) }
`

/** An address that a window can load. */
export function addressPage(address: SiteAddress, words: DeskWords): string {
  const { scheme, host, protection } = address
  const lines = addressWords(address, words).map((line) => `<p title="${escape(line)}">${escape(line)}</p>`)
  const html = `<!DOCTYPE html><html lang="${escape(words.locale)}" dir="${words.direction}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(host)}</title><style>${style}</style></head>
<body class="${protection}"><svg viewBox="0 0 16 16" aria-hidden="true"><path fill-rule="evenodd" d="${
    protection === 'open' ? warning : lock
  }"/></svg><main><h1><bdi dir="ltr"><span>${escape(scheme)}</span><b>${escape(host)}</b></bdi></h1>
${lines.join('')}</main></body></html>`
  return `data:text/html;charset=utf-8,${encodeURIComponent(html)}`
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
