// Every blob that exists, by its entity id. Which file a blob belongs to is the tree's business.
import type { Clock } from './clock.ts'
import { createContent, type ContentSpec } from './content.ts'
import type { Entity } from './entries.ts'
import { decodeId, encodeId } from './ids.ts'
import type { Pattern } from './pattern.ts'

export interface EntityStore {
  /** Undefined for no bytes at all: an empty file has no blob. */
  make(content: ContentSpec): Entity | undefined
  get(id: string): Entity | undefined
  forget(entity: Entity): void
}

export function createEntityStore(clock: Clock, pattern: Pattern): EntityStore {
  const entities = new Map<number, Entity>()
  let count = 0
  return {
    make: (spec) => {
      const content = createContent(spec, count + 1, pattern)
      if (content.sizeBytes === 0) return undefined
      const number = (count += 1)
      const entity = { number, id: encodeId('entity', number), content, createdAtMs: clock.nowMs() }
      entities.set(number, entity)
      return entity
    },
    get: (id) => entities.get(decodeId('entity', id) ?? 0),
    forget: (entity) => {
      entities.delete(entity.number)
    },
  }
}
