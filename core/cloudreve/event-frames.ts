// Frames of a `text/event-stream`, cut out of its bytes as they come. Cloudreve writes `event:name` without a space and
// `data:<nil>` where there is nothing to say (cloudreve-api.md section 7); both and the standard's form are read.

export interface EventFrame {
  readonly event: string
  readonly data: string
}

/** One search answer may be as large as a listing; nothing that we ask for sends more in one frame. */
export const maxFrameBytes = 64 * 1024 * 1024

export class FrameTooLarge extends Error {}

export async function* readFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<EventFrame> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of chunks) {
    // A line end cut in two waits for its other half.
    text = (text + decoder.decode(chunk, { stream: true })).replaceAll('\r\n', '\n')
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    if (text.length > maxFrameBytes) throw new FrameTooLarge('an event without an end')
    for (const block of blocks) {
      const frame = parseFrame(block)
      if (frame !== undefined) yield frame
    }
  }
}

/** Undefined for comments and for frames that name no event. */
export function parseFrame(block: string): EventFrame | undefined {
  let event = ''
  const data: string[] = []
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':')
    if (colon <= 0) continue
    const value = line.slice(colon + 1).replace(/^ /, '')
    if (line.startsWith('event:')) event = value.trim()
    else if (line.startsWith('data:')) data.push(value)
  }
  return event === '' ? undefined : { event, data: data.join('\n') }
}
