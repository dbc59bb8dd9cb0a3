/** An agent's own words: her anecdotes and her voice; and how much of what the team sends is its own. */
import { isId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { wilsonInterval } from '#kit/statistics/wilson.ts'
import { DAY_MS } from '#kit/time.ts'
import { isStorable } from '#features/timeline/index.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Anecdote, AnecdoteFields, OwnWordsAnswer, VoiceFields } from '../contract.ts'
import { isStale, topicsOf } from '../rules/anecdotes.ts'
import { countPersonal } from '../store/replies.ts'
import {
  deleteAnecdote,
  findAnecdote,
  findVoice,
  listAnecdotes,
  listTellings,
  setVoice,
  upsertAnecdote,
  type StoredAnecdote,
} from '../store/words.ts'
import { memberOf } from './people.ts'

/** Days that the team's own words are counted over, and from how many replies and people on they are told. */
const COUNTED_DAYS = 30
const LEAST_REPLIES = 20
const LEAST_PEOPLE = 5

/** Her own anecdotes, and those colleagues share. */
export function showAnecdotes(scope: Scope): Promise<Anecdote[]> {
  const { id } = memberOf(scope)
  return read(scope, async (scope) =>
    presentAnecdotes(scope, await listAnecdotes(scope, { memberId: id, withShared: true }), id),
  )
}

/** Keeps an anecdote; with an id, the one that stands is rewritten, and is fresh again if its words changed. Refuses `anecdote_not_found`. */
export function saveAnecdote(
  scope: Scope,
  id: string | undefined,
  fields: AnecdoteFields,
): Promise<Anecdote> {
  const member = memberOf(scope)
  storable(fields.fact, fields.product ?? '', fields.verdict ?? '', fields.words)
  return transact(scope, async (scope) => {
    const known = id === undefined ? undefined : await findOwn(scope, id, member.id)
    const isRewritten = known?.words !== fields.words
    const one: StoredAnecdote = {
      ...fields,
      id: known?.id ?? newId<'anecdote'>(scope),
      memberId: member.id,
      memberName: member.name,
      topics: topicsOf(fields),
      madeAt: known?.madeAt ?? scope.now,
      changedAt: known && !isRewritten ? known.changedAt : scope.now,
    }
    await upsertAnecdote(scope, one)
    const [shown] = await presentAnecdotes(scope, [one], member.id)
    if (!shown) throw new Error('one anecdote gives one')
    return shown
  })
}

/** Refuses `anecdote_not_found`; of another it is none of hers. */
export async function dropAnecdote(scope: Scope, id: string): Promise<void> {
  const member = memberOf(scope)
  await transact(scope, async (scope) => {
    const { id: own } = await findOwn(scope, id, member.id)
    await deleteAnecdote(scope, own)
  })
}

export const NO_VOICE: VoiceFields = { greeting: '', signOff: '', avoid: [] }

export function showVoice(scope: Scope): Promise<VoiceFields> {
  const { id } = memberOf(scope)
  return read(scope, async (scope) => (await findVoice(scope, id)) ?? NO_VOICE)
}

export async function saveVoice(scope: Scope, voice: VoiceFields): Promise<VoiceFields> {
  const { id } = memberOf(scope)
  storable(voice.greeting, voice.signOff, ...voice.avoid)
  await transact(scope, (scope) => setVoice(scope, id, voice))
  return voice
}

/** How much of what was sent is the team's own, and the seconds it took; never by person. */
export function showOwnWords(scope: Scope): Promise<OwnWordsAnswer> {
  return read(scope, async (scope) => {
    const counted = await countPersonal(scope, new Date(scope.now.getTime() - COUNTED_DAYS * DAY_MS))
    const { sent, personal, people, timed, personalSeconds, plainSeconds } = counted
    const isEnough = sent >= LEAST_REPLIES
    const interval = isEnough ? wilsonInterval(personal, sent) : undefined
    return {
      days: COUNTED_DAYS,
      sent,
      personal,
      share: isEnough ? personal / sent : null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      seconds:
        people >= LEAST_PEOPLE && timed >= LEAST_REPLIES
          ? { personal: personalSeconds, plain: plainSeconds }
          : null,
    }
  })
}

async function findOwn(scope: TxScope, id: string, memberId: string): Promise<StoredAnecdote> {
  const known = isId(id) ? await findAnecdote(scope, id) : undefined
  if (known?.memberId !== memberId)
    throw new Refusal('anecdote_not_found', 'There is no such anecdote of yours.')
  return known
}

async function presentAnecdotes(
  scope: TxScope,
  list: readonly StoredAnecdote[],
  me: string,
): Promise<Anecdote[]> {
  const tellings = new Map((await listTellings(scope, list)).map((one) => [one.anecdoteId, one]))
  return list.map(({ memberId, memberName, madeAt, changedAt: _, topics, ...fields }) => {
    const telling = tellings.get(fields.id)
    const told = telling?.told ?? 0
    return {
      ...fields,
      topics: [...topics],
      member: { id: memberId, name: memberName },
      isYours: memberId === me,
      told,
      lastToldAt: telling?.lastAt.toISOString() ?? null,
      isStale: isStale({ told }),
      madeAt: madeAt.toISOString(),
    }
  })
}

function storable(...texts: readonly string[]): void {
  if (!texts.every(isStorable))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
}
