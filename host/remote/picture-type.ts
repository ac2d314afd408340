// The type of a picture by its first bytes: a thumbnail comes from storage as a heap of bytes, and only a picture may be
// handed to a page as one.

const starts: readonly (readonly [string, readonly (number | undefined)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  [
    'image/webp',
    [0x52, 0x49, 0x46, 0x46, undefined, undefined, undefined, undefined, 0x57, 0x45, 0x42, 0x50],
  ],
  ['image/bmp', [0x42, 0x4d]],
]
/** `....ftypavif` */
const avif = [undefined, undefined, undefined, undefined, 0x66, 0x74, 0x79, 0x70, 0x61, 0x76, 0x69, 0x66]

export function pictureType(bytes: Uint8Array): string | undefined {
  const begins = (pattern: readonly (number | undefined)[]) =>
    pattern.every((byte, at) => byte === undefined || bytes[at] === byte)
  if (begins(avif)) return 'image/avif'
  return starts.find(([, pattern]) => begins(pattern))?.[0]
}
