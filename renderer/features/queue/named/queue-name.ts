// What a named queue is called. The default one has a name of the user's language until it is given another.

import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords, type Words } from '../../../app/words/words.ts'
import { visibleName } from '../../../../words/visible-name.ts'
import { isUnnamedDefault } from './queues-store.ts'

export function queueLabel(queue: { id: string; name: string }, words: Words): string {
  return isUnnamedDefault(queue) ? words('transfers.queues.default') : visibleName(queue.name)
}

/** Undefined where it is not known. */
export function useQueueName(queueId: string): string | undefined {
  const { queues } = useReverie()
  const words = useWords()
  return useStore(queues.store, ({ queues: list }) => {
    const queue = list.find(({ id }) => id === queueId)
    return queue === undefined ? undefined : queueLabel(queue, words)
  })
}
