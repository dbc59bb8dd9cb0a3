/** “Nothing goes out”: turning the switch on, what it holds, and letting things go out again with a word on what waited. */
import { Refusal } from '#kit/refusal.ts'
import { audit } from '#platform/audit/index.ts'
import { publish } from '#platform/live.ts'
import { deleteHold, findHold, insertHold, type Hold, type Waiting } from '#platform/outgoing.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import type { Outgoing, ReleaseOutgoing } from '../contract.ts'

/** Since when nothing goes out, for every screen; null while things go out. */
export function showHold(scope: Scope): Promise<Outgoing['hold']> {
  return read(scope, async (scope) => present(await findHold(scope)))
}

/** Whether nothing goes out, and how much waits because of it. */
export function showOutgoing(scope: Scope, waiting: readonly Waiting[]): Promise<Outgoing> {
  return read(scope, async (scope) => {
    const hold = await findHold(scope)
    const items: Outgoing['waiting'] = []
    for (const { name, count } of waiting) {
      const held = hold ? await count(scope) : { count: 0, oldestAt: null }
      items.push({ name, count: held.count, oldestAt: held.oldestAt?.toISOString() ?? null })
    }
    return { hold: present(hold), waiting: items }
  })
}

/** From here on nothing goes out. Done again it changes nothing. */
export function holdOutgoing(scope: Scope): Promise<void> {
  const { actor } = scope
  if (actor.kind !== 'member') throw new Refusal('not_allowed', 'Only people hold back what goes out.')
  return transact(scope, async (scope) => {
    if (!(await insertHold(scope, { since: scope.now, byId: actor.id, byName: actor.name }))) return
    await publish(scope, 'outgoing.changed', {})
    await audit(scope, 'outgoing.held')
  })
}

/** Things go out again; what was held is sent or dropped as was said of its kind. Done again it changes nothing. */
export function releaseOutgoing(
  scope: Scope,
  waiting: readonly Waiting[],
  fates: ReleaseOutgoing,
): Promise<void> {
  return transact(scope, async (scope) => {
    if (!(await deleteHold(scope))) return
    const counts = new Map<string, number>()
    for (const { name, count, release } of waiting) {
      counts.set(name, (await count(scope)).count)
      await release(scope, fates[name])
    }
    await publish(scope, 'outgoing.changed', {})
    await audit(scope, 'outgoing.released', {
      details: {
        replies: `${counts.get('replies') ?? 0} ${FATE_WORDS[fates.replies]}`,
        surveys: `${counts.get('surveys') ?? 0} ${FATE_WORDS[fates.surveys]}`,
      },
    })
  })
}

const present = (hold: Hold | undefined): Outgoing['hold'] =>
  hold ? { since: hold.since.toISOString(), by: hold.byName } : null

const FATE_WORDS = { send: 'sent', drop: 'dropped' } as const
