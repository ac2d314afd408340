import { expect, it } from 'vitest'
import { mayOpen, mayOpenFolder } from './open-rule.ts'

it.each([
  ['/d/photo.jpg', false, true],
  ['/d/archive.tar.gz', false, true],
  ['/d/setup.exe', false, false],
  ['/d/SETUP.EXE', false, false],
  ['/d/invoice.pdf.exe', false, false],
  ['/d/setup.exe. .', false, false],
  ['/d/link.desktop', false, false],
  ['/d/tool.AppImage', false, false],
  ['/d/photo.jpg', true, false],
  ['/d/no-extension', false, false],
  ['/d.jpg/no-extension', false, false],
  ['/d/form.docm', false, false],
  ['/d/desktop.rdp', false, false],
  ['/d/box.wsb', false, false],
  ['/d/sheet.iqy', false, false],
  ['/d/page.hta', false, false],
  ['/d/share.afploc', false, false],
  ['/d/plug.dylib', false, false],
  ['/d/start.jnlp', false, false],
  ['/d/letter.docx', false, true],
])('%s (executable: %s) may be opened: %s', (path, executable, allowed) => {
  expect(mayOpen(path, executable)).toBe(allowed)
})

it('a folder is opened unless its name makes a program of it', () => {
  const names = ['Documents', 'v1.2', 'Tool.app', 'Tool.APP ', 'do.workflow']
  expect(names.map((name) => mayOpenFolder(`/d/${name}`))).toEqual([true, true, false, false, false])
})
