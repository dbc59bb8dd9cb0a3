/** Promises that were made before this product was here, brought in with their old dates. */
import { homeOf, type CustomerId, type PromiseId } from '#kit/id.ts'
import { memberIds, namesOf } from '#features/timeline/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { KeptBy, Standing } from '../contract.ts'
import { instantWords, riskAtOf } from '../rules/due.ts'
import { withEvidence } from '../rules/keeping.ts'
import { aboutOf, BLANK, keptByWords } from '../rules/opening.ts'
import { standingOf, withoutOldAlarms, type CustomerPromise } from '../rules/promise.ts'
import { listKnown, lockLedger } from '../store/promises.ts'
import { inheritedId } from './ids.ts'
import { historyOf } from './observe.ts'
import { openPromises } from './save.ts'
import { settingsOf, type Settings } from './settings.ts'
import { tellNews, tellPages } from './tell.ts'

export type InheritedPromise = {
  /** The file or tool it comes from, and its own id there: brought in twice it stands once. */
  readonly source: string
  readonly externalId: string
  readonly customerId: CustomerId
  readonly wording: string
  readonly madeAt: Date
  /** Null for one that was given without an end ("at any time"). */
  readonly dueAt: Date | null
  /** Worked out from the words where it is left out. */
  readonly keptBy?: KeptBy
  readonly touchpoint?: string
  readonly order?: string
  readonly madeBy?: string
}

/** One of a list as it would stand: by what the timeline knows, and by now. */
export type PlannedInheritance = {
  readonly customerName: string
  readonly standing: Standing
  /** It was brought in before, or stands twice in the list. */
  readonly isKnown: boolean
}

/** What bringing a list in would do, in its order; undefined for a customer that is not here. Writes nothing. */
export async function planInheritance(
  scope: Scope,
  list: readonly InheritedPromise[],
): Promise<(PlannedInheritance | undefined)[]> {
  const settings = await settingsOf(scope)
  const persons = await personsOf(scope, list)
  return read(scope, async (scope) => {
    const rows = list.map((one) => {
      const person = persons.get(one.customerId)
      return person && rowOf(one, person, settings)
    })
    const there = rows.filter((row) => row !== undefined)
    const names = await namesOf(scope, [...new Set(there.map(({ customerId }) => customerId))])
    const known = new Set<PromiseId>()
    for (const [home, group] of Map.groupBy(there, ({ id }) => homeOf(scope.workspace, id)))
      for (const { id } of await listKnown(scope, home, group)) known.add(id)
    const histories = await historyOf(scope, there)
    return rows.map((row) => {
      if (!row) return undefined
      const isKnown = known.has(row.id)
      known.add(row.id)
      const next = withEvidence(row, histories.get(row.customerId) ?? [], settings)
      const customerName = names.get(row.customerId) ?? 'Customer'
      return { customerName, standing: standingOf(next, scope.now), isKnown }
    })
  })
}

/** Opens them as they stand by what the timeline knows; what broke more than a week ago raises nobody. Answers how many are new. */
export async function recordInherited(scope: Scope, list: readonly InheritedPromise[]): Promise<number> {
  const settings = await settingsOf(scope)
  const known = await personsOf(scope, list)
  const promises = list.flatMap((one) => {
    const person = known.get(one.customerId)
    return person === undefined ? [] : [rowOf(one, person, settings)]
  })
  let written = 0
  for (const [home, group] of Map.groupBy(promises, ({ id }) => homeOf(scope.workspace, id)))
    written += await transact(scope, async (scope) => {
      await lockLedger(scope, home)
      const histories = await historyOf(scope, group)
      const standing = group.map((one) =>
        withoutOldAlarms(withEvidence(one, histories.get(one.customerId) ?? [], settings), scope.now),
      )
      const ids = await openPromises(scope, home, onceEach(standing))
      const made = standing.filter(({ id }) => ids.includes(id))
      await tellNews(scope, home, 'promise.made', onceEach(made), { isHistory: true })
      await tellPages(scope, ids)
      return ids.length
    })
  return written
}

/** The row each customer's promises stand at; those who are not here are left out. */
function personsOf(
  scope: Scope,
  list: readonly InheritedPromise[],
): Promise<ReadonlyMap<CustomerId, CustomerId>> {
  return read(scope, async (scope) => {
    const rows = new Map<CustomerId, CustomerId>()
    for (const id of new Set(list.map(({ customerId }) => customerId))) {
      const [person] = await memberIds(scope, id)
      if (person !== undefined) rows.set(id, person)
    }
    return rows
  })
}

function rowOf(
  { source, externalId, wording, madeAt, dueAt, touchpoint, order, madeBy, ...rest }: InheritedPromise,
  customerId: CustomerId,
  { calendar, memberOf }: Settings,
): CustomerPromise {
  const keptBy = rest.keptBy ?? keptByWords(wording)
  const promise: CustomerPromise = {
    ...BLANK,
    id: inheritedId(customerId, source, externalId, madeAt),
    customerId,
    conversationId: null,
    entryId: null,
    entryAt: null,
    origin: 'inherited',
    touchpoint: touchpoint ?? 'inherited',
    wording,
    about: aboutOf(keptBy, order ?? null, wording),
    orderNo: order ?? null,
    keptBy,
    madeAt,
    madeBy: madeBy ?? null,
    ownerId: memberOf(madeBy ?? null),
    armedAt: madeAt,
    dueAt,
    dueWords:
      dueAt === null
        ? 'No time was brought with it'
        : `Brought with it: ${instantWords(dueAt, calendar.zone)}`,
  }
  return { ...promise, riskAt: riskAtOf(promise, calendar) }
}

const onceEach = (promises: readonly CustomerPromise[]) => [
  ...new Map<PromiseId, CustomerPromise>(promises.map((one) => [one.id, one])).values(),
]
