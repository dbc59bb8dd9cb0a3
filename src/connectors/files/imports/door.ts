/** What the composition root hands to the imports: the database, a directory, and what only other features know. */
import type { IncomingEntry } from '#features/timeline/index.ts'
import type { Database } from '#platform/database.ts'
import type { Logger } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'
import type { ImportStatus } from '../contract.ts'
import type { ForeignRecords } from '../foreign.ts'
import type { EventRule } from '../rows.ts'

/** What was noticed since an import began, and how much of it is still to be read; other features know. */
export type NoticedSince = (
  scope: Scope,
  since: Date,
  /** When the last line was stored; null while it runs. */
  until: Date | null,
) => Promise<Pick<ImportStatus, 'momentsSoFar' | 'momentsOpen' | 'entriesToRead' | 'worthALook'>>

export type ImportsDoor = {
  readonly db: Database
  readonly log: Logger
  readonly clock: () => Date
  /** Where uploaded files lie; made when missing. */
  readonly directory: string
  readonly foreign: readonly ForeignRecords[]
  readonly eventRule: EventRule
  readonly noticedSince: NoticedSince
  /** The made-up brand, and how to take it out again. */
  readonly sample: {
    readonly entries: (until: Date) => Iterable<IncomingEntry>
    /** Before its first entry: people, names. */
    readonly prepare: (scope: Scope) => Promise<void>
    readonly remove: (scope: Scope) => Promise<void>
  }
  /** Largest file, in bytes; 2 GB unless told. */
  readonly largest?: number
  /** Room that must stay free on the disk, in bytes. */
  readonly minFreeBytes?: number
}
