/** What follows from a reply that is out: its words on the timeline, promises, notes, and what is left for somebody's hands. */
import { homeOf, type PromiseId, type ReplyId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { findMoment, writeNote } from '#features/moments/index.ts'
import { makePromise } from '#features/promises/index.ts'
import { Channel } from '#features/timeline/contract.ts'
import { findCustomerDetail, recordEntries } from '#features/timeline/index.ts'
import { publish } from '#platform/live.ts'
import { read, transact, type Scope } from '#platform/scope.ts'
import { channelNamed } from '../channels.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import {
  findReply,
  listActsOf,
  lockReply,
  setAct,
  setReply,
  type StoredAct,
  type StoredReply,
} from '../store/replies.ts'
import { insertTasks, type StoredTask } from '../store/tasks.ts'
import { taskIdOf } from './ids.ts'
import { inNameOf } from './people.ts'

/** All of it. Each part bears being done twice; after all of them nothing is due any more. */
export async function finish(scope: Scope, id: ReplyId): Promise<void> {
  const { reply, acts } = await read(scope, async (scope) => ({
    reply: await findReply(scope, id),
    acts: await listActsOf(scope, [id]),
  }))
  if (reply?.state !== 'sent') return
  if (reply.text.trim() !== '') await land(scope, reply, acts)
  const standing = acts.filter(({ state }) => state !== 'undone' && state !== 'failed')
  const followed: StoredAct[] = []
  for (const act of standing) followed.push(await follow(scope, act))
  await transact(scope, async (scope) => {
    const home = homeOf(scope.workspace, id)
    await insertTasks(scope, home, tasksOf(followed, scope.now))
    for (const act of followed) await setAct(scope, act)
    const current = await lockReply(scope, id)
    if (current) await setReply(scope, { ...current, nextTryAt: null })
    await publish(scope, 'reply.changed', { id, momentId: reply.momentId })
    if (followed.some(isForHands)) await publish(scope, 'task.changed', {})
  })
}

/** The words on the timeline, in their conversation: there they keep the promise of a reply. */
async function land(scope: Scope, reply: StoredReply, acts: readonly StoredAct[]): Promise<void> {
  const { customer, moment } = await read(scope, async (scope) => ({
    customer: await findCustomerDetail(scope, reply.customerId),
    moment: await findMoment(scope, reply.momentId),
  }))
  if (!customer) return
  const isByHand = channelNamed(reply.channel).name === 'log'
  const spoken = Channel.safeParse(moment?.channel).data
  const promised = acts.flatMap(({ kind, state, words }) =>
    kind === 'check_back' && state !== 'undone' && words !== null ? [words] : [],
  )
  const [verdict] = await recordEntries(scope, [
    {
      source: 'spoonful',
      messageId: reply.id,
      kind: 'message_out',
      at: reply.sentAt ?? scope.now,
      identities: customer.identities,
      ...(reply.conversationId === null ? {} : { conversationId: reply.conversationId }),
      ...(spoken === undefined ? {} : { channel: spoken }),
      ...(reply.subject === null ? {} : { title: reply.subject }),
      text: reply.text,
      author: { kind: 'agent', name: reply.byName },
      data: {
        other: {
          moment: reply.momentId,
          reply: reply.id,
          ...(isByHand ? { logged: 'copied' } : { sentBy: reply.channel }),
          ...(reply.externalId === null ? {} : { external: reply.externalId }),
          ...(acts.length === 0 ? {} : { acts: acts.map(({ kind }) => kind) }),
          // So that the same words are not found in the text as a second promise.
          ...(promised.length === 0 ? {} : { promised }),
        },
      },
    },
  ])
  if (verdict?.outcome === 'refused')
    throw new Error(`a reply could not land on the timeline: ${verdict.message}`)
}

/** What an act still needs once the words are out: a promise made, a note left. */
async function follow(scope: Scope, act: StoredAct): Promise<StoredAct> {
  const done: StoredAct = { ...act, state: 'done', problem: null, doneAt: act.doneAt ?? scope.now }
  try {
    switch (KINDS_OF_ACTS[act.kind].by) {
      case 'promise': {
        const promiseId: PromiseId = await makePromise(
          inNameOf(scope, act),
          {
            customerId: act.customerId,
            momentId: act.momentId,
            wording: act.words ?? act.title,
            when: act.typedWhen ?? '',
            keptBy: 'word',
            touchpoint: 'check_back',
          },
          `act:${act.id}`,
        )
        return { ...done, promiseId }
      }
      case 'note':
        if (act.words !== null && act.words.trim() !== '')
          await writeNote(inNameOf(scope, act), act.momentId, act.words, act.id)
        return done
      case 'words':
      case 'shop':
      case 'task':
        return done
    }
  } catch (error) {
    if (error instanceof Refusal) return { ...act, state: 'failed', problem: error.message }
    throw error
  }
}

/** Whether a person has to do it: by its kind, or because no shop did. */
const isForHands = ({ kind, externalId, state }: StoredAct): boolean => {
  const { by } = KINDS_OF_ACTS[kind]
  return state === 'done' && (by === 'task' || (by === 'shop' && externalId === null))
}

/** What acts leave for somebody's hands, in their order; a step waits for the step before it. */
export function tasksOf(acts: readonly StoredAct[], now: Date): StoredTask[] {
  let lastStep: StoredTask | undefined
  return acts.filter(isForHands).map((act) => {
    const task: StoredTask = {
      id: taskIdOf(act),
      actId: act.id,
      customerId: act.customerId,
      momentId: act.momentId,
      kind: act.kind,
      title: act.title,
      words:
        [act.words, act.code === null ? null : `Code: ${act.code}`, act.reason]
          .filter((part) => part !== null && part.trim() !== '')
          .join('\n\n') || null,
      amountMinor: act.amountMinor,
      currency: act.currency,
      ownerId: act.ownerId ?? act.byId,
      byName: act.byName,
      madeAt: now,
      waitsFor: act.kind === 'step' ? (lastStep?.id ?? null) : null,
      doneAt: null,
      doneBy: null,
      doneWords: null,
    }
    if (act.kind === 'step') lastStep = task
    return task
  })
}
