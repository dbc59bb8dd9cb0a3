/** The audit log as its owners see it: pages, the whole as a file, and whether the chain holds. */
import { readCursor, writeCursor } from '#kit/cursor.ts'
import { csvLine } from '#kit/csv.ts'
import { Refusal } from '#kit/refusal.ts'
import { audit, auditWords, listAudit, verifyAudit, type ShownEntry } from '#platform/audit/index.ts'
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
    found.length > limit && last ? writeCursor(last.at.toISOString(), `${last.home} ${last.no}`) : null
  return { items: page.map(present), next }
}

/** The whole log, the newest first, with every hash. That it was taken stands in the log afterwards. */
export async function exportAudit(scope: Scope): Promise<string> {
  const rows = await read(scope, (scope) => listAudit(scope, {}, { limit: EXPORTED }))
  await transact(scope, (scope) => audit(scope, 'audit.exported', { details: { rows: rows.length } }))
  const head = ['chain', 'no', 'at', 'who', 'who id', 'did', 'words', 'to what', 'id', 'details', 'hash']
  return [
    head,
    ...rows.map((row) => [
      String(row.home),
      String(row.no),
      row.at.toISOString(),
      row.actorName,
      row.actorId ?? row.actorKind,
      row.action,
      auditWords(row.action, row.details),
      row.subjectKind ?? '',
      row.subjectId ?? '',
      JSON.stringify(row.details),
      row.hash,
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
        brokenAt: null,
        ends: verdict.ends.map(({ no, hash }) => ({ no, hash })),
      }
    : { holds: false, entries: 0, brokenAt: verdict.brokenAt, ends: [] }
}

function present(row: ShownEntry): AuditRow {
  return {
    no: row.no,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    words: auditWords(row.action, row.details),
    subject: row.subjectKind && row.subjectId ? { kind: row.subjectKind, id: row.subjectId } : null,
    hash: row.hash,
  }
}

function placeIn(cursor: string | undefined): { at: Date; home: number; no: number } | undefined {
  if (cursor === undefined) return undefined
  const [at, place] = readCursor(cursor, 2) ?? []
  const [, home, no] = /^(\d+) (\d+)$/.exec(place ?? '') ?? []
  if (at === undefined || Number.isNaN(Date.parse(at)) || home === undefined)
    throw new Refusal('cursor_not_known', 'This page has no such place; start from the first page.')
  return { at: new Date(at), home: Number(home), no: Number(no) }
}
