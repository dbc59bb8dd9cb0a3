/** What a person asks for: written down with its legal due date as a promise, checked, carried out with a receipt, or refused. */
import { isId, makeId, slotOf, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { expireMomentsOf } from '#features/moments/index.ts'
import { makePromise, settlePromise } from '#features/promises/index.ts'
import { correctCustomer, holdPerson, holdsOf, namesOf, releasePerson } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import type { Person } from '#platform/holdings/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { z } from 'zod'
import type {
  CheckedHow,
  Correction,
  DeskAnswer,
  PersonExport,
  PrivacyRequest,
  Receipt,
  RefusedBecause,
  RequestKind,
} from '../contract.ts'
import { CONSEQUENCES, dueOf, REQUEST_WORDS, standingOf } from '../rules/requests.ts'
import {
  findRequest,
  insertRequest,
  listRequests,
  listRequestsOf,
  setChecked,
  setSettled,
  type StoredRequest,
} from '../store/requests.ts'
import { erasePerson } from './erase.ts'
import { copyOf, findPerson, heldOf, receiptOf } from './held.ts'
import { lawOf } from './retention.ts'

/** The desk of one person: who she is, what is held, what she asked for. Refuses `customer_not_found`. */
export async function showDesk(scope: Scope, id: CustomerId): Promise<DeskAnswer> {
  const person = await findPerson(scope, id)
  const held = await heldOf(scope, person)
  return read(scope, async (scope) => {
    const names = await namesOf(scope, [person.id])
    return {
      customer: {
        id: person.id,
        name: names.get(person.id) ?? null,
        city: null,
        country: null,
        identities: person.identities.map(({ kind, value }) => ({ kind, value })),
      },
      held,
      holds: (await holdsOf(scope, person.id)).map(({ kind, since, byName }) => ({
        kind,
        since: since.toISOString(),
        by: byName,
      })),
      requests: await presentAll(scope, await listRequestsOf(scope, person.ids)),
      consequences: [...CONSEQUENCES],
    }
  })
}

export function showRequests(
  scope: Scope,
  query: { of: 'open' | 'settled' | 'all'; limit: number },
): Promise<PrivacyRequest[]> {
  return read(scope, async (scope) => presentAll(scope, await listRequests(scope, query)))
}

/** Writes a request down; its due date becomes a promise to her. Refuses `customer_not_found`, `request_stands`. */
export async function openRequest(
  scope: Scope,
  customerId: CustomerId,
  kind: RequestKind,
): Promise<PrivacyRequest> {
  const person = await findPerson(scope, customerId)
  const standing = (await read(scope, (scope) => listRequestsOf(scope, person.ids))).find(
    (one) => one.kind === kind && one.settledAt === null,
  )
  if (standing) throw new Refusal('request_stands', 'She has asked for this, and it is still open.')
  const law = await lawOf(scope)
  const dueAt = dueOf(law, scope.now, scope.workspace.zone)
  const id = makeId<'request'>(scope.now, slotOf(person.id), scope.random(8))
  const promiseId = await makePromise(
    scope,
    {
      customerId: person.id,
      wording: `Privacy request: ${REQUEST_WORDS[kind].toLowerCase()}`,
      when: law === 'gdpr' ? 'within a month (GDPR)' : 'within 45 days (CCPA)',
      keptBy: 'word',
      touchpoint: 'privacy_request',
    },
    `privacy ${id}`,
    dueAt,
  )
  return transact(scope, async (scope) => {
    const row = {
      id,
      customerId: person.id,
      kind,
      law,
      openedAt: scope.now,
      openedBy: scope.actor.name,
      dueAt,
      promiseId,
    }
    await insertRequest(scope, row)
    await audit(scope, 'request.opened', { ...about(row), details: { kind, law } })
    return found(scope, id)
  })
}

/** Writes down how it was made sure that it is she who asks. Refuses `request_not_found`, `request_settled`. */
export function checkRequest(
  scope: Scope,
  id: string,
  how: z.infer<typeof CheckedHow>,
): Promise<PrivacyRequest> {
  return transact(scope, async (scope) => {
    const row = await openOne(scope, id)
    await setChecked(scope, row.id, how)
    await audit(scope, 'request.checked', { ...about(row), details: { by: how } })
    return found(scope, row.id)
  })
}

/**
 * Carries a request out. Refuses `request_not_found`, `request_settled`, `identity_not_checked`, `correction_needed`,
 * `import_running`.
 */
export async function fulfilRequest(
  scope: Scope,
  id: string,
  { fields, by = 'desk' }: { fields?: Correction | undefined; by?: 'desk' | 'cli' } = {},
): Promise<PrivacyRequest> {
  const row = await read(scope, (scope) => openOne(scope, id))
  if (row.checkedAt === null)
    throw new Refusal('identity_not_checked', 'First write down how you made sure that it is she who asks.')
  const receipt = await carryOut(scope, row, fields, by)
  if (row.kind !== 'erase') await keep(scope, row)
  return transact(scope, async (scope) => {
    await setSettled(scope, row.id, { outcome: 'done', reason: null, receipt })
    await audit(scope, 'request.settled', { ...about(row), details: { kind: row.kind, outcome: 'done' } })
    return found(scope, row.id)
  })
}

/** Refuses a request, with the reason the law knows. Refuses `request_not_found`, `request_settled`. */
export async function refuseRequest(
  scope: Scope,
  id: string,
  reason: z.infer<typeof RefusedBecause>,
): Promise<PrivacyRequest> {
  const row = await read(scope, (scope) => openOne(scope, id))
  await keep(scope, row)
  return transact(scope, async (scope) => {
    await setSettled(scope, row.id, { outcome: 'refused', reason, receipt: null })
    await audit(scope, 'request.settled', { ...about(row), details: { kind: row.kind, outcome: 'refused' } })
    return found(scope, row.id)
  })
}

/** The copy of a request for one that was carried out and is still there. Written into the audit log. Refuses `identity_not_checked`. */
export async function copyForRequest(scope: Scope, id: string): Promise<PersonExport> {
  const row = await read(scope, (scope) => one(scope, id))
  if (row.kind !== 'export') throw notFound()
  if (row.checkedAt === null)
    throw new Refusal('identity_not_checked', 'First write down how you made sure that it is she who asks.')
  const copy = await copyOf(scope, await findPerson(scope, row.customerId))
  await transact(scope, (scope) =>
    audit(scope, 'customer.exported', {
      subject: { kind: 'customer', id: row.customerId },
      details: { rows: copy.data.reduce((sum, { rows }) => sum + rows.length, 0) },
      near: row.customerId,
    }),
  )
  return copy
}

/** Lets a restricted or objecting person's data be used again. Refuses `customer_not_found`, `hold_not_found`. */
export function liftHold(
  scope: Scope,
  customerId: CustomerId,
  kind: 'restriction' | 'objection',
): Promise<void> {
  return transact(scope, async (scope) => {
    if (!(await releasePerson(scope, customerId, kind)))
      throw new Refusal('hold_not_found', 'Her data is not held back.')
    await audit(scope, 'customer.released', {
      subject: { kind: 'customer', id: customerId },
      near: customerId,
    })
  })
}

async function carryOut(
  scope: Scope,
  row: StoredRequest,
  fields: Correction | undefined,
  by: 'desk' | 'cli',
): Promise<Receipt> {
  if (row.kind === 'erase') return erasePerson(scope, row.customerId, by)
  const person = await findPerson(scope, row.customerId)
  switch (row.kind) {
    case 'export':
      return receiptOf(
        scope,
        Object.fromEntries((await heldOf(scope, person)).map(({ kind, count }) => [kind, count])),
      )
    case 'correct':
      await correct(scope, person, fields)
      return receiptOf(scope, {})
    case 'restrict':
    case 'object':
      await holdBack(scope, person, row.kind === 'restrict' ? 'restriction' : 'objection')
      return receiptOf(scope, {})
  }
}

async function correct(scope: Scope, person: Person, fields: Correction | undefined): Promise<void> {
  const given = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined)
  if (given.length === 0)
    throw new Refusal('correction_needed', 'Say what is to be put right: her name, place or language.')
  await transact(scope, async (scope) => {
    await correctCustomer(scope, person.id, Object.fromEntries(given))
    await audit(scope, 'customer.corrected', {
      subject: { kind: 'customer', id: person.id },
      details: { fields: given.map(([name]) => name).join(' ') },
      near: person.id,
    })
  })
}

async function holdBack(scope: Scope, person: Person, kind: 'restriction' | 'objection'): Promise<void> {
  await transact(scope, async (scope) => {
    await holdPerson(scope, person.id, kind)
    await expireMomentsOf(scope, person.ids)
    await audit(scope, kind === 'restriction' ? 'customer.restricted' : 'customer.objected', {
      subject: { kind: 'customer', id: person.id },
      near: person.id,
    })
  })
}

/** The promise is kept with the answer, whatever the answer is. One that broke meanwhile stays broken. */
async function keep(scope: Scope, { promiseId }: StoredRequest): Promise<void> {
  if (promiseId === null) return
  await settlePromise(scope, promiseId, { outcome: 'kept', words: 'answered at the privacy desk' }).catch(
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error
    },
  )
}

async function one(scope: TxScope, id: string): Promise<StoredRequest> {
  const row = isId(id) ? await findRequest(scope, id) : undefined
  if (!row) throw notFound()
  return row
}

async function openOne(scope: TxScope, id: string): Promise<StoredRequest> {
  const row = await one(scope, id)
  if (row.settledAt !== null) throw new Refusal('request_settled', 'This request is answered already.')
  return row
}

async function found(scope: TxScope, id: string): Promise<PrivacyRequest> {
  const [shown] = await presentAll(scope, [await one(scope, id)])
  if (!shown) throw new Error('one request gives one')
  return shown
}

async function presentAll(scope: TxScope, rows: readonly StoredRequest[]): Promise<PrivacyRequest[]> {
  const names = await namesOf(scope, [...new Set(rows.map(({ customerId }) => customerId))])
  return rows.map((row) => ({
    id: row.id,
    customer: { id: row.customerId, name: names.get(row.customerId) ?? null },
    kind: row.kind,
    law: row.law,
    openedAt: row.openedAt.toISOString(),
    openedBy: row.openedBy,
    dueAt: row.dueAt.toISOString(),
    standing: standingOf(row, scope.now),
    checked:
      row.checkedAt && row.checkedHow
        ? { at: row.checkedAt.toISOString(), by: row.checkedBy ?? '', how: row.checkedHow }
        : null,
    settled: row.settledAt
      ? { at: row.settledAt.toISOString(), by: row.settledBy ?? '', reason: row.reason }
      : null,
    receipt: row.receipt,
  }))
}

const about = ({ id }: Pick<StoredRequest, 'id'>) => ({ subject: { kind: 'privacy request', id }, near: id })
const notFound = () => new Refusal('request_not_found', 'There is no such request here.')
