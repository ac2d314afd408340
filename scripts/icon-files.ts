// Writes the icon files of Windows and macOS from pictures of several sizes. Both are plain containers; no tool is needed.

export interface Picture {
  readonly sizePx: number
  readonly png: Uint8Array
  /** Four bytes a pixel, rows from the top. */
  readonly rgba: Uint8Array
}

/** From this size on Windows reads PNG; below it some programs (installers among them) know bitmaps only. */
const pngFromPx = 256

/** ICO (learn.microsoft.com, "Icons": ICONDIR, ICONDIRENTRY, then the pictures). */
export function ico(pictures: readonly Picture[]): Buffer {
  const bodies = pictures.map((picture) =>
    picture.sizePx >= pngFromPx ? Buffer.from(picture.png) : bitmap(picture),
  )
  const head = Buffer.alloc(6 + 16 * pictures.length)
  head.writeUInt16LE(1, 2) // an icon, not a cursor
  head.writeUInt16LE(pictures.length, 4)
  let place = head.length
  pictures.forEach(({ sizePx }, index) => {
    const at = 6 + 16 * index
    const body = bodies[index] ?? Buffer.alloc(0)
    head.writeUInt8(sizePx % 256, at) // 0 stands for 256
    head.writeUInt8(sizePx % 256, at + 1)
    head.writeUInt16LE(1, at + 4)
    head.writeUInt16LE(32, at + 6)
    head.writeUInt32LE(body.length, at + 8)
    head.writeUInt32LE(place, at + 12)
    place += body.length
  })
  return Buffer.concat([head, ...bodies])
}

/** A bitmap as icons hold it: header, rows from the bottom, then a mask that nothing but very old programs read. */
function bitmap({ sizePx, rgba }: Picture): Buffer {
  const maskRow = Math.ceil(sizePx / 32) * 4
  const pixels = 4 * sizePx * sizePx
  const body = Buffer.alloc(40 + pixels + maskRow * sizePx)
  body.writeUInt32LE(40, 0)
  body.writeInt32LE(sizePx, 4)
  body.writeInt32LE(2 * sizePx, 8) // picture and mask
  body.writeUInt16LE(1, 12)
  body.writeUInt16LE(32, 14)
  body.writeUInt32LE(pixels, 20)
  for (let y = 0; y < sizePx; y += 1) {
    for (let x = 0; x < sizePx; x += 1) {
      const from = 4 * (y * sizePx + x)
      const to = 40 + 4 * ((sizePx - 1 - y) * sizePx + x)
      const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(from, from + 4)
      body.set([blue, green, red, alpha], to)
      if (alpha < 128) {
        const mask = 40 + pixels + (sizePx - 1 - y) * maskRow + (x >> 3)
        body[mask] = (body[mask] ?? 0) | (0x80 >> (x & 7))
      }
    }
  }
  return body
}

/** Which kinds take PNG, and for how many pixels; some sizes stand for two, plain and at double density. */
const icnsKinds: readonly (readonly [kind: string, sizePx: number])[] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic11', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]

/** ICNS: a magic word, the length, then one chunk for each kind. */
export function icns(pictures: readonly Picture[]): Buffer {
  const chunks = icnsKinds.flatMap(([kind, sizePx]) => {
    const picture = pictures.find((one) => one.sizePx === sizePx)
    return picture === undefined ? [] : [chunk(kind, picture.png)]
  })
  return chunk('icns', Buffer.concat(chunks))
}

function chunk(kind: string, body: Uint8Array): Buffer {
  const head = Buffer.alloc(8)
  head.write(kind, 0, 'latin1')
  head.writeUInt32BE(8 + body.length, 4)
  return Buffer.concat([head, body])
}
