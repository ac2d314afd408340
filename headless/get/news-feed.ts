// The news of a command's own batches, none lost between adding and following: until the batches are known everything is
// kept, then what is theirs is handed over in order.

import type { LocalNews } from '../../contract/local.ts'
import { ask, type Attachment } from '../attach/attachment.ts'

export interface NewsFeed {
  /** Tells the host which batches count; the news so far come with the first listener. */
  narrow(batchIds: readonly string[]): Promise<void>
  listen(listener: (news: LocalNews) => void): () => void
  close(): void
}

export async function openNewsFeed(attachment: Attachment): Promise<NewsFeed> {
  const { bridge } = attachment
  let kept: LocalNews[] = []
  let listener: ((news: LocalNews) => void) | undefined
  const stop = bridge.on('queue.news', ({ news }) => {
    if (listener === undefined) kept.push(news)
    else listener(news)
  })
  await ask(attachment, 'queue.follow', {})
  return {
    narrow: async (batchIds) => {
      await ask(attachment, 'queue.follow', { batchIds: [...batchIds] })
      kept = kept.filter((news) => batchIds.includes(batchOf(news)))
    },
    listen: (next) => {
      listener = next
      for (const news of kept.splice(0)) next(news)
      return () => (listener = () => undefined)
    },
    close: stop,
  }
}

function batchOf(news: LocalNews): string {
  return news.type === 'walk' ? news.batch.id : news.transfer.batchId
}
