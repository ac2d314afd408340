// One call at a time of something whose effect covers all that was done before it began, such as a sync: calls that come
// while one is under way share the next one.

export function joinCalls(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined

  const begin = (): Promise<void> => {
    const call = run()
    current = call
    const done = () => {
      if (current === call) current = undefined
    }
    call.then(done, done)
    return call
  }
  return () => {
    if (current === undefined) return begin()
    // The one under way may have begun before what the caller wants covered.
    next ??= current.then(afterwards, afterwards)
    return next
  }
  function afterwards(): Promise<void> {
    next = undefined
    return begin()
  }
}
