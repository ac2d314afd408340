// @vitest-environment jsdom
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { lexer } from 'marked'
import { afterEach, describe, expect, it } from 'vitest'
import type { PreviewView } from '../../../contract/browser-views.ts'
import { aDriveInUse } from '../../dev/browser-states.ts'
import { endTest, renderApp } from '../../dev/render-app.tsx'
import { MarkdownBlocks } from './markdown-blocks.tsx'

afterEach(endTest)

const row = (name: string) => screen.findByRole('row', { name })
const space = () => fireEvent.keyDown(screen.getByRole('grid'), { key: ' ' })
const aPreview = (kind: Exclude<PreviewView['kind'], 'none'>, id: string): PreviewView => ({
  kind,
  previewId: id,
  address: `/remote/preview/${id}`,
  mediaType: 'x/y',
  sizeBytes: 10,
  truncated: false,
})

describe('a preview', () => {
  it('opens and closes with the space bar, goes to its neighbours, and gives back what it took', async () => {
    const fake = aDriveInUse()
    let count = 0
    fake.answer('preview.open', () => aPreview('image', String(++count)))
    renderApp(fake)
    fireEvent.click(await row('IMG_0001.jpg'))
    space()
    const dialog = await screen.findByRole('dialog', { name: /IMG_0001\.jpg/ })
    const picture = await screen.findByRole('img', { name: 'IMG_0001.jpg' })
    expect(picture.getAttribute('src')).toBe('/remote/preview/1')
    fireEvent.keyDown(dialog, { key: 'ArrowRight' })
    const next = await screen.findByRole('dialog', { name: /budget 2026\.xlsx/ })
    await waitFor(() => expect(fake.callsOf('preview.close')).toEqual([{ previewId: '1' }]))
    fireEvent.keyDown(next, { key: ' ' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(fake.callsOf('preview.close')).toEqual([{ previewId: '1' }, { previewId: '2' }])
    expect((await row('budget 2026.xlsx')).getAttribute('aria-selected')).toBe('true')
  })

  it.each([
    ['kind', 'There is no preview of such a file.'],
    ['size', 'This file is too large for a preview.'],
  ] as const)('says why there is none: %s', async (reason, text) => {
    const fake = aDriveInUse()
    fake.answer('preview.open', () => ({ kind: 'none', reason }))
    renderApp(fake)
    fireEvent.doubleClick(await row('thesis.pdf'))
    expect(await screen.findByRole('heading', { name: text })).toBeTruthy()
  })

  it('says what went wrong, also with a picture that cannot be read', async () => {
    const fake = aDriveInUse()
    fake.refuse('preview.open', 'forbidden')
    const app = renderApp(fake)
    fireEvent.doubleClick(await row('IMG_0001.jpg'))
    expect(await screen.findByRole('heading', { name: 'You have no permission for this.' })).toBeTruthy()
    app.unmount()
    const other = aDriveInUse()
    other.answer('preview.open', () => aPreview('image', 'x'))
    renderApp(other)
    fireEvent.doubleClick(await row('IMG_0001.jpg'))
    fireEvent.error(await screen.findByRole('img', { name: 'IMG_0001.jpg' }))
    expect(await screen.findByRole('heading', { name: /This file cannot be shown/ })).toBeTruthy()
  })
})

describe('Markdown', () => {
  const draw = (text: string) => render(<MarkdownBlocks tokens={lexer(text)} />).container

  it('becomes elements of ours', () => {
    const page = draw('# Trip\n\n*soon* and **now**\n\n- [x] a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n')
    expect(page.querySelector('h3')?.textContent).toBe('Trip')
    expect([...page.querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual(['☑ a', 'b'])
    expect(page.querySelectorAll('td')).toHaveLength(2)
  })

  it('brings no markup, no scripts, no pictures and no other addresses with it', () => {
    const page = draw(
      [
        '<script>alert(1)</script>',
        'a <img src=x onerror=alert(1)> <b onclick="x()">b</b>',
        '![spy](https://evil.example/p.png)',
        '[run](javascript:alert(1)) [data](data:text/html,x) [file](file:///etc/passwd) [rel](/remote/x)',
        '[good](https://example.org/)',
        '<https://example.org/auto>',
      ].join('\n\n'),
    )
    expect(page.querySelectorAll('script, img, b, iframe, [onclick]')).toHaveLength(0)
    expect([...page.querySelectorAll('a')].map(({ href }) => href)).toEqual([
      'https://example.org/',
      'https://example.org/auto',
    ])
    expect(page.textContent).toContain('<script>alert(1)</script>')
  })

  it('ends somewhere, however deep it is', () => {
    const page = draw(`${'> '.repeat(500)}deep`)
    expect(page.querySelectorAll('blockquote').length).toBeLessThan(40)
    expect(page.textContent).toContain('deep')
  })
})
