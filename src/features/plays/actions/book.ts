/** The book of plays: what the product brings with the workspace's changes, its own plays, and what one would have meant. */
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import type { CustomerId } from '#kit/id.ts'
import { declarationOf, listMomentRecords, type MomentRecord } from '#features/moments/index.ts'
import { canonicalIds, historiesOf, isStorable, namesOf } from '#features/timeline/index.ts'
import { formatMoney } from '#kit/money.ts'
import { audit } from '#platform/audit/index.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { Play, PlayAct, PlayCondition, PlayFields, TrialAnswer } from '../contract.ts'
import { heldBackBecause } from '../rules/basics.ts'
import { conditionSentence, fits } from '../rules/conditions.ts'
import { KINDS_OF_ACTS } from '../rules/kinds.ts'
import { situationOf } from '../rules/situation.ts'
import { BROUGHT_PLAYS, type BroughtPlay } from '../rules/starter-book.ts'
import { customerPeriodOf } from '../rules/policy.ts'
import { deletePlay, listPlays, upsertPlay, type StoredPlay } from '../store/book.ts'
import { listStanding } from '../store/ledger.ts'
import { policyOf } from './policy.ts'

/** Days a play is tried on, and moments looked at, at most. */
const TRIAL_DAYS = 90
const TRIAL_MOMENTS = 5_000
const PAGE = 200
const EXAMPLES = 5

type BookPlay = Omit<BroughtPlay, 'pack'> & {
  readonly pack: Play['pack']
  readonly stored: StoredPlay | undefined
}

/** The book, in the order in which its plays are offered. */
export function showBook(scope: Scope): Promise<Play[]> {
  return read(scope, async (scope) => (await bookInForce(scope)).map((play) => present(scope, play)))
}

/** What the product brings, as the workspace has changed it, and then its own. */
export async function bookInForce(scope: TxScope): Promise<BookPlay[]> {
  const stored = new Map((await listPlays(scope)).map((one) => [one.id, one]))
  const brought = BROUGHT_PLAYS.map((play): BookPlay => {
    const changed = stored.get(play.id)
    return { ...play, ...changed?.fields, isOn: changed?.isOn ?? play.isOn, stored: changed }
  })
  const known = new Set(BROUGHT_PLAYS.map(({ id }) => id))
  const own = [...stored.values()].filter(({ id }) => !known.has(id))
  return [
    ...brought,
    ...own.map((one): BookPlay => ({ ...one.fields, id: one.id, pack: 'own', isOn: one.isOn, stored: one })),
  ]
}

/** Writes a play of one's own; it is off until it is switched on. Refuses `play_act_incomplete`, `text_not_storable`. */
export function makePlay(scope: Scope, fields: PlayFields): Promise<Play> {
  check(fields)
  return transact(scope, async (scope) => {
    const id = newId<'play'>(scope)
    await upsertPlay(scope, { id, fields, isOn: false })
    await audit(scope, 'setting.changed', { subject: { kind: 'play', id: id } })
    return find(scope, id)
  })
}

/** Changes a play. Refuses `play_not_found`, `play_act_incomplete`, `text_not_storable`. */
export function changePlay(scope: Scope, id: string, fields: PlayFields): Promise<Play> {
  check(fields)
  return transact(scope, async (scope) => {
    const { isOn } = await found(scope, id)
    await upsertPlay(scope, { id, fields, isOn })
    await audit(scope, 'setting.changed', { subject: { kind: 'play', id: id } })
    return find(scope, id)
  })
}

/** Switches a play on or off. Refuses `play_not_found`. */
export function switchPlay(scope: Scope, id: string, isOn: boolean): Promise<Play> {
  return transact(scope, async (scope) => {
    const play = await found(scope, id)
    await upsertPlay(scope, { id, fields: fieldsOf(play), isOn })
    await audit(scope, 'setting.changed', { subject: { kind: 'play', id: id }, details: { isOn } })
    return find(scope, id)
  })
}

/** Switches a whole pack: the holidays begin, the holidays are over. */
export function switchPack(scope: Scope, pack: 'starter' | 'holiday', isOn: boolean): Promise<Play[]> {
  return transact(scope, async (scope) => {
    for (const play of await bookInForce(scope))
      if (play.pack === pack && play.isOn !== isOn)
        await upsertPlay(scope, { id: play.id, fields: fieldsOf(play), isOn })
    await audit(scope, 'setting.changed', { subject: { kind: 'plays', id: pack }, details: { isOn } })
    return (await bookInForce(scope)).map((play) => present(scope, play))
  })
}

/** Takes a play of one's own out, or puts a brought one back as it came. Refuses `play_not_found`. */
export async function dropPlay(scope: Scope, id: string): Promise<void> {
  await transact(scope, async (scope) => {
    await found(scope, id)
    await deletePlay(scope, id)
    await audit(scope, 'setting.removed', { subject: { kind: 'play', id: id } })
  })
}

/**
 * Holds a play against the moments of the last 90 days, each as things stood then. The money is what every offer would have
 * come to, within what one customer may get. Refuses `play_act_incomplete`.
 */
export function tryPlay(
  scope: Scope,
  { when, acts }: { when: PlayCondition; acts: readonly PlayAct[] },
): Promise<TrialAnswer> {
  return read(scope, async (scope) => {
    const { workspace, now } = scope
    const policy = await policyOf(scope)
    const since = new Date(now.getTime() - TRIAL_DAYS * DAY_MS)
    const given = Map.groupBy(
      await listStanding(scope, {
        from: new Date(since.getTime() - 366 * DAY_MS),
        until: now,
        limit: 20_000,
      }),
      ({ customerId }) => customerId,
    )
    const hits: { moment: MomentRecord; personId: CustomerId; isHeld: boolean }[] = []
    let seen = 0
    let before: { at: Date; id: string } | undefined
    for (;;) {
      const page = await listMomentRecords(scope, {}, { limit: PAGE, before })
      const recent = page.filter(({ at }) => at >= since)
      const ids = [...new Set(recent.map(({ customerId }) => customerId))]
      const persons = await canonicalIds(scope, ids)
      const histories = await historiesOf(scope, ids, {
        since: new Date(since.getTime() - 730 * DAY_MS),
        limitEach: 200,
      })
      for (const moment of recent) {
        seen += 1
        const personId = persons.get(moment.customerId) ?? moment.customerId
        const lastGivenAt = given.get(personId)?.findLast(({ at }) => at <= moment.at)?.at
        const situation = situationOf(moment, {
          history: histories.get(moment.customerId) ?? [],
          lastGivenAt,
          at: moment.at,
          zone: workspace.zone,
          currency: workspace.currency,
          conversationId: moment.conversationId,
        })
        if (fits(when, situation))
          hits.push({
            moment,
            personId,
            isHeld: acts.every(
              ({ kind }) => heldBackBecause({ kind, isOwnKindness: true }, situation) !== null,
            ),
          })
      }
      const last = page.at(-1)
      if (page.length < PAGE || recent.length < page.length || seen >= TRIAL_MOMENTS || !last) break
      before = { at: last.at, id: last.id }
    }
    const offered = hits.filter(({ isHeld }) => !isHeld)
    const perOffer = costOf(acts)
    const spent = new Map<string, number>()
    for (const { moment, personId } of offered.toReversed()) {
      const holder = `${personId} ${customerPeriodOf(policy, moment.at, workspace.zone)}`
      spent.set(holder, Math.min(policy.customerMinor, (spent.get(holder) ?? 0) + perOffer))
    }
    const mostMinor = [...spent.values()].reduce((sum, amount) => sum + amount, 0)
    const most = perOffer === 0 ? null : { amountMinor: mostMinor, currency: workspace.currency }
    const shown = offered.slice(0, EXAMPLES)
    const names = await namesOf(scope, [...new Set(shown.map(({ moment }) => moment.customerId))])
    return {
      days: TRIAL_DAYS,
      moments: seen,
      isPartial: seen >= TRIAL_MOMENTS,
      offered: offered.length,
      customers: new Set(offered.map(({ personId }) => personId)).size,
      heldBack: hits.length - offered.length,
      most,
      sentence: trialSentence(offered.length, hits.length - offered.length, most),
      examples: shown.map(({ moment }) => ({
        momentId: moment.id,
        name: names.get(moment.customerId) ?? 'Customer',
        label: declarationOf(moment.kind).label,
        words: moment.words,
        at: moment.at.toISOString(),
      })),
    }
  })
}

function trialSentence(offered: number, heldBack: number, most: TrialAnswer['most']): string {
  if (offered + heldBack === 0) return `It would not have been offered once in the last ${TRIAL_DAYS} days.`
  const times = `${offered} ${offered === 1 ? 'time' : 'times'}`
  const money = most === null ? '' : `, ${formatMoney(most)} at most`
  const held =
    heldBack === 0 ? '' : ` ${heldBack} more would have waited for an answer first, or been held back.`
  return `It would have been offered ${times} in the last ${TRIAL_DAYS} days${money}.${held}`
}

const costOf = (acts: readonly Pick<PlayAct, 'kind' | 'amountMinor'>[]): number =>
  acts.reduce((sum, { kind, amountMinor }) => sum + (KINDS_OF_ACTS[kind].costs ? (amountMinor ?? 0) : 0), 0)

async function found(scope: TxScope, id: string): Promise<BookPlay> {
  const play = (await bookInForce(scope)).find((one) => one.id === id)
  if (!play) throw new Refusal('play_not_found', 'There is no such play in the book.')
  return play
}

async function find(scope: TxScope, id: string): Promise<Play> {
  return present(scope, await found(scope, id))
}

const fieldsOf = ({ name, when, acts, who, hope }: BookPlay): PlayFields => ({ name, when, acts, who, hope })

/** What an act of a play needs beyond its kind, so that it can be added with one press. */
function check({ name, hope, acts }: PlayFields): void {
  if (![name, hope, ...acts.flatMap(({ title, words }) => [title, words ?? ''])].every(isStorable))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  for (const { kind, title, amountMinor, when } of acts) {
    if (KINDS_OF_ACTS[kind].costs && amountMinor === null)
      throw new Refusal('play_act_incomplete', `“${title}”: how much is it worth?`)
    if (kind === 'check_back' && when === null)
      throw new Refusal('play_act_incomplete', `“${title}”: by when?`)
  }
}

function present({ workspace }: Pick<TxScope, 'workspace'>, play: BookPlay): Play {
  const amountMinor = costOf(play.acts)
  return {
    ...fieldsOf(play),
    id: play.id,
    pack: play.pack,
    isOn: play.isOn,
    sentence: conditionSentence(play.when, {
      labelOf: (kind) => declarationOf(kind).label,
      currency: workspace.currency,
    }),
    cost: amountMinor === 0 ? null : { amountMinor, currency: workspace.currency },
    isChanged: play.pack !== 'own' && play.stored !== undefined,
    changedAt: play.stored?.changedAt.toISOString() ?? null,
    changedBy: play.stored?.changedBy ?? null,
  }
}
