// Fills a fake with a tree worth looking at: the demo, journeys and screenshots start from it.
// Everything is generated here; no file of anybody's is carried along.
import type { FakeCloudreve } from './fake-cloudreve.ts'
import { encodePng } from './png.ts'

export interface SampleOptions {
  /** Size of the one big video; default 300 MiB. */
  bigFileBytes?: number
  /** Files in /Projects/archive; default 2,000. */
  smallFileCount?: number
}

export interface SampleSite {
  openShareUrl: string
  lockedShareUrl: string
  lockedSharePassword: string
}

const mib = 1_048_576
const sharePassword = 'tulip42'

export function addSampleFiles(fake: FakeCloudreve, options: SampleOptions = {}): SampleSite {
  addPictures(fake)
  addDocuments(fake)
  addVideos(fake, options.bigFileBytes ?? 300 * mib)
  addProject(fake, options.smallFileCount ?? 2000)
  for (const name of unusualNames()) fake.tree.addFile(`/Names/${name}`, { text: `content of ${name}\n` })
  fake.tree.addFolder('/Empty folder')
  fake.tree.addFile('/Documents/empty.txt', { text: '' })
  const open = fake.shares.add('/Pictures')
  const locked = fake.shares.add('/Documents/Handbook.md', { password: sharePassword })
  return { openShareUrl: open.url, lockedShareUrl: locked.url, lockedSharePassword: sharePassword }
}

/** Names the server's validator lets through and some disk or program does not. */
export function unusualNames(): string[] {
  return [
    'caf\u00e9.txt',
    'cafe\u0301.txt',
    '\u{1f4f7}\u{1f469}\u200d\u{1f4bb} photo.txt',
    '\u202etxt.exe',
    '\u0645\u0631\u062d\u0628\u0627.txt',
    '\u65e5\u672c\u8a9e.txt',
    'line\nbreak.txt',
    'trailing dot.',
    'trailing space ',
    ' leading space.txt',
    'CON',
    'aux.txt',
    'Case.txt',
    'case.txt',
    'hash#tag.txt',
    '100%.txt',
    '%41.txt',
    'a+b.txt',
    '-rf',
    '.hidden',
    `${'long '.repeat(50)}.text`,
  ]
}

function addPictures(fake: FakeCloudreve): void {
  const hills = encodePng(320, 200, (x, y) => {
    const ridge = 110 + 30 * Math.sin(x / 40) + 14 * Math.sin(x / 11)
    return y > ridge
      ? [46, Math.min(190, 70 + y - Math.floor(ridge)), 78]
      : [110 + (y >> 1), 160 + (y >> 2), 230]
  })
  const tiles = encodePng(256, 256, (x, y) =>
    ((x >> 5) + (y >> 5)) % 2 === 0 ? [250, 200, 90] : [70, 90, 160],
  )
  const rings = encodePng(240, 240, (x, y) => {
    const shade = Math.floor(Math.hypot(x - 120, y - 120) * 3) % 256
    return [shade, 255 - shade, 160]
  })
  const logo =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="32" cy="32" r="28" fill="#2f6fdb"/>' +
    '<path d="M16 40a10 10 0 0 1 4-19 14 14 0 0 1 27 4 9 9 0 0 1 0 15z" fill="#fff"/></svg>\n'
  fake.tree.addFile('/Pictures/Hills.png', { bytes: hills })
  fake.tree.addFile('/Pictures/Tiles.png', { bytes: tiles })
  fake.tree.addFile('/Pictures/Autumn/Rings.png', { bytes: rings })
  fake.tree.addFile('/Pictures/Cloud.svg', { text: logo })
}

function addDocuments(fake: FakeCloudreve): void {
  const chapters = Array.from({ length: 12 }, (_, index) => {
    const number = String(index + 1)
    return `## Chapter ${number}\n\n${'A quiet paragraph about keeping files where they belong. '.repeat(8)}\n`
  })
  fake.tree.addFile('/Documents/Handbook.md', { text: `# Handbook\n\n${chapters.join('\n')}` })
  fake.tree.addFile('/Documents/Notes.txt', { text: 'Buy film.\nScan the old prints.\nBack up on Sunday.\n' })
  fake.tree.addFile('/Documents/Letters/2025-06-01.txt', { text: 'Dear reader,\n\nthe lake is warm.\n' })
  fake.tree.writeVersion('/Documents/Notes.txt', {
    text: 'Buy film.\nScan the old prints.\nBack up on Monday.\n',
  })
}

function addVideos(fake: FakeCloudreve, bigFileBytes: number): void {
  fake.tree.addFile('/Videos/Holiday at the lake.mp4', { sizeBytes: bigFileBytes })
  fake.tree.addFile('/Videos/Clips/Waves.mp4', { sizeBytes: Math.min(24 * mib, bigFileBytes) })
}

function addProject(fake: FakeCloudreve, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const folder = String(Math.floor(index / 100)).padStart(2, '0')
    const name = String(index).padStart(5, '0')
    fake.tree.addFile(`/Projects/archive/part-${folder}/item-${name}.dat`, {
      sizeBytes: 512 + ((index * 7919) % 16_384),
    })
  }
}
