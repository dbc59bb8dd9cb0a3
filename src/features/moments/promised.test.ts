/** Promises in the queue: at risk, back from a snooze, broken, made good, kept. */
import { expect, test } from 'vitest'
import type { PromiseId } from '#kit/id.ts'
import {
  lookForDue,
  makePromise,
  observeRecorded,
  promiseIdFrom,
  promiseSubscribers,
  settlePromise,
  snoozePromise,
  submitForm,
} from '#features/promises/index.ts'
import { setMyAbsence } from '#features/team/actions/me.ts'
import { customerIdOf } from '#features/timeline/index.ts'
import { startWorker, subscribe } from '#platform/announcements.ts'
import { openLog } from '#platform/log.ts'
import type { Scope } from '#platform/scope.ts'
import { record } from '#testing/take-in.ts'
import { aWorkspace, anEntry } from '#testing/workspace.ts'
import { ListQueue } from './contract.ts'
import { sweepUnmended } from './actions/promised.ts'
import { momentSubscribers, showMoment, momentIdFrom, showQueue } from './index.ts'

subscribe(...promiseSubscribers.filter(({ subscriber }) => subscriber === 'promises.away'))
subscribe(...momentSubscribers.filter(({ subscriber }) => subscriber.startsWith('moments.promise')))

const TUESDAY = new Date('2025-11-18T19:05:00Z')
const at = (scope: Scope, now: string): Scope => ({ ...scope, now: new Date(now) })
const queue = async (scope: Scope) => (await showQueue(scope, ListQueue.parse({}))).items

/** Lets time pass to an instant: looks for what is due, then works off what was announced. */
async function until(scope: Scope, now: string): Promise<Scope> {
  const then = at(scope, now)
  const parts = { db: scope.db, log: openLog('silent'), workspaceOf: async (no: number) => (no === scope.workspace.no ? scope.workspace : undefined) } // prettier-ignore
  await lookForDue({ ...parts, clock: () => Promise.resolve(then.now) })
  const worker = startWorker({ ...parts, clock: () => then.now, everyMs: 20 })
  await worker.drained()
  await worker.stop()
  return then
}

const aForm = async (scope: Scope): Promise<PromiseId> =>
  promiseIdFrom(
    (await submitForm(scope, { submissionId: 'imogen-0001', name: 'Imogen Vance', email: 'maren@example.com', text: 'Do you alter them?' })).promiseId!, // prettier-ignore
  )

test('a form nobody answers comes back while there is time, then as broken, until it is made good', async () => {
  const scope = await aWorkspace({ slices: 4, now: TUESDAY })
  const id = await aForm(scope)
  expect(await queue(await until(scope, '2025-11-19T14:00:00Z'))).toEqual([])

  const wednesday = await until(scope, '2025-11-19T21:00:00Z')
  const [risk] = await queue(wednesday)
  expect(risk).toMatchObject({
    kind: 'promise_at_risk',
    words: 'We reply within 2 business days',
    expiry: { at: '2025-11-20T22:00:00.000Z', because: 'promised by Thu 20 Nov 17:00 ET' },
    assignee: null,
  })
  const { signs, draft } = await showMoment(wednesday, momentIdFrom(risk!.id))
  expect(`${signs[0]!.lead} ${signs[0]!.rest}`).toBe(
    'Promised by Thu 20 Nov 17:00 ET: We reply within 2 business days. At risk: nobody owns it. Since then: nothing has been said since',
  )
  expect(draft).toContain('before you have to ask')

  const thursday = await until(scope, '2025-11-20T22:00:01Z')
  expect(await queue(thursday)).toMatchObject([
    { kind: 'promise_broken', expiry: { at: '2025-11-21T22:00:00.000Z' } },
  ])

  const friday = at(scope, '2025-11-21T21:45:00Z')
  await sweepUnmended(friday)
  expect(await queue(friday)).toMatchObject([
    { kind: 'promise_broken', expiry: { at: '2025-11-24T22:00:00.000Z' } },
  ])

  await settlePromise(at(scope, '2025-11-21T21:50:00Z'), id, {
    outcome: 'made_good',
    words: 'Sorry, and a credit',
  })
  expect(await queue(await until(scope, '2025-11-21T21:51:00Z'))).toEqual([])
})

test('an answer takes it off the queue, with nobody’s hand', async () => {
  const scope = await aWorkspace({ now: TUESDAY })
  await aForm(scope)
  const wednesday = await until(scope, '2025-11-19T21:00:00Z')
  expect(await queue(wednesday)).toHaveLength(1)
  await observeRecorded(wednesday, [
    await record(wednesday, [anEntry({ kind: 'message_out', at: wednesday.now, author: { kind: 'agent', name: 'Jo' }, text: 'Yes.' })]), // prettier-ignore
  ])
  expect(await queue(await until(scope, '2025-11-19T21:01:00Z'))).toEqual([])
  expect(await queue(await until(scope, '2025-11-20T22:00:01Z'))).toEqual([])
})

test('an agent’s own check-back comes back to her, rests while snoozed, and comes back again', async () => {
  const scope = await aWorkspace({ now: TUESDAY })
  await record(scope, [anEntry({ at: TUESDAY })])
  const customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
  const id = await makePromise(scope, { customerId, wording: 'Check back', when: 'thursday 3pm', keptBy: 'word', touchpoint: 'check_back' }) // prettier-ignore
  const thursday = await until(scope, '2025-11-20T17:30:00Z')
  expect(await queue(thursday)).toMatchObject([{ kind: 'promise_at_risk', assignee: { name: 'Priya Nair' } }])

  await snoozePromise(thursday, id, {
    until: new Date('2025-11-20T19:00:00Z'),
    reason: 'Waiting for the depot',
  })
  expect(await queue(await until(scope, '2025-11-20T17:31:00Z'))).toEqual([])
  expect(await queue(await until(scope, '2025-11-20T19:00:01Z'))).toMatchObject([{ kind: 'promise_at_risk' }])
})

test('what an owner who goes away promised before she is back comes to the team at once, and says so', async () => {
  const scope = await aWorkspace({ now: TUESDAY })
  await record(scope, [anEntry({ at: TUESDAY })])
  const customerId = customerIdOf(scope.workspace.id, { kind: 'email', value: 'maren@example.com' })
  const promise = (when: string) =>
    makePromise(scope, {
      customerId,
      wording: `Check back ${when}`,
      when,
      keptBy: 'word',
      touchpoint: 'check_back',
    })
  await promise('friday 3pm')
  await promise('2025-12-05 15:00')
  await setMyAbsence(at(scope, '2025-11-18T20:00:00Z'), new Date('2025-11-24T05:00:00Z'))
  await until(scope, '2025-11-18T20:00:01Z')
  const then = await until(scope, '2025-11-18T20:00:02Z')
  const items = await queue(then)
  expect(items).toMatchObject([{ kind: 'promise_at_risk', words: 'Check back friday 3pm', assignee: null }])
  const { signs } = await showMoment(then, momentIdFrom(items[0]!.id))
  expect(signs[0]!.rest).toContain('At risk: Priya Nair is away until Mon 24 Nov.')
})
