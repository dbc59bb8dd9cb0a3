/** Promises that were made before this product was here, brought in with their old dates. */
import { homeOf, type CustomerId, type PromiseId } from '#kit/id.ts'
import { memberIds } from '#features/timeline/index.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { KeptBy } from '../contract.ts'
import { instantWords, riskAtOf } from '../rules/due.ts'
import { withEvidence } from '../rules/keeping.ts'
import { aboutOf, BLANK } from '../rules/opening.ts'
import { withoutOldAlarms, type CustomerPromise } from '../rules/promise.ts'
import { insertPromises, lockLedger } from '../store/promises.ts'
import { inheritedId } from './ids.ts'
import { historyOf } from './observe.ts'
import { settingsOf, type Settings } from './settings.ts'
import { tellNews, tellPages } from './tell.ts'

export type InheritedPromise = {
  /** The file or tool it comes from, and its own id there: brought in twice it stands once. */
  readonly source: string
  readonly externalId: string
  readonly customerId: CustomerId
  readonly wording: string
  readonly madeAt: Date
  readonly dueAt: Date | null
  readonly keptBy: KeptBy
  readonly touchpoint?: string
  readonly order?: string
  readonly madeBy?: string
}

/** Opens them as they stand by what the timeline knows; what broke more than a week ago raises nobody. Answers how many are new. */
export async function recordInherited(scope: Scope, list: readonly InheritedPromise[]): Promise<number> {
  const settings = await settingsOf(scope)
  const known = await read(scope, async (scope) => {
    const rows = new Map<CustomerId, CustomerId>()
    for (const id of new Set(list.map(({ customerId }) => customerId))) {
      const [person] = await memberIds(scope, id)
      if (person !== undefined) rows.set(id, person)
    }
    return rows
  })
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
      const ids = await insertPromises(scope, home, onceEach(standing))
      const made = standing.filter(({ id }) => ids.includes(id))
      await tellNews(scope, home, 'promise.made', onceEach(made), { isHistory: true })
      await tellPages(scope, ids)
      return ids.length
    })
  return written
}

function rowOf(
  { source, externalId, wording, madeAt, dueAt, keptBy, touchpoint, order, madeBy }: InheritedPromise,
  customerId: CustomerId,
  { calendar, memberOf }: Settings,
): CustomerPromise {
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
