// Short typed ids like the server's hash-ids: letters and digits, one number per kind, and an id of one kind is never
// accepted as another (cloudreve-api.md section 1.1). Not cryptographic and not the real alphabet.

const alphabet = 'bX7mKf2QzRdW9sTnJ4hYcGvL8pAeZ6uNxVk3EiHrCwSoM5tDyBqUgPjFa'
const width = 4
const space = alphabet.length ** width
const kinds = ['file', 'entity', 'user', 'share', 'group', 'policy', 'link'] as const
const multiplier = 2_654_435n
const shift = 774_211n

export type IdKind = (typeof kinds)[number]

export function encodeId(kind: IdKind, number: number): string {
  const packed = number * kinds.length + kinds.indexOf(kind)
  if (packed >= space) throw new RangeError('the fake ran out of short ids')
  let rest = Number((BigInt(packed) * multiplier + shift) % BigInt(space))
  let text = ''
  for (let place = 0; place < width; place += 1) {
    text = alphabet.charAt(rest % alphabet.length) + text
    rest = Math.floor(rest / alphabet.length)
  }
  return text
}

/** The number behind an id of this kind, or undefined for anything else. */
export function decodeId(kind: IdKind, text: string): number | undefined {
  if (text.length !== width) return undefined
  let value = 0n
  for (const character of text) {
    const digit = alphabet.indexOf(character)
    if (digit < 0) return undefined
    value = value * BigInt(alphabet.length) + BigInt(digit)
  }
  const size = BigInt(space)
  const packed = Number((((value - shift + size) % size) * inverseOf(multiplier, size)) % size)
  if (packed % kinds.length !== kinds.indexOf(kind)) return undefined
  return Math.floor(packed / kinds.length)
}

function inverseOf(value: bigint, modulus: bigint): bigint {
  let [previous, current] = [modulus, value % modulus]
  let [previousFactor, factor] = [0n, 1n]
  while (current > 0n) {
    const quotient = previous / current
    ;[previous, current] = [current, previous - quotient * current]
    ;[previousFactor, factor] = [factor, previousFactor - quotient * factor]
  }
  return ((previousFactor % modulus) + modulus) % modulus
}
