// The server's own captcha: a ticket and a small image. The solution is drawn as blocks, and tests may ask for it.
// A ticket is good for one attempt. Beside it what the puzzles of the web (reCAPTCHA, Turnstile, Cap) hand to a page that
// solved them: a word that is good for one attempt too.
import { randomInt, randomUUID } from 'node:crypto'
import { encodePng } from './png.ts'

export interface Captchas {
  issue(): { image: string; ticket: string }
  /** The text a person would read in the image of this ticket, or of the newest. */
  solutionOf(ticket?: string): string | undefined
  redeem(ticket: string, text: string): boolean
  /** What somebody else's puzzle gives to the page that shows it. */
  solvePuzzle(): string
  redeemPuzzle(word: string): boolean
}

export function createCaptchas(): Captchas {
  const open = new Map<string, string>()
  const solved = new Set<string>()
  return {
    issue: () => {
      const ticket = randomUUID()
      const text = String(randomInt(100_000, 1_000_000))
      open.set(ticket, text)
      return { image: `data:image/png;base64,${draw(text).toString('base64')}`, ticket }
    },
    solutionOf: (ticket) => (ticket === undefined ? [...open.values()].at(-1) : open.get(ticket)),
    redeem: (ticket, text) => {
      const solution = open.get(ticket)
      open.delete(ticket)
      return solution !== undefined && solution === text
    },
    solvePuzzle: () => {
      const word = randomUUID()
      solved.add(word)
      return word
    },
    redeemPuzzle: (word) => solved.delete(word),
  }
}

function draw(text: string): Buffer {
  return encodePng(text.length * 12, 40, (x, y) => {
    const digit = Number(text.charAt(Math.floor(x / 12)))
    const inked = x % 12 > 1 && y > 3 && y < 4 + digit * 4
    return inked ? [40, 80, 160] : [245, 245, 240]
  })
}
