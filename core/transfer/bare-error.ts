// An error of the HTTP library without the request it carries: that holds the signed link, and whoever prints an error
// prints all of it. What is left is what core/transfer/classify reads.

import { isAbort } from './classify.ts'
import { codeOf } from './error-code.ts'

export function bareError(error: unknown): Error {
  if (isAbort(error)) return new DOMException('aborted', 'AbortError')
  const code = firstCode(error)
  const name = error instanceof Error ? error.name : 'Error'
  const host = askedHost(error)
  return Object.assign(new Error(code === '' ? name : code), {
    name,
    ...(code === '' ? {} : { code }),
    ...(host === undefined ? {} : { host }),
  })
}

/** Of the address that was asked last; all else of it stays out. */
function askedHost(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('options' in error)) return undefined
  const { options } = error
  const isKnown = typeof options === 'object' && options !== null && 'url' in options
  return isKnown && options.url instanceof URL ? options.url.host : undefined
}

function firstCode(error: unknown): string {
  const own = codeOf(error)
  return own !== '' || !(error instanceof Error) || error.cause === undefined ? own : firstCode(error.cause)
}

/** The same chunks; what ends them early is a bare error. */
export function withBareErrors(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => {
      const inner = body[Symbol.asyncIterator]()
      return {
        next: () =>
          inner.next().catch((error: unknown) => {
            throw bareError(error)
          }),
        return: async () => (await inner.return?.()) ?? { done: true, value: undefined },
      }
    },
  }
}
