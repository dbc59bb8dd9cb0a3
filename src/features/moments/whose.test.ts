/** Whose moments: handed over with a note, kept for supervisors, or past when nobody acted in time. */
import { describe, expect, test } from 'vitest'
import { addMembers } from '#features/team/index.ts'
import { makeId } from '#kit/id.ts'
import type { Scope } from '#platform/scope.ts'
import { takeIn } from '#testing/take-in.ts'
import { anEntry, aWorkspace, NOW } from '#testing/workspace.ts'
import { ListQueue } from './contract.ts'
import { assignMoment, momentIdFrom, showMoment, showQueue, unassignMoment } from './index.ts'

const queueOf = (scope: Scope, asked: object = {}) => showQueue(scope, ListQueue.parse(asked))

async function withAgent(scope: Scope) {
  const jo = { id: makeId<'member'>(NOW, 0, scope.random(8)), name: 'Jo Park', nicknames: [], zone: null }
  await addMembers(scope.db, scope.workspace.id, [{ ...jo, role: 'agent' }], NOW)
  const agent: Scope = { ...scope, actor: { kind: 'member', id: jo.id, name: jo.name, role: 'agent' } }
  return { jo, agent }
}

describe('a moment handed over', () => {
  test('shows who has it and what was said with it', async () => {
    const scope = await aWorkspace({ slices: 4 })
    const { jo, agent } = await withAgent(scope)
    await takeIn(scope, [anEntry({ text: 'Where is my order #10482? It still hasn’t arrived.' })])
    const id = momentIdFrom((await queueOf(scope)).items[0]!.id)

    await assignMoment(scope, id, { memberId: jo.id, note: '  She asked for you.  ' })
    expect((await queueOf(agent, { of: 'mine' })).items).toMatchObject([{ assignee: { name: 'Jo Park' } }])
    expect((await showMoment(agent, id)).handover).toEqual({
      by: 'Priya Nair',
      note: 'She asked for you.',
      at: NOW.toISOString(),
    })

    // Taken by oneself, nobody handed it over.
    await assignMoment(agent, id, { memberId: jo.id })
    expect((await showMoment(agent, id)).handover).toBeNull()
    await unassignMoment(agent, id)
    expect((await showMoment(agent, id)).row.assignee).toBeNull()
  })
})

describe('what is for supervisors', () => {
  const entries = [
    anEntry({ text: 'Where is my order #10482? It still hasn’t arrived.' }),
    anEntry({
      text: 'That was the last time, I am done with you and take my money to somebody else.',
      identities: [{ kind: 'email', value: 'theo@example.com', verified: true }],
    }),
  ]
  test('is left out of an agent’s usual list, counted, and one press away', async () => {
    const scope = await aWorkspace({ slices: 4 })
    const { jo, agent } = await withAgent(scope)
    await takeIn(scope, entries)
    const owners = await queueOf(scope)
    expect(owners.items.map(({ kind }) => kind).sort()).toEqual(['chasing', 'churn'])
    expect(owners.counts).toEqual({ mine: 0, team: 2, forLeaders: 0 })

    const usual = await queueOf(agent)
    expect(usual.items.map(({ kind }) => kind)).toEqual(['chasing'])
    expect(usual.counts).toEqual({ mine: 0, team: 1, forLeaders: 1 })
    expect((await queueOf(agent, { view: 'all' })).items).toHaveLength(2)
    // What is asked for by its kind or its words is there, whoever it is for.
    expect((await queueOf(agent, { kind: 'churn' })).items).toHaveLength(1)
    expect((await queueOf(agent, { q: 'theo' })).items).toHaveLength(1)

    // What was just noticed is asked for by its id, and comes as far as it belongs into the list.
    const ids = owners.items.map(({ id }) => id).join(',')
    expect((await queueOf(agent, { ids })).items.map(({ kind }) => kind)).toEqual(['chasing'])
    expect((await queueOf(scope, { ids: `${owners.items[0]?.id},nonsense` })).items).toHaveLength(1)
    expect((await queueOf(scope, { ids })).first).toBeNull()

    // What somebody was given is hers, whatever its kind.
    const churn = owners.items.find(({ kind }) => kind === 'churn')!
    await assignMoment(scope, momentIdFrom(churn.id), { memberId: jo.id })
    expect((await queueOf(agent)).items).toHaveLength(2)
    expect((await queueOf(agent)).counts).toEqual({ mine: 1, team: 2, forLeaders: 0 })
  })
})

describe('an old export', () => {
  test('leaves nothing open, says how much lies in the past, and shows it newest first', async () => {
    const scope = await aWorkspace({ slices: 4 })
    const years = [2010, 2018, 2024]
    await takeIn(
      scope,
      years.map((year) =>
        anEntry({
          at: new Date(`${year}-03-01T10:00:00Z`),
          text: 'Where is my order? It still hasn’t arrived.',
          identities: [{ kind: 'email', value: `c${year}@example.com`, verified: true }],
        }),
      ),
    )
    expect(await queueOf(scope)).toMatchObject({ items: [], past: 3, counts: { team: 0 } })
    const past = await queueOf(scope, { when: 'past', limit: 2 })
    expect(past.items.map(({ at, state }) => [at.slice(0, 4), state])).toEqual([
      ['2024', 'expired'],
      ['2018', 'expired'],
    ])
    expect(past.first?.row.id).toBe(past.items[0]?.id)
    const rest = await queueOf(scope, { when: 'past', limit: 2, cursor: past.next! })
    expect(rest.items.map(({ at }) => at.slice(0, 4))).toEqual(['2010'])
    expect(rest.next).toBeNull()
    expect((await queueOf(scope, { when: 'past', q: 'c2018' })).items).toHaveLength(1)
  })
})
