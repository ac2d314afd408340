// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import type { Connection, ConnectionView } from '../bridge/connection.ts'
import { createFakeBridge } from '../bridge/fake/fake-bridge.ts'
import { aFile, anAccount, aSummary } from '../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../dev/render-app.tsx'
import { states } from '../dev/states.ts'
import { readCspNonce } from './csp-nonce.ts'

afterEach(endTest)

async function troubles(): Promise<string[]> {
  // Colours need a screen; the journeys in a real browser look at them.
  const { violations } = await axe.run(document.body, {
    resultTypes: ['violations'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  })
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('every screen is fit for assistive technology', () => {
  it.each([
    'first-run',
    'plain-vault',
    'files',
    'names',
    'empty',
    'offline',
    'signed-out',
    'forbidden',
    'error',
  ])('%s', async (name) => {
    const makeFake = states[name]
    if (makeFake === undefined) throw new Error(name)
    renderApp(makeFake())
    await screen.findByRole('main')
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull())
    expect(await troubles()).toEqual([])
  })

  it('transfers', async () => {
    const makeFake = states['queue']
    if (makeFake === undefined) throw new Error('queue')
    renderApp(makeFake())
    fireEvent.click(await screen.findByRole('button', { name: 'Show transfers' }))
    await screen.findByRole('row', { name: 'busy.iso' })
    expect(await troubles()).toEqual([])
  })

  it('settings', async () => {
    renderApp(createFakeBridge({ accounts: [anAccount()] }))
    fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
    await screen.findByRole('dialog')
    expect(await troubles()).toEqual([])
  })
})

function breakable(fake: ReturnType<typeof createFakeBridge>) {
  let view: ConnectionView = { status: 'open' }
  const changed = new Set<() => void>()
  const reopened = new Set<() => void>()
  const listen = (set: Set<() => void>) => (listener: () => void) => {
    set.add(listener)
    return () => set.delete(listener)
  }
  const connection: Connection = {
    bridge: fake.bridge,
    view: () => view,
    onChanged: listen(changed),
    onReopened: listen(reopened),
    dispose: () => undefined,
  }
  const show = (next: ConnectionView) => {
    view = next
    changed.forEach((listener) => listener())
  }
  return {
    connection,
    lose: (tries: number) => show({ status: 'lost', tries }),
    comeBack: () => {
      show({ status: 'open' })
      reopened.forEach((listener) => listener())
    },
  }
}

describe('when Reverie itself is gone', () => {
  it('keeps what is shown, says so, and is up to date again when it comes back', async () => {
    const fake = createFakeBridge({
      accounts: [anAccount()],
      folders: { 'cloudreve://my/': [aFile('thesis.pdf')] },
      revision: 90,
      summary: aSummary({ downloading: 1 }),
    })
    const { connection, lose, comeBack } = breakable(fake)
    renderApp(fake, { connection })
    await screen.findByText('1 running')
    act(() => lose(0))
    expect(screen.getByText('The connection to Reverie is lost. Trying again…')).toBeTruthy()
    expect(screen.getByText('Downloads go on as long as Reverie is running.')).toBeTruthy()
    expect(screen.getByRole('row', { name: 'thesis.pdf' })).toBeTruthy()
    act(() => lose(4))
    expect(screen.getByText(/open the address that it printed/)).toBeTruthy()
    fake.state.revision = 1
    fake.state.summary = aSummary({ paused: 1 })
    act(() => comeBack())
    expect(await screen.findByText('1 paused')).toBeTruthy()
    expect(screen.queryByText(/connection to Reverie is lost/)).toBeNull()
  })

  it('says so on an empty window, with a button', async () => {
    const fake = createFakeBridge()
    fake.refuse('host.describe', 'network')
    renderApp(fake)
    expect(await screen.findByRole('heading', { name: 'Reverie does not answer' })).toBeTruthy()
    fake.answer('host.describe', () => fake.state.host)
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByLabelText('Site address')).toBeTruthy()
  })
})

describe('the nonce of the styles', () => {
  it('is what the host wrote into the page, and nothing while it wrote nothing', () => {
    const page = new DOMParser().parseFromString('<meta name="csp-nonce" content="abc">', 'text/html')
    expect(readCspNonce(page)).toBe('abc')
    page.querySelector('meta')?.setAttribute('content', '__CSP_NONCE__')
    expect(readCspNonce(page)).toBeUndefined()
  })
})
