/** A customer's leave to remember what is delicate: recorded with who, when and what for, and taken back with what was remembered. */
import { isId, makeId, slotOf, type CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { historiesOf, isStorable, memberIds } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Consent, RecordConsent } from '../contract.ts'
import {
  findConsent,
  insertConsent,
  listConsents,
  setRevoked,
  type ConsentRecord,
} from '../store/consents.ts'
import { deleteSensitiveFacts } from '../store/facts.ts'
import { doerOf } from './handle.ts'
import { noticeArrivals } from './notice.ts'

/** What was recorded of a person, the newest first. Refuses `customer_not_found`. */
export function consentsOfCustomer(scope: Scope, id: CustomerId): Promise<Consent[]> {
  return read(scope, async (scope) => (await listConsents(scope, await rowsOf(scope, id))).map(present))
}

/** Records a consent and reads her last words again under it. Refuses `customer_not_found`, `text_not_storable`. */
export async function recordConsent(
  scope: Scope,
  customerId: CustomerId,
  { about, purpose }: RecordConsent,
): Promise<Consent> {
  if (!isStorable(purpose))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  const consent = await transact(scope, async (scope) => {
    const [person] = await rowsOf(scope, customerId)
    if (person === undefined) throw notFound()
    const id = makeId<'consent'>(scope.now, slotOf(person), scope.random(8))
    await insertConsent(scope, { id, customerId: person, about, purpose }, doerOf(scope.actor))
    await audit(scope, 'consent.recorded', { ...auditedAs(person), details: { about } })
    const one = await findConsent(scope, id)
    if (!one) throw new Error('a consent just written is not there')
    return present(one)
  })
  await rereadPerson(scope, customerId)
  return consent
}

/** Takes a consent back: what was remembered under it is deleted, the record of it stays. Refuses `consent_not_found`. */
export async function revokeConsent(scope: Scope, id: string): Promise<void> {
  await transact(scope, async (scope) => {
    const one = isId(id) ? await findConsent(scope, id) : undefined
    if (!one || (await setRevoked(scope, id, doerOf(scope.actor).name)) === 0)
      throw new Refusal(
        'consent_not_found',
        'There is no such consent here; it may have been taken back already.',
      )
    const rows = await rowsOf(scope, one.customerId)
    const stands = (await listConsents(scope, rows)).some(
      ({ about, revokedAt }) => about === one.about && revokedAt === null,
    )
    if (!stands) await deleteSensitiveFacts(scope, rows, one.about)
    await audit(scope, 'consent.revoked', { ...auditedAs(one.customerId), details: { about: one.about } })
  })
}

async function rereadPerson(scope: Scope, id: CustomerId): Promise<void> {
  const histories = await read(scope, (scope) => historiesOf(scope, [id], { limitEach: 100 }))
  await noticeArrivals(scope, [...histories.values()].flat(), { isWhole: true })
}

async function rowsOf(scope: TxScope, id: CustomerId): Promise<readonly CustomerId[]> {
  const rows = await memberIds(scope, id)
  if (rows.length === 0) throw notFound()
  return rows
}

const auditedAs = (id: CustomerId) => ({ subject: { kind: 'customer', id }, near: id })

const notFound = () => new Refusal('customer_not_found', 'No such customer here.')

function present({
  id,
  about,
  purpose,
  recordedAt,
  recordedByName,
  revokedAt,
  revokedByName,
}: ConsentRecord): Consent {
  return {
    id,
    about,
    purpose,
    at: recordedAt.toISOString(),
    by: recordedByName,
    revoked: revokedAt ? { at: revokedAt.toISOString(), by: revokedByName ?? '' } : null,
  }
}
