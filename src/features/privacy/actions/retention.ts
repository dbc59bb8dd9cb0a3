/** How long what is kept, and the sweep that keeps to it. */
import { DAY_MS } from '#kit/time.ts'
import { listUnheardOf, personOf, restrictedIds } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { listHoldings, type Holding, type Person } from '#platform/holdings/index.ts'
import { deleteAged, deleteRows, measure, type Aging } from '#platform/holdings/rows.ts'
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
import { listRequests } from '../store/requests.ts'
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
/** Open requests that keep their people from being swept. */
const REQUESTS_AT_MOST = 10_000

/**
 * Deletes what was kept long enough, kind by kind, and people of whom nothing was heard for as long as identities are kept.
 * Whoever restricted the use of her data or has an open request is left alone. Bears being run twice.
 */
export async function sweepRetention(scope: Scope): Promise<void> {
  const keeps = (await read(scope, findSetting))?.keeps ?? {}
  const spared = await sparedNow(scope)
  const gone = new Map<KindOfData, number>()
  const count = (kind: KindOfData, rows: number) => gone.set(kind, (gone.get(kind) ?? 0) + rows)
  const beforeOf = (kind: KindOfData) => {
    const days = daysOf(kind, keeps)
    return days === null ? null : new Date(scope.now.getTime() - days * DAY_MS)
  }
  for (const holding of listHoldings()) {
    const { kind } = holding
    count(kind, await age(scope, holding, { before: beforeOf(kind), isSet: isNumber(keeps[kind]), spared }))
  }
  const before = beforeOf('identity')
  if (before) count('identity', await forgetUnheard(scope, before, spared))
  for (const [kind, rows] of gone)
    if (rows > 0)
      await transact(scope, (scope) => audit(scope, 'retention.swept', { details: { kind, rows } }))
}

const isNumber = (days: number | null | undefined) => typeof days === 'number'

/** Everybody whose data must not go by itself now. */
async function sparedNow(scope: Scope): Promise<Aging['spared']> {
  const { ids, persons } = await read(scope, async (scope) => {
    const open = await listRequests(scope, { of: 'open', limit: REQUESTS_AT_MOST })
    const ids = [...new Set([...(await restrictedIds(scope)), ...open.map(({ customerId }) => customerId)])]
    const persons = []
    for (const id of ids) persons.push(await personOf(scope, id))
    return { ids, persons: persons.filter((person) => person !== undefined) }
  })
  return {
    ids: [...new Set([...ids, ...persons.flatMap((person) => person.ids)])],
    emails: persons.flatMap(({ emails }) => emails),
  }
}

async function age(scope: Scope, holding: Holding, aging: Aging): Promise<number> {
  if ('table' in holding) return holding.kept === undefined ? deleteAged(scope, holding, aging) : 0
  return aging.before ? ((await holding.age?.(scope, aging.before)) ?? 0) : 0
}

/** Of people nobody heard of any more everything goes; they may come back as if for the first time. */
async function forgetUnheard(scope: Scope, before: Date, spared: Aging['spared']): Promise<number> {
  let rows = 0
  const unheard = await read(scope, (scope) =>
    listUnheardOf(scope, before, PERSONS_AT_ONCE + spared.ids.length),
  )
  for (const id of unheard.filter((id) => !spared.ids.includes(id)).slice(0, PERSONS_AT_ONCE)) {
    const person = await findPerson(scope, id)
    for (const holding of listHoldings()) rows += await forgetIn(scope, holding, person)
  }
  return rows
}

/** What would read the workspace through is left to its own time. */
function forgetIn(scope: Scope, holding: Holding, person: Person): Promise<number> {
  if (!('table' in holding)) return holding.isIndexed ? holding.erase(scope, person) : Promise.resolve(0)
  const { kept, takenOutBy, whose } = holding
  const isLeft = kept !== undefined || takenOutBy !== undefined || 'words' in whose
  return isLeft ? Promise.resolve(0) : deleteRows(scope, holding, person)
}
