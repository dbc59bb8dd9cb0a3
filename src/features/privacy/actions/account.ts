/** The audit log as its owners see it: pages, the whole as a file, and whether the chain holds. */
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { csvLine } from '#kit/csv.ts'
import type { Home } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import {
  audit,
  auditWords,
  listAudit,
  verifyAudit,
  type AuditPlace,
  type ShownEntry,
} from '#platform/audit/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { AuditCheck, AuditRow, ListAudit } from '../contract.ts'

/** Entries of one file, at most: years of an ordinary workspace. */
const EXPORTED = 200_000

/** Refuses `cursor_not_known`. */
export async function showAudit(
  scope: Scope,
  { action, subject, limit, cursor }: ListAudit,
): Promise<{ items: AuditRow[]; next: string | null }> {
  const before = placeIn(cursor)
  const found = await read(scope, (scope) =>
    listAudit(scope, { action, subjectId: subject }, { limit: limit + 1, before }),
  )
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next =
    found.length > limit && last ? writeCursor(last.at.toISOString(), `${last.home} ${last.place}`) : null
  return { items: page.map(present), next }
}

/** The whole log, the newest first, with every hash; entries of the last seconds may wait for theirs. That it was taken stands in the log afterwards. */
export async function exportAudit(scope: Scope): Promise<string> {
  const rows = await read(scope, (scope) => listAudit(scope, {}, { limit: EXPORTED }))
  await transact(scope, (scope) => audit(scope, 'audit.exported', { details: { rows: rows.length } }))
  const head = [
    'chain',
    'no',
    'at',
    'who',
    'who id',
    'did',
    'words',
    'to what',
    'id',
    'details',
    'sealed at',
    'hash',
  ]
  return [
    head,
    ...rows.map((row) => [
      String(row.home),
      String(row.no ?? ''),
      row.at.toISOString(),
      row.actorName,
      row.actorId ?? row.actorKind,
      row.action,
      auditWords(row.action, row.details),
      row.subjectKind ?? '',
      row.subjectId ?? '',
      JSON.stringify(row.details),
      row.sealedAt?.toISOString() ?? '',
      row.hash ?? '',
    ]),
  ]
    .map(csvLine)
    .join('')
}

export async function checkAudit(scope: Scope): Promise<AuditCheck> {
  const verdict = await verifyAudit(scope)
  return verdict.holds
    ? {
        holds: true,
        entries: verdict.entries,
        unsealed: verdict.unsealed,
        lateSince: verdict.lateSince?.toISOString() ?? null,
        brokenAt: null,
        ends: verdict.ends.map(({ no, hash }) => ({ no, hash })),
      }
    : {
        holds: false,
        entries: 0,
        unsealed: 0,
        lateSince: null,
        brokenAt: verdict.brokenAt,
        ends: [],
      }
}

function present(row: ShownEntry): AuditRow {
  return {
    id: `${row.home} ${row.place}`,
    no: row.no,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    words: auditWords(row.action, row.details),
    subject: row.subjectKind && row.subjectId ? { kind: row.subjectKind, id: row.subjectId } : null,
    hash: row.hash,
  }
}

function placeIn(cursor: string | undefined): AuditPlace | undefined {
  if (cursor === undefined) return undefined
  const [at, place] = readCursor(cursor, 2) ?? []
  const [, home, found] = /^(\d+) ([\da-f-]{20,36})$/.exec(place ?? '') ?? []
  if (at === undefined || Number.isNaN(Date.parse(at)) || home === undefined || found === undefined)
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { at: new Date(at), home: Number(home) as Home, place: found }
}
