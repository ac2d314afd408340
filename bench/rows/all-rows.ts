// Every row, in the order of the goals.

import type { Row } from '../row.ts'
import { bigHttp, bigHttps } from './big-files.ts'
import { capped } from './capped.ts'
import { desktop } from './desktop.ts'
import { generalPath } from './general-path.ts'
import { hundred } from './hundred.ts'
import { limiter } from './limiter.ts'
import { longFolder } from './long-folder.ts'
import { idleQueue, longQueue } from './long-queue.ts'
import { resume } from './resume.ts'
import { farFiles, smallFiles } from './small-files.ts'
import { syncFolder, syncMillion } from './sync.ts'

export const allRows: readonly Row[] = [
  bigHttp,
  bigHttps,
  generalPath,
  capped,
  smallFiles,
  farFiles,
  hundred,
  longQueue,
  idleQueue,
  longFolder,
  resume,
  limiter,
  syncFolder,
  syncMillion,
  desktop,
]
