// One run of `reverie get` as a child process, its JSON lines handed on as they come.

import { createInterface } from 'node:readline'
import { z } from 'zod'
import { startCli } from '../../testing/cli/cli-process.ts'

const lineShape = z.object({
  event: z.string(),
  uri: z.string().optional(),
  path: z.string().optional(),
  name: z.string().optional(),
  kind: z.string().optional(),
  message: z.string().optional(),
  filesDone: z.number().optional(),
  filesTotal: z.number().optional(),
  bytesDone: z.number().optional(),
  bytesTotal: z.number().optional(),
  bytesPerSecond: z.number().optional(),
})

export type GetLine = z.infer<typeof lineShape>

export interface GetRun {
  readonly ended: Promise<{ code: number | undefined; stderr: string }>
  kill(): void
}

export interface GetPlaces {
  readonly profile: string
  readonly target: string
  /** Aborted when the demo is stopped: no download outlives it. */
  readonly signal: AbortSignal
}

export function startGet({ profile, target, signal }: GetPlaces, onLine: (line: GetLine) => void): GetRun {
  const running = startCli(['get', 'cloudreve://my', '-o', target, '--json'], { profile, input: '' })
  createInterface({ input: running.process.stdout }).on('line', (text) =>
    onLine(lineShape.parse(JSON.parse(text))),
  )
  const kill = () => void running.process.kill('SIGKILL')
  if (signal.aborted) kill()
  signal.addEventListener('abort', kill, { once: true })
  return { ended: running.ended.finally(() => signal.removeEventListener('abort', kill)), kill }
}
