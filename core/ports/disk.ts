// The few things a transfer asks of a file system, so that tests can make any of them fail. Errors are Node's own,
// with `code` (ENOSPC, EACCES, EBUSY …); core/transfer/classify reads them.

export interface DiskFile {
  /** Writes all the chunks, one behind the other, from `position` on. They must not change until it resolves. */
  write(chunks: readonly Uint8Array[], position: number): Promise<void>
  /** Reads up to `into.length` bytes at `position`; returns the number read. */
  read(into: Uint8Array, position: number): Promise<number>
  /** Resolves when everything written before the call is on the medium. */
  datasync(): Promise<void>
  truncate(sizeBytes: number): Promise<void>
  setModified(modifiedAtMs: number): Promise<void>
  stat(): Promise<FileStat>
  close(): Promise<void>
}

export interface FileStat {
  readonly kind: 'file' | 'folder' | 'link' | 'other'
  readonly sizeBytes: number
  /** What the file takes on the medium; less than its size where it has holes (or is compressed). */
  readonly allocatedBytes: number
  readonly modifiedAtMs: number
  /** Device and inode: tells whether two paths mean the same file. */
  readonly identity: string
  /** Changes whenever anybody writes to the file or touches its times. */
  readonly stamp: string
}

export interface WholeFile {
  /** Must not change until it is made. */
  readonly bytes: Uint8Array
  /** Absent: now. */
  readonly modifiedAtMs?: number
}

/** What lay under the path once the file was closed. */
export type MadeFile = Pick<FileStat, 'kind' | 'sizeBytes' | 'modifiedAtMs'>

export interface FolderItem {
  readonly name: string
  readonly kind: FileStat['kind']
}

export interface Disk {
  /** Creates missing folders below `root` one by one; refuses a link that leads out of `root`. Returns the path. */
  ensureFolder(root: string, folders: readonly string[]): Promise<string>
  /** Makes one folder, in one that the caller has made sure of: EEXIST where there is something of the name. */
  makeFolder(path: string): Promise<void>
  /**
   * Opens for reading and writing, or with `read` for reading alone; `create` makes a new file and refuses an existing
   * one or a link. No link is followed.
   */
  open(path: string, mode: 'create' | 'existing' | 'read'): Promise<DiskFile>
  /**
   * `open` with `create`, `write`, `setModified`, `datasync`, `close` and `stat` in one go: all of it is on the medium when
   * it resolves. Where it fails behind the opening, which the error's `syscall` tells, whatever came about is left.
   */
  makeFile(path: string, whole: WholeFile): Promise<MadeFile>
  /** What lies directly in a folder, in no order. */
  entries(folder: string): AsyncIterable<FolderItem>
  /** Of the path itself, links not followed; undefined where there is nothing. */
  stat(path: string): Promise<FileStat | undefined>
  /** Gives `from` the name `to` in one step and never replaces anything: EEXIST where `to` exists. */
  renameNoClobber(from: string, to: string): Promise<void>
  /** Gives `from` the name `to` in one step, replacing a file there. */
  renameReplacing(from: string, to: string): Promise<void>
  /** Gives a folder another name, with all that is in it: EEXIST where `to` exists. */
  moveFolder(from: string, to: string): Promise<void>
  /** Removes an empty folder: ENOTEMPTY where there is something in it; nothing there is fine. */
  removeFolder(path: string): Promise<void>
  /** Makes a rename in this folder survive a power cut, where the system can. */
  syncFolder(folder: string): Promise<void>
  /** Removes a file; nothing there is fine. */
  remove(path: string): Promise<void>
  /** Removes a folder that holds nothing; false where there is something in it, or nothing of that name. */
  removeEmptyFolder(path: string): Promise<boolean>
  /** Bytes free for this user on the volume that holds the nearest existing parent of `path`. */
  freeBytes(path: string): Promise<number>
  /** Of that whole volume, used or not. */
  volumeBytes(path: string): Promise<number>
  /** Names that volume: the same for every path on it, as long as it stays where it is. */
  volumeOf(path: string): Promise<string>
}
