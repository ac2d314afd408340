// Why a goal was missed, in one sentence, written by hand after looking; the key is the row's id and the figure's name.

const start =
  'the whole process counts: a quarter of a second and 0.2 CPU seconds are its start and the signing of the link'
const hashing = 'hashing every byte (0.15 CPU seconds) and writing down what is durable are in it'
const ramp = 'connections are added while they help, in a second and a half, where aria2 opens all at once'
const slow =
  'only the slowest rates are off: ten seconds end somewhere within a portion, which counts when it is whole'
const files =
  'a file costs some 0.9 ms of processor time, nearly all of it in one thread: eight calls to the file system, a datasync, a request, and four statements of the database with what is counted by them'

export const reasons: Readonly<Record<string, string>> = {
  'big-http: 1 connection, speed × curl': start,
  'big-http: 1 connection, CPU × curl': hashing,
  'big-http: 1 connection, speed × aria2c -x1': start,
  'big-https: 1 connection, speed × curl': start,
  'big-https: 1 connection, CPU × curl': hashing,
  'general: HTTP, speed × curl': start,
  'capped: reverie --connections 1, speed × aria2c -x1': start,
  'capped: reverie, up to 4 by itself, speed × aria2c -x4': ramp,
  'capped: reverie, up to 16 by itself, speed × aria2c -x16': ramp,
  'small: speed × rclone, HTTP (16)': files,
  'small: speed × aria2c -j16': files,
  'hundred: RSS for each':
    'half of it is V8’s young heap, which grows with what is under way; slabs and gathered writes are the rest',
  'queue: one update':
    'counts, order and history are kept by triggers in the same transaction, so that no list is ever counted',
  'resume: most fetched twice after one of 7 kills':
    'up to 4 MiB of it never left the server’s own socket; ours notes what it has written every two',
  'limiter: over all: whole run, farthest off': slow,
  'limiter: one account: whole run, farthest off': slow,
  'resume: datasync cost':
    'the last datasync before the rename waits for the disk, whatever was overlapped before',
}

export function reasonOf(rowId: string, what: string): string | undefined {
  return reasons[`${rowId}: ${what}`]
}
