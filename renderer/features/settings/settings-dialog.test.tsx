// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { createFakeBridge, type FakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { anAccount, someSettings } from '../../bridge/fake/fixtures.ts'
import type { WeeklyRule } from '../../../core/model/weekly-schedule.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'
import { parseMegabytes } from './megabytes-field.tsx'

afterEach(endTest)

async function openSettings(fake: FakeBridge) {
  renderApp(fake)
  fireEvent.click(await screen.findByRole('button', { name: 'Settings' }))
  return within(await screen.findByRole('dialog', { name: 'Settings' }))
}

describe('the settings', () => {
  it('are saved as they are changed', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()] })
    const dialog = await openSettings(fake)
    fireEvent.change(dialog.getByLabelText('When a file is already there'), { target: { value: 'ask' } })
    fireEvent.change(dialog.getByLabelText('Appearance'), { target: { value: 'dark' } })
    const slots = dialog.getByRole('spinbutton', { name: 'Transfers at the same time' })
    fireEvent.change(slots, { target: { value: '5' } })
    fireEvent.blur(slots)
    fireEvent.click(dialog.getByRole('switch', { name: 'Limit the speed' }))
    const limit = await dialog.findByLabelText('Highest speed in MB/s')
    fireEvent.change(limit, { target: { value: '2,5' } })
    fireEvent.blur(limit)
    await waitFor(() =>
      expect(fake.callsOf('settings.save')).toEqual([
        { conflict: 'ask' },
        { theme: 'dark' },
        { concurrency: 5 },
        { speedLimit: 5_000_000 },
        { speedLimit: 2_500_000 },
      ]),
    )
    expect(document.documentElement.style.colorScheme).toBe('dark')
  })

  it('of transfers are there for those who look for them', async () => {
    const pause: WeeklyRule = { days: [0, 6], fromMinute: 1_320, untilMinute: 360, action: { kind: 'pause' } }
    const fake = createFakeBridge({
      accounts: [anAccount()],
      settings: someSettings({ schedule: [pause], keepFloorBytes: 50_000_000 }),
    })
    const dialog = await openSettings(fake)
    fireEvent.click(dialog.getByText('More about transfers'))
    const connections = dialog.getByRole('spinbutton', { name: 'Connections for one file, at most' })
    fireEvent.change(connections, { target: { value: '16' } })
    fireEvent.blur(connections)
    const floor = dialog.getByLabelText('Keep free on the disk, MB')
    fireEvent.change(floor, { target: { value: '0' } })
    fireEvent.blur(floor)
    fireEvent.click(dialog.getByRole('switch', { name: 'Keep a SHA-256 checksum of every finished file' }))
    fireEvent.click(dialog.getByRole('button', { name: 'Add hours…' }))
    fireEvent.click(dialog.getByRole('checkbox', { name: 'Fri' }))
    fireEvent.change(dialog.getByLabelText('Until'), { target: { value: '00:00' } })
    fireEvent.click(dialog.getByRole('button', { name: 'Add' }))
    const limit: WeeklyRule = {
      days: [1, 2, 3, 4],
      fromMinute: 540,
      untilMinute: 1_440,
      action: { kind: 'limit', bytesPerSecond: 1_000_000 },
    }
    await waitFor(() =>
      expect(fake.callsOf('settings.save')).toEqual([
        { connectionsPerFile: 16 },
        { keepFloorBytes: 0 },
        { sha256: true },
        { schedule: [pause, limit] },
      ]),
    )
    expect(await dialog.findByText('Mon Tue Wed Thu, 09:00–00:00: at most 1 MB/s')).toBeTruthy()
    fireEvent.click(dialog.getByRole('button', { name: 'Remove: Sat Sun, 22:00–06:00: paused' }))
    await waitFor(() => expect(fake.callsOf('settings.save').at(-1)).toEqual({ schedule: [limit] }))
  })

  it('take the download folder from the host', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()] })
    const dialog = await openSettings(fake)
    expect(dialog.getByLabelText('Download folder')).toHaveProperty('value', '/home/ada/Downloads')
    fireEvent.click(dialog.getByRole('button', { name: 'Change…' }))
    await waitFor(() =>
      expect(dialog.getByLabelText('Download folder')).toHaveProperty('value', '/home/ada/Pictures'),
    )
    expect(fake.callsOf('settings.useFolder')).toEqual([{ token: 'folder' }])
  })

  it('say when they cannot be saved', async () => {
    const fake = createFakeBridge({ accounts: [anAccount()] })
    fake.refuse('settings.save', 'disk-full')
    const dialog = await openSettings(fake)
    fireEvent.change(dialog.getByLabelText('Appearance'), { target: { value: 'light' } })
    expect(await dialog.findByText('The disk is full.')).toBeTruthy()
  })
})

describe('a speed that is typed', () => {
  it.each([
    ['5', 5_000_000],
    [' 0.25 ', 250_000],
    ['1,5', 1_500_000],
    ['0', 0],
    ['-1', undefined],
    ['fast', undefined],
    ['1e3', undefined],
    ['', undefined],
  ])('%j is %s', (text, bytes) => {
    expect(parseMegabytes(text)).toBe(bytes)
  })
})
