/** An import as the wire tells it: how it would be read, how far it is, what was noticed. */
import type { Scope } from '#platform/scope.ts'
import type { ImportStatus } from '../contract.ts'
import { FIELDS, LABELS, NEEDED } from '../fields.ts'
import { datesOf, guessesOf, previewOf, type Plan } from '../plan.ts'
import type { ImportRow } from '../store.ts'
import { REASONS } from '../unit.ts'
import type { NoticedSince } from './door.ts'

const NOTHING_NOTICED = { momentsSoFar: 0, momentsOpen: 0, entriesToRead: 0, worthALook: [] }

export async function presentImport(
  scope: Scope,
  row: ImportRow,
  noticedSince: NoticedSince,
  plan?: Plan,
): Promise<ImportStatus> {
  const { tally } = row
  const noticed = row.startedAt ? await noticedSince(scope, row.startedAt, row.finishedAt) : NOTHING_NOTICED
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    format: plan?.words ?? row.format,
    ...howRead(plan, plan?.shape ?? row.shape),
    ...howFar(scope, row),
    read: tally.read,
    stored: tally.stored,
    known: tally.known,
    setAside: tally.setAside,
    reasons: Object.entries(tally.reasons)
      .sort((a, b) => b[1] - a[1])
      .slice(0, 10)
      .map(([reason, count]) => ({ reason: REASONS[reason] ?? reason, count })),
    customers: tally.customers,
    ...noticed,
    problem: row.problem,
    notice: null,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** Records of a system we know need no columns. */
function howRead(
  plan: Plan | undefined,
  shape: ImportStatus['as'],
): Pick<ImportStatus, 'as' | 'columns' | 'fields' | 'preview' | 'dates'> {
  if (!plan || plan.foreign)
    return {
      as: shape,
      columns: [],
      fields: shape && !plan ? fieldsOf(shape) : [],
      preview: plan ? previewOf(plan) : [],
      dates: null,
    }
  return {
    as: plan.shape,
    columns: guessesOf(plan),
    fields: fieldsOf(plan.shape),
    preview: previewOf(plan),
    dates: datesOf(plan),
  }
}

const fieldsOf = (shape: NonNullable<ImportStatus['as']>): ImportStatus['fields'] =>
  FIELDS[shape].map((field) => ({ field, label: LABELS[field], needed: NEEDED[shape].includes(field) }))

function howFar(scope: Scope, row: ImportRow): Pick<ImportStatus, 'progress' | 'secondsLeft'> {
  const { state, bytes, tally, startedAt } = row
  const progress = state === 'finished' ? 1 : bytes === 0 ? 0 : Math.min(1, tally.bytes / bytes)
  const seconds = startedAt ? (scope.now.getTime() - startedAt.getTime()) / 1_000 : 0
  return {
    progress,
    secondsLeft:
      state === 'running' && progress > 0.02 && seconds > 1 ? Math.ceil(seconds / progress - seconds) : null,
  }
}
