// What ends an exchange early, with nothing in it but a code: core/transfer/classify reads that, and a link is not told.

/** Named as the general source's errors are, so that a code nobody knows still reads as the network's. */
export function wireError(code: string): Error {
  return Object.assign(new Error(code === '' ? 'RequestError' : code), {
    name: 'RequestError',
    ...(code === '' ? {} : { code }),
  })
}
