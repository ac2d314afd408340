// Pages of the commands that are about the order of the queue and about queues with names; see pages.ts.

import { exitCodes } from '../exit-code.ts'
import type { ManualPage } from './pages.ts'

const { done, failed, usage, hostLost } = exitCodes
const changing = [done, failed, usage, hostLost] as const

export const orderPages: Readonly<Record<string, ManualPage>> = {
  'queue move': {
    about: [
      'Gives downloads another place in their queue, or single files another place in their download. --next runs them ahead of everything that waits, whatever the priorities, and resumes what is paused; the last one told so comes first. Every other move takes that back.',
      '--before also joins the queue of the other one, and its priority where that is higher. --to takes downloads to another queue, behind what is there.',
    ],
    examples: [
      ['reverie queue move 3f2a --next', 'this one next'],
      ['reverie queue move 3f2a --before 81c0', 'two in their order'],
      ["reverie queue move --name '*.iso' --to Night", 'to another queue'],
    ],
    exits: changing,
    see: ['queue prioritize', 'queue create', 'queue list'],
  },
  'queue prioritize': {
    about: [
      'Higher priorities start first, whatever their places, and get more of a speed limit that several share. A file may have its own priority in its download.',
    ],
    examples: [['reverie queue prioritize high 3f2a', 'before what is normal']],
    exits: changing,
    see: ['queue move'],
  },
  'queue start': {
    about: [
      'Starts downloads that wait for their time now, or with --at at another time. Until then nothing of them runs or is looked into. What runs already stops at what it has.',
    ],
    examples: [
      ['reverie queue start 3f2a', 'now'],
      ['reverie queue start 3f2a --at 23:00', 'tonight'],
    ],
    exits: changing,
    see: ['queue add', 'queue move'],
  },
  'queue queues': {
    about: [
      'Lists the queues with what is to do in them. Every download is in one; the default one is always there.',
    ],
    examples: [['reverie queue queues --json', 'one object per queue']],
    exits: changing,
    see: ['queue create', 'queue pause'],
  },
  'queue create': {
    about: [
      'Makes a queue. Queues run beside each other, each with as many large files at a time and as many bytes a second as it may have, within what the settings allow in all.',
    ],
    examples: [['reverie queue create Night --concurrency 1 --limit-rate 2M', 'one at a time, and slowly']],
    exits: changing,
    see: ['queue edit', 'queue queues', 'queue move'],
  },
  'queue edit': {
    about: ['Changes how much a queue may have, at once.'],
    examples: [['reverie queue edit Night --concurrency all --limit-rate 0', 'without bounds of its own']],
    exits: changing,
    see: ['queue rename', 'queue queues'],
  },
  'queue rename': {
    about: ['Gives a queue another name. Upper and lower case count as the same.'],
    examples: [['reverie queue rename Night Later', 'what is in it stays']],
    exits: changing,
    see: ['queue queues'],
  },
  'queue delete': {
    about: [
      'Removes a queue. What is in it goes to the default queue, behind what is there, and runs as that does. The default queue stays.',
    ],
    examples: [['reverie queue delete Night', 'its downloads go on in the default queue']],
    exits: changing,
    see: ['queue queues', 'queue create'],
  },
}
