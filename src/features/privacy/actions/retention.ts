/** How long what is kept, and the sweep that keeps to it. */
import { DAY_MS } from '#kit/time.ts'
import { listUnheardOf } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { listHoldings, type Holding } from '#platform/holdings/index.ts'
import { deleteAged, deleteRows, measure } from '#platform/holdings/rows.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { Refusal } from '#kit/refusal.ts'
import {
  KINDS_OF_DATA,
  type ChangeStored,
  type KindOfData,
  type Law,
  type StoredAnswer,
} from '../contract.ts'
import { daysOf, DESCRIBED, ELSEWHERE_STORED, type Keeps } from '../rules/kinds.ts'
import { findSetting, setSetting, type StoredSetting } from '../store/settings.ts'
import { findPerson } from './held.ts'

/** What every workspace begins with. */
const FIRST_LAW: Law = 'gdpr'

export function lawOf(scope: Scope): Promise<Law> {
  return read(scope, async (scope) => (await findSetting(scope))?.law ?? FIRST_LAW)
}

/** What is stored, how much, since when and for how long. */
export async function showStored(scope: Scope): Promise<StoredAnswer> {
  const setting = await read(scope, findSetting)
  const counts = new Map<KindOfData, { count: number; oldest: Date | null }>()
  for (const holding of listHoldings()) {
    if (!('table' in holding) || holding.isUnlisted) continue
    const { count, oldest } = await measure(scope, holding)
    const known = counts.get(holding.kind)
    counts.set(holding.kind, {
      count: (known?.count ?? 0) + count,
      oldest: earlier(known?.oldest ?? null, oldest),
    })
  }
  return present(setting, counts)
}

const earlier = (a: Date | null, b: Date | null): Date | null =>
  a === null ? b : b === null ? a : a < b ? a : b

function present(
  setting: StoredSetting | undefined,
  counts: ReadonlyMap<KindOfData, { count: number; oldest: Date | null }>,
): StoredAnswer {
  return {
    law: setting?.law ?? FIRST_LAW,
    kinds: KINDS_OF_DATA.map((kind) => {
      const { label, words, purpose, days, mayChange } = DESCRIBED[kind]
      const { count, oldest } = counts.get(kind) ?? { count: 0, oldest: null }
      return {
        kind,
        label,
        words,
        purpose,
        count,
        oldest: oldest?.toISOString() ?? null,
        days: daysOf(kind, setting?.keeps ?? {}),
        daysByDefault: days,
        mayChange,
      }
    }),
    others: [...ELSEWHERE_STORED],
    changedAt: setting?.changedAt.toISOString() ?? null,
    changedBy: setting?.changedBy ?? null,
  }
}

/** Changes the law or the time of one kind. Refuses `retention_fixed`. */
export async function changeStored(scope: Scope, { law, kind, days }: ChangeStored): Promise<StoredAnswer> {
  if (kind !== undefined && !DESCRIBED[kind].mayChange)
    throw new Refusal('retention_fixed', `“${DESCRIBED[kind].label}” keeps its time.`)
  await transact(scope, async (scope) => {
    const known = await findSetting(scope)
    const keeps: Keeps = {
      ...known?.keeps,
      ...(kind === undefined || days === undefined ? {} : { [kind]: days }),
    }
    await setSetting(scope, { law: law ?? known?.law ?? FIRST_LAW, keeps })
    await audit(scope, 'setting.changed', {
      subject: { kind: 'retention', id: kind ?? 'law' },
      details: { fields: law ?? String(days ?? 'always') },
    })
  })
  return showStored(scope)
}

/** People whose time is over that are taken out in one sweep. */
const PERSONS_AT_ONCE = 200

/**
 * Deletes what was kept long enough, kind by kind, and people of whom nothing was heard for as long as identities are kept.
 * Bears being run twice.
 */
export async function sweepRetention(scope: Scope): Promise<void> {
  const keeps = (await read(scope, findSetting))?.keeps ?? {}
  const gone = new Map<KindOfData, number>()
  const count = (kind: KindOfData, rows: number) => gone.set(kind, (gone.get(kind) ?? 0) + rows)
  for (const holding of listHoldings()) {
    const days = daysOf(holding.kind, keeps)
    if (days !== null)
      count(holding.kind, await age(scope, holding, new Date(scope.now.getTime() - days * DAY_MS)))
  }
  const days = daysOf('identity', keeps)
  if (days !== null)
    count('identity', await forgetUnheard(scope, new Date(scope.now.getTime() - days * DAY_MS)))
  for (const [kind, rows] of gone)
    if (rows > 0)
      await transact(scope, (scope) => audit(scope, 'retention.swept', { details: { kind, rows } }))
}

async function age(scope: Scope, holding: Holding, before: Date): Promise<number> {
  if ('table' in holding) return holding.kept === undefined ? deleteAged(scope, holding, before) : 0
  return (await holding.age?.(scope, before)) ?? 0
}

/** Of people nobody heard of any more everything goes; they may come back as if for the first time. */
async function forgetUnheard(scope: Scope, before: Date): Promise<number> {
  let rows = 0
  for (const id of await read(scope, (scope) => listUnheardOf(scope, before, PERSONS_AT_ONCE))) {
    const person = await findPerson(scope, id)
    for (const holding of listHoldings())
      if ('table' in holding && holding.kept === undefined && !('words' in holding.whose))
        rows += await deleteRows(scope, holding, person)
  }
  return rows
}
