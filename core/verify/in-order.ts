// A few jobs at a time, their results in the order of the items: a disk is kept busy, and a report stays readable.

/** Rejects with the first failure in order, once whatever else had begun is over. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  width: number,
  run: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const begun: Promise<Result>[] = []
  try {
    for await (const item of items) {
      const job = run(item)
      // Its turn comes below; until then a failure is nobody's surprise.
      job.catch(() => undefined)
      begun.push(job)
      const next = begun.length >= width ? begun.shift() : undefined
      if (next !== undefined) yield await next
    }
    for (let next = begun.shift(); next !== undefined; next = begun.shift()) yield await next
  } finally {
    await Promise.allSettled(begun)
  }
}
