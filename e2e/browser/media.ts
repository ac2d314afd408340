// Files that a preview can be tried on, as small as each kind can be.

/** One page that says “Hello”, as small as a PDF can be. */
export const paper = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/MediaBox[0 0 300 200]/Parent 2 0 R/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>endobj
4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj 5 0 obj<</Length 36>>stream
BT /F1 24 Tf 40 100 Td (Hello) Tj ET
endstream endobj
trailer<</Root 1 0 R>>`

/** Silence of so many seconds, 8 bits at 8 kHz. */
export function silence(seconds: number): Buffer {
  const samples = 8_000 * seconds
  const head = Buffer.from('RIFF....WAVEfmt ................data....', 'latin1')
  const wave = Buffer.concat([head, Buffer.alloc(4), Buffer.alloc(samples, 128)])
  wave.writeUInt32LE(36 + samples, 4)
  wave.set([16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x40, 0x1f, 0, 0, 1, 0, 8, 0], 16)
  wave.write('data', 36)
  wave.writeUInt32LE(samples, 40)
  return wave
}

/** Three frames of 16 by 16 points in VP8, which every Chromium plays: as recorded by Chromium's own MediaRecorder. */
export const film = Buffer.from(
  [
    'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAIAEU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTb',
    'uLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCAe7srgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrX',
    'sYMPQkBEiYRDSWVgTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFh20sRko8TNeDgQFV7oEBhoVWX1ZQOOCdsIEQuoEQU8CBAVWwkFWxgQ',
    'FVuYECVbqBDVW7gQEfQ7Z1AQAAAAAAAQ7ngQCg6aG+gQAAAPACAJ0BKhAAEAAABwiFhYiZhIgBJBATrVAfwB/QEGpvcP7+67y/+U9jivo/8p+/',
    '/5PdnjSmiX/5OAB1oaampO6BAaWfEAIAnQEqEAAQAAAHCIWFiJmEiAEkEABgawD+/7qDAKDNoayBAGQAsQEAABAJIADAAYH/oGAGEP77sCv/vx',
    'BTikqf/fiL/+WH4/qTz/5WIHWhmaaX7oEBpZLRAQAAEAkgAMAAwsF/oABAAAD7gQCgz6GugQDJALEBAAAQCSAAwAGB/6BgB3j+/6d5P//J7s8a',
    'U0S//J7v/zr5rqOLqb1EAHWhmaaX7oEBpZLRAQAAEAkgAMAAwsF/oABAAAD7gWQcU7trjbuLs4EAt4b3gQHxgdQ=',
  ].join(''),
  'base64',
)
