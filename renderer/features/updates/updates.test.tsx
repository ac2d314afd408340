// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { updateProblems, type UpdateState } from '../../../contract/update-treaty.ts'
import { createFakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aRelease } from '../../bridge/fake/fake-updates.ts'
import { anAccount } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

async function openVersion(update?: UpdateState) {
  const fake = createFakeBridge({
    accounts: [anAccount()],
    ...(update === undefined ? {} : { update }),
  })
  renderApp(fake)
  fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
  return { fake, version: within(await screen.findByRole('region', { name: 'Version' })) }
}

describe('the version in the settings', () => {
  it('leads to a newer one, step by step', async () => {
    const { fake, version } = await openVersion()
    expect(version.getByText('Reverie 0.1.0')).toBeTruthy()
    fireEvent.click(await version.findByRole('button', { name: 'Look for a newer version' }))
    expect(await version.findByText(/^Version 0\.2\.0 is available/)).toBeTruthy()
    expect(version.getByRole('note').textContent).toBe(aRelease.notes)
    fireEvent.click(version.getByRole('button', { name: 'Download' }))
    fireEvent.click(await version.findByRole('button', { name: 'Restart and install' }))
    await version.findByText('Restarting to install version 0.2.0…')
    expect(fake.calls.map(({ name }) => name).filter((name) => /^update\.(?!read)/.test(name))).toEqual([
      'update.check',
      'update.download',
      'update.install',
    ])
  })

  it('shows how far a download is and what came of it, as text whatever was sent', async () => {
    const release = { ...aRelease, sizeBytes: 200, notes: '<img src=x onerror=alert(1)>' }
    const { fake, version } = await openVersion({ kind: 'downloading', release, bytesDone: 50 })
    expect(await version.findByText('Downloading version 0.2.0: 25%')).toBeTruthy()
    fireEvent.click(version.getByRole('button', { name: 'Stop the download' }))
    await waitFor(() => expect(fake.callsOf('update.cancel')).toEqual([{}]))
    const said = new Set<string | null>()
    for (const problem of updateProblems) {
      act(() => fake.emit('update.changed', { kind: 'available', release, problem }))
      said.add(version.getByRole('alert').textContent)
    }
    expect([said.size, said.has('')]).toEqual([updateProblems.length, false])
    expect(version.getByRole('note').textContent).toBe(release.notes)
    act(() => fake.emit('update.changed', { kind: 'off', reason: 'system' }))
    expect(version.getByText(/package manager/)).toBeTruthy()
    expect(version.queryAllByRole('button')).toEqual([])
  })
})

describe('a version that turns up', () => {
  it('is said once, with the way to read about it', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()] })
    renderApp(fake)
    await screen.findByRole('button', { name: 'Settings' })
    act(() => fake.emit('update.changed', { kind: 'available', release: aRelease }))
    fireEvent.click(await screen.findByRole('button', { name: 'See what is new' }))
    expect(await screen.findByRole('dialog', { name: 'Settings' })).toBeTruthy()
  })
})
