// The file browser against a site that really answers: going around, searching, changing, sharing, previews. Each journey
// ends with what the site or the disk has, not with what the page says.

import { join } from 'node:path'
import { faults } from '../../testing/fake-cloudreve/index.ts'
import { expectNoBarriers } from './barriers.ts'
import { film, paper, silence } from './media.ts'
import { enterSignIn, entryRow, expect, fingerprint, test } from './web-page.ts'

test.beforeEach(async ({ fake, reverie: page }) => {
  const { tree } = fake
  tree.addFile('/Photos/sea.jpg', { sizeBytes: 20_000 })
  tree.addFile('/Photos/2026/hills.jpg', { sizeBytes: 30_000 })
  tree.addFile('/notes.md', { text: '# Packing\n\n- [x] boots\n- <script>alert(1)</script>\n' })
  tree.addFile('/paper.pdf', { text: paper })
  tree.addFile('/report.txt', { text: 'one' })
  tree.addFile('/tone.wav', { bytes: silence(300) })
  tree.addFile('/walk.webm', { bytes: film })
  await enterSignIn(page, { site: fake.url, email: fake.user.email, password: fake.user.password })
  await expect(entryRow(page, 'notes.md')).toBeVisible()
})

test('going around: places, path as text, search across folders, history', async ({ reverie: page }) => {
  await page.keyboard.press('Control+l')
  await page.getByLabel('Path or cloudreve:// address').fill('cloudreve://my/Photos/2026')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'hills.jpg')).toBeVisible()
  await page.getByRole('button', { name: 'My files', exact: true }).first().click()
  await page.keyboard.press('Control+f')
  await page.keyboard.type('.jpg')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'hills.jpg')).toBeVisible()
  await expect(entryRow(page, 'sea.jpg')).toBeVisible()
  await expectNoBarriers(page, 'search')
  // The form narrows what was typed.
  await page.getByRole('button', { name: 'Search options' }).click()
  await page.getByLabel('At least, MB').fill('0.025')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await expect(entryRow(page, 'sea.jpg')).toBeHidden()
  await page.getByRole('button', { name: 'In Photos / 2026' }).click()
  await page.getByRole('button', { name: 'As tiles' }).click()
  await expect(page.getByRole('option', { name: 'hills.jpg' }).locator('img')).toBeVisible()
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('menuitemradio', { name: 'My files', exact: true }).first().click()
  await expect(page.getByRole('option', { name: 'notes.md' })).toBeVisible()
})

test('changing: made, renamed, moved, deleted, brought back, unlocked, shared; what the site adds arrives', async ({
  fake,
  reverie: page,
}) => {
  await page.keyboard.press('Control+Shift+n')
  await page.getByRole('textbox', { name: 'Name' }).fill('Old things')
  await page.getByRole('button', { name: 'Create' }).click()
  await expect(entryRow(page, 'Old things')).toHaveAttribute('aria-selected', 'true')

  await entryRow(page, 'report.txt').click()
  await page.keyboard.press('F2')
  await page.keyboard.type('draft')
  await page.keyboard.press('Enter')
  await expect(entryRow(page, 'draft.txt')).toBeVisible()

  await entryRow(page, 'draft.txt').dragTo(entryRow(page, 'Old things'))
  await expect(entryRow(page, 'draft.txt')).toBeHidden()
  expect(fake.tree.stat('/Old things/draft.txt')).toMatchObject({ sizeBytes: 3 })

  await entryRow(page, 'notes.md').click()
  await page.keyboard.press('Delete')
  await expect(entryRow(page, 'notes.md')).toBeHidden()
  await page.getByRole('button', { name: 'Trash' }).click()
  await entryRow(page, 'notes.md').click()
  await expectNoBarriers(page, 'trash')
  await page.getByRole('button', { name: 'Restore' }).click()
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible()
  await page.getByRole('button', { name: 'My files', exact: true }).first().click()
  await expect(entryRow(page, 'notes.md')).toBeVisible()

  // Somebody holds the file: it is said who, and unlocked.
  fake.lock('/paper.pdf', 'viewer')
  await entryRow(page, 'paper.pdf').click()
  await page.keyboard.press('Delete')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('somebody who has it open')
  await expectNoBarriers(page, 'locked')
  await dialog.getByRole('button', { name: 'Unlock and try again' }).click()
  await expect(entryRow(page, 'paper.pdf')).toBeHidden()

  // What the site changes shows up by itself, and the link that the page gives opens the share.
  fake.tree.addFile('/arrived.txt', { text: 'new' })
  await entryRow(page, 'Photos').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Share…' }).click()
  await page.getByRole('button', { name: 'Create the link' }).click()
  const link = await page.getByLabel('Link', { exact: true }).inputValue()
  expect(link.startsWith(`${fake.url}/s/`)).toBe(true)
  await expectNoBarriers(page, 'share')
  await page.getByRole('button', { name: 'Close' }).last().click()
  await expect(entryRow(page, 'arrived.txt')).toBeVisible({ timeout: 20_000 })
  await page.keyboard.press('Control+l')
  await page.getByLabel('Path or cloudreve:// address').fill(link)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Open', exact: true }).click()
  await expect(entryRow(page, 'sea.jpg')).toBeVisible()
})

test('previews open and close with the space bar, and Markdown brings no script with it', async ({
  downloads,
  fake,
  reverie: page,
}) => {
  await entryRow(page, 'notes.md').click()
  await page.keyboard.press('Space')
  const dialog = page.getByRole('dialog', { name: /notes\.md/ })
  await expect(dialog.getByRole('heading', { name: 'Packing' })).toBeVisible()
  await expect(dialog.getByText('<script>alert(1)</script>')).toBeVisible()
  await expectNoBarriers(page, 'preview')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: /paper\.pdf/ }).locator('canvas')).toBeVisible()
  await expectNoBarriers(page, 'preview-pdf')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('dialog', { name: /report\.txt/ }).getByText('one')).toBeVisible()
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click()
  await expect
    .poll(() => fingerprint(join(downloads, 'report.txt')))
    .toBe(fake.content('/report.txt').sha256())
  await page.getByRole('dialog').getByRole('group').focus()
  await page.keyboard.press('ArrowRight')
  // Sound is fetched from where it is wanted, through the host.
  const player = page.getByRole('dialog', { name: /tone\.wav/ }).locator('audio')
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.duration)).toBe(300)
  await player.evaluate((audio: HTMLAudioElement) => (audio.currentTime = 290))
  await expect.poll(() => player.evaluate((audio: HTMLAudioElement) => audio.seeking)).toBe(false)
  const starts = fake.requests.map(({ range }) => Number(/^bytes=(\d+)/.exec(range ?? '')?.[1] ?? 0))
  expect(Math.max(...starts)).toBeGreaterThan(2_000_000)
  await page.getByRole('dialog').getByRole('group').focus()
  await page.keyboard.press('ArrowRight')
  const screen = page.getByRole('dialog', { name: /walk\.webm/ }).locator('video')
  await expect.poll(() => screen.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBe(16)
  await screen.evaluate((video: HTMLVideoElement) => video.play())
  await expect.poll(() => screen.evaluate((video: HTMLVideoElement) => video.ended)).toBe(true)
  await page.getByRole('dialog').getByRole('group').focus()
  await page.keyboard.press('Space')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('a hostile tree is gone through: names, a thousand levels, and pages that fail on the way', async ({
  fake,
  reverie: page,
}) => {
  const goTo = async (uri: string) => {
    await page.keyboard.press('Control+l')
    await page.getByLabel('Path or cloudreve:// address').fill(uri)
    await page.keyboard.press('Enter')
  }
  const names = [
    '...',
    'CON',
    'trailing ',
    'back\\slash',
    'line\nbreak',
    'gpj\u202eexe.txt',
    '%41 #?&+',
    '<img src=x>',
  ]
  for (const name of names) fake.tree.addFile(`/bad/${name}/inside.txt`, { text: name })
  fake.tree.addFile(`/deep/${'d/'.repeat(1_000)}bottom.txt`, { text: 'the bottom' })
  for (let at = 0; at < 3_000; at += 1)
    fake.tree.addFile(`/crowd/f${String(at).padStart(4, '0')}`, { text: 'x' })

  await goTo('cloudreve://my/bad')
  await expect(entryRow(page, 'CON')).toBeVisible()
  await page.keyboard.press('Home')
  for (const _ of names) {
    await page.keyboard.press('Enter')
    await expect(entryRow(page, 'inside.txt')).toBeVisible()
    await page.keyboard.press('Alt+ArrowLeft')
    // The one that one comes from is selected; the next is below it.
    await expect(page.getByRole('row', { selected: true })).toBeVisible()
    await page.keyboard.press('ArrowDown')
  }
  await goTo(`cloudreve://my/deep/${Array<string>(1_000).fill('d').join('/')}`)
  await expect(entryRow(page, 'bottom.txt')).toBeVisible()

  // The second page is refused, and everything is until somebody asks again.
  const isLater = ({ query }: { query: Record<string, string> }) =>
    String(query['uri']).endsWith('/crowd') && query['next_page_token'] !== undefined
  const stop = fake.faults.add({ on: 'list', times: Infinity, path: isLater, fault: faults.json(403, 'no') })
  await goTo('cloudreve://my/crowd')
  await expect(entryRow(page, 'f0000')).toBeVisible()
  const again = page.getByRole('button', { name: 'Try again' })
  await expect(again).toBeVisible()
  await expectNoBarriers(page, 'rest-of-the-list-missing')
  stop()
  await again.click()
  await expect(page.getByText('3,000 items')).toBeVisible()
  await page.locator('[data-file-list]').focus()
  await page.keyboard.press('End')
  await expect(entryRow(page, 'f2999')).toBeVisible()
})
