// The real user interface in a test's DOM, over a host in memory. Fills in what a DOM without a screen lacks: sizes,
// media queries, observers.

import { cleanup, configure, render, type RenderResult } from '@testing-library/react'
import { Profiler, type ReactNode } from 'react'
import { createPageClock, type PageClock } from '../app/clock.ts'
import { Frame } from '../app/frame.tsx'
import { createReverie, type Reverie } from '../app/reverie.ts'
import { permanentConnection, type Connection } from '../bridge/connection.ts'
import { Shell } from '../app/shell.tsx'
import { TrayPage } from '../features/tray/tray-page.tsx'
import type { FakeBridge } from '../bridge/fake/fake-bridge.ts'

export interface RenderedApp extends RenderResult {
  readonly reverie: Reverie
}

interface AppOptions {
  readonly connection?: Connection
  readonly clock?: PageClock
  /** Hears of everything that is drawn. */
  readonly onDrawn?: () => void
}

export function renderApp(fake: FakeBridge, options: AppOptions = {}): RenderedApp {
  const { connection = permanentConnection(fake.bridge), clock, onDrawn = () => undefined } = options
  const page = () => (
    <Profiler id="window" onRender={onDrawn}>
      <Shell />
    </Profiler>
  )
  return renderFramed(connection, page, clock)
}

/** The page at the tray. */
export function renderTray(fake: FakeBridge): RenderedApp {
  return renderFramed(permanentConnection(fake.bridge), (clock) => <TrayPage clock={clock} />)
}

function renderFramed(
  connection: Connection,
  page: (clock: PageClock) => ReactNode,
  clock = createPageClock(),
): RenderedApp {
  // Asking the style of every ancestor for visibility is what makes queries by role slow.
  configure({ defaultHidden: true, asyncUtilTimeout: 10_000 })
  fillScreenlessDom()
  const reverie = createReverie({ connection, clock })
  const result = render(
    <Frame reverie={reverie} wishes={['en']} nonce={undefined}>
      {page(clock)}
    </Frame>,
  )
  return { ...result, reverie }
}

export function endTest(): void {
  cleanup()
  // Each page makes a renderer of styles of its own; what they left would slow down every look at the next page.
  for (const style of document.head.querySelectorAll('style')) style.remove()
  document.body.replaceChildren()
}

function fillScreenlessDom(): void {
  define(Element.prototype, 'clientHeight', { get: () => 600 })
  define(Element.prototype, 'clientWidth', { get: () => 1000 })
  define(Element.prototype, 'scrollTo', { value: () => undefined })
  define(Element.prototype, 'scrollIntoView', { value: () => undefined })
  define(window, 'matchMedia', {
    value: (media: string) => ({
      media,
      matches: false,
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    }),
  })
  define(window, 'ResizeObserver', { value: SilentObserver, writable: true })
}

class SilentObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

function define(target: object, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(target, name, { configurable: true, ...descriptor })
}
