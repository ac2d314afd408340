// Reads a Range header the way the server does (Go's http.ServeContent; cloudreve-api.md section 6.1).

export interface ByteRange {
  start: number
  /** Exclusive. */
  end: number
}

export type RangeAnswer =
  { kind: 'whole' } | { kind: 'ranges'; ranges: ByteRange[] } | { kind: 'unsatisfiable'; overlap: boolean }

export function readRange(header: string | undefined, sizeBytes: number): RangeAnswer {
  if (header === undefined || header === '') return { kind: 'whole' }
  if (!header.startsWith('bytes=')) return refused(true)
  const ranges: ByteRange[] = []
  let beyond = false
  for (const part of header.slice('bytes='.length).split(',')) {
    const text = part.trim()
    if (text === '') continue
    const range = readOne(text, sizeBytes)
    if (range === undefined) return refused(true)
    if (range.start >= sizeBytes && range.start !== range.end) beyond = true
    else ranges.push(range)
  }
  if (sizeBytes === 0 && ranges.length === 0) return { kind: 'whole' }
  if (beyond && ranges.length === 0) return refused(false)
  const total = ranges.reduce((sum, range) => sum + range.end - range.start, 0)
  if (ranges.length === 0 || total > sizeBytes) return { kind: 'whole' }
  return { kind: 'ranges', ranges }
}

function refused(malformed: boolean): RangeAnswer {
  return { kind: 'unsatisfiable', overlap: !malformed }
}

function readOne(text: string, sizeBytes: number): ByteRange | undefined {
  const parts = /^\s*(\d*)\s*-\s*(\d*)\s*$/u.exec(text)
  const [, first = '', last = ''] = parts ?? []
  if (parts === null || (first === '' && last === '')) return undefined
  if (first === '') return { start: Math.max(0, sizeBytes - Number(last)), end: sizeBytes }
  const start = Number(first)
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(Number(last))) return undefined
  if (last === '') return { start, end: Math.max(start + 1, sizeBytes) }
  if (Number(last) < start) return undefined
  return { start, end: start >= sizeBytes ? Number(last) + 1 : Math.min(Number(last) + 1, sizeBytes) }
}
