// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aQueue, someQueues } from '../../bridge/fake/fake-queue.ts'
import { aFile, anAccount } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'

afterEach(endTest)

it('downloads to another folder, in a queue, with a priority, at a time that is still to come', async () => {
  const fake = createFakeBridge({
    accounts: [anAccount()],
    folders: { 'cloudreve://my/': [aFile('thesis.pdf')] },
    queues: [...someQueues(), aQueue('Night')],
  })
  renderApp(fake)
  fireEvent.contextMenu(await screen.findByRole('row', { name: 'thesis.pdf' }))
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Download with options…' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Download with options' }))
  const choose = (name: string, value: string) =>
    fireEvent.change(dialog.getByLabelText(name), { target: { value } })
  fireEvent.click(dialog.getByRole('button', { name: 'Change…' }))
  await dialog.findByText('/home/ada/Pictures')
  await dialog.findByRole('option', { name: 'Night' })
  choose('Queue', 'queue Night')
  choose('Priority', 'high')
  choose('Start', 'later')
  choose('Day and time', '2020-01-01T08:00')
  fireEvent.click(dialog.getByRole('button', { name: 'Download' }))
  expect(fake.callsOf('queue.add')).toEqual([])
  choose('Day and time', '2090-01-01T08:00')
  fireEvent.click(dialog.getByRole('button', { name: 'Download' }))
  await waitFor(() => expect(fake.callsOf('queue.add')).toHaveLength(1))
  expect(fake.callsOf('queue.add')[0]).toMatchObject({
    target: { kind: 'picked', token: 'folder' },
    queueId: 'queue Night',
    priority: 'high',
    startAtMs: new Date('2090-01-01T08:00').getTime(),
  })
})
