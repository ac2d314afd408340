// @vitest-environment jsdom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { createFakeBridge } from '../../bridge/fake/fake-bridge.ts'
import { aFile, aFolder, anAccount } from '../../bridge/fake/fixtures.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'
import { downloadText } from './offering.ts'

afterEach(endTest)

/** jsdom has no data of drags. */
function dragOf(row: HTMLElement): Record<string, string> {
  const data: Record<string, string> = {}
  const event = new Event('dragstart', { bubbles: true })
  const dataTransfer = { setData: (type: string, text: string) => (data[type] = text) }
  fireEvent(row, Object.assign(event, { dataTransfer }))
  return data
}

it('one file can be dragged out, under the address that the host made for it', async () => {
  const fake = createFakeBridge({
    accounts: [anAccount()],
    folders: { 'cloudreve://my/': [aFolder('Music'), aFile('alpha.txt'), aFile('beta.txt')] },
  })
  renderApp(fake)
  const alpha = await screen.findByRole('row', { name: 'alpha.txt' })
  fireEvent.mouseDown(alpha)
  await waitFor(() => expect(fake.callsOf('entry.offer')).toHaveLength(1))
  await waitFor(() =>
    expect(dragOf(alpha)).toEqual({
      'text/plain': 'cloudreve://my/alpha.txt',
      DownloadURL: `application/octet-stream:alpha.txt:${location.origin}/remote/offer/24`,
    }),
  )
  // Several files, or a folder, stay within the page.
  fireEvent.click(screen.getByRole('row', { name: 'Music' }), { ctrlKey: true })
  expect(Object.keys(dragOf(alpha))).toEqual(['text/plain'])
  expect(fake.callsOf('entry.offer')).toHaveLength(1)
})

it('the name cannot lead elsewhere', () => {
  expect(downloadText('..\\a/b:c\n.txt', '/x')).toBe(
    `application/octet-stream:.._a_b_c_.txt:${location.origin}/x`,
  )
})
