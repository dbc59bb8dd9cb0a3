/** What is known about a customer: shown with its source, confirmed or forgotten, added by hand. */
import { makeId, isId, slotOf, type CustomerId, type FactId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { delicateIn } from '#reading/index.ts'
import { HOUR_MS, dayNumberOf } from '#kit/time.ts'
import { isStorable, memberIds } from '#features/timeline/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { declarationOf } from '../catalogue/index.ts'
import type { Fact } from '../contract.ts'
import { endOfDay } from '../rules/dates.ts'
import { sameness } from '../rules/facts.ts'
import { sourceOf } from '../rules/sources.ts'
import { listConsents } from '../store/consents.ts'
import { findFact, insertFact, listFacts, setStanding, type FactRecord } from '../store/facts.ts'
import { tellFactsChanged } from './changed.ts'
import { doerOf } from './handle.ts'
import { tellReads } from './tell-reads.ts'

const SHOWN = 50
/** A fact is new for so long. */
const NEW_MS = 24 * HOUR_MS

/** What is known of a person, the newest first; said twice it stands once. What is delicate leaves a line in the audit log. Refuses `customer_not_found`. */
export async function factsOfCustomer(scope: Scope, id: CustomerId): Promise<Fact[]> {
  const facts = await read(scope, async (scope) => {
    const members = await memberIds(scope, id)
    if (members.length === 0) throw new Refusal('customer_not_found', 'No such customer here.')
    return factsOfPerson(scope, members)
  })
  await tellReads(scope, [{ customerId: id, facts }])
  return facts
}

/** As `factsOfCustomer`, for the rows of one person. `entryId` is the entry on screen, whose facts are "in this e-mail". */
export async function factsOfPerson(
  scope: TxScope,
  members: readonly CustomerId[],
  entryId: string | null = null,
): Promise<Fact[]> {
  const seen = new Set<string>()
  const facts = await listFacts(scope, members, SHOWN)
  return facts
    .filter((fact) => !seen.has(sameness(fact)) && seen.add(sameness(fact)))
    .map((fact) => presentFact(scope, fact, entryId))
}

/** Confirms a fact, forgets it, or makes it a guess again. Refuses `fact_not_found`. */
export function standFact(scope: Scope, id: string, standing: Fact['standing']): Promise<Fact> {
  return transact(scope, async (scope) => {
    if (!isId(id) || (await setStanding(scope, id as FactId, standing, doerOf(scope.actor))) === 0)
      throw new Refusal('fact_not_found', 'There is no such fact here.')
    const fact = await findFact(scope, id as FactId)
    if (!fact) throw new Refusal('fact_not_found', 'There is no such fact here.')
    await tellFactsChanged(scope, fact.customerId)
    return presentFact(scope, fact, null)
  })
}

/** Writes down what a member knows of a customer. Refuses `customer_not_found`, `text_not_storable`, `day_invalid`, `consent_needed`. */
export function addFact(
  scope: Scope,
  customerId: CustomerId,
  { kind, value, expiresOn }: { kind: string; value: string; expiresOn?: string | undefined },
): Promise<Fact> {
  if (!isStorable(value) || !isStorable(kind))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  if (expiresOn !== undefined) dayNumberOf(expiresOn)
  return transact(scope, async (scope) => {
    const rows = await memberIds(scope, customerId)
    const [person] = rows
    if (person === undefined) throw new Refusal('customer_not_found', 'No such customer here.')
    const sensitivity = delicateIn(value) ?? null
    const isAgreed = (await listConsents(scope, rows)).some(
      ({ about, revokedAt }) => about === sensitivity && revokedAt === null,
    )
    if (sensitivity !== null && !isAgreed)
      throw new Refusal(
        'consent_needed',
        `This is about ${sensitivity}: record the customer’s consent before it is remembered.`,
        { about: sensitivity },
      )
    const id = makeId<'fact'>(scope.now, slotOf(person), scope.random(8))
    const expiresAt = expiresOn === undefined ? null : endOfDay(expiresOn, scope.workspace.zone)
    const base = { quote: null, saidIn: null, channel: null, entryId: null }
    await insertFact(
      scope,
      {
        ...base,
        id,
        customerId: person,
        kind,
        value: value.trim(),
        at: scope.now,
        expiresAt,
        standing: 'confirmed',
        sensitivity,
      },
      doerOf(scope.actor),
    )
    const fact = await findFact(scope, id)
    if (!fact) throw new Error('a fact just written is not there')
    await tellFactsChanged(scope, person)
    return presentFact(scope, fact, null)
  })
}

function presentFact(
  { now, workspace }: Pick<TxScope, 'now' | 'workspace'>,
  fact: FactRecord,
  entryId: string | null,
): Fact {
  const { id, kind, value, quote, standing, sensitivity } = fact
  return {
    id,
    kind,
    icon: kind === 'said' ? 'note' : declarationOf(kind).icon,
    value,
    quote,
    source: sourceOf({ ...fact, isHere: entryId !== null && fact.entryId === entryId }, now, workspace.zone),
    entryId: fact.entryId,
    at: fact.at.toISOString(),
    standing,
    sensitivity,
    isNew: fact.at.getTime() > now.getTime() - NEW_MS,
    expiresAt: fact.expiresAt?.toISOString() ?? null,
  }
}
