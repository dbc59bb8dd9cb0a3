/** One call fills a composer: the acts offered, the first draft, where it goes out, what is around it. Reads only. */
import { dayOf, DAY_MS } from '#kit/time.ts'
import { formatMoney } from '#kit/money.ts'
import { leads } from '#kit/roles.ts'
import { actsOf, declarationOf, draftOf, factsOfPerson } from '#features/moments/index.ts'
import { historiesOf } from '#features/timeline/index.ts'
import { read, type Scope, type TxScope } from '#platform/scope.ts'
import { channelFor } from '../channels.ts'
import type { Composer, VoiceFields } from '../contract.ts'
import { matchAnecdotes, type Match } from '../rules/anecdotes.ts'
import { fromScratchBecause } from '../rules/basics.ts'
import { moreOf, offersOf, type Offering } from '../rules/offers.ts'
import { customerPeriodOf, monthOf } from '../rules/policy.ts'
import { situationOf, type Situation } from '../rules/situation.ts'
import { fillMacro } from '../rules/variables.ts'
import { findLastGiven, findUsed } from '../store/ledger.ts'
import { listReplies } from '../store/replies.ts'
import { findSetting } from '../store/settings.ts'
import { listAnecdotes, listHeard, listItems, listMacros, listTellings } from '../store/words.ts'
import { asksOfMoment } from './asks.ts'
import { bookInForce } from './book.ts'
import { valuesFor, voiceOf } from './macros.ts'
import { aroundMoment, type Around } from './people.ts'
import { policyOf } from './policy.ts'
import { presentReplies } from './show.ts'
import { memberNames, tasksOfMoment } from './tasks.ts'
import { draftOf as savedDraftOf, othersAt } from './writing.ts'

/** How far back a customer's entries are looked at. */
const LOOK_BACK_DAYS = 730

/** Everything a composer shows for a moment. Refuses `moment_not_found`. */
export async function openComposer(scope: Scope, momentId: string): Promise<Composer> {
  const around = await aroundMoment(scope, momentId)
  const [{ channel, route }, members] = await Promise.all([
    channelFor(scope, around.talk),
    memberNames(scope),
  ])
  return read(scope, async (scope) => {
    const { moment, personId, personIds } = around
    const { currency, zone } = scope.workspace
    const policy = await policyOf(scope)
    const since = new Date(scope.now.getTime() - policy.warnAgainDays * DAY_MS)
    const lastGiven = await findLastGiven(scope, personIds, new Date(scope.now.getTime() - 366 * DAY_MS))
    const situation = await situationNow(scope, around, lastGiven?.at)
    const voice = await voiceOf(scope)
    const me = scope.actor.kind === 'member' ? scope.actor : undefined
    const left = {
      own: policy.agentMonthMinor - (await findUsed(scope, 'agent', me?.id ?? '', monthOf(scope.now, zone))),
      customer:
        policy.customerMinor -
        (await findUsed(scope, 'customer', personId, customerPeriodOf(policy, scope.now, zone))),
    }
    const room = { own: Math.max(0, left.own), customer: Math.max(0, left.customer) }
    const showing = {
      customerName: around.customer.name ?? 'Customer',
      slots: moment.slots,
      signs: moment.signs,
      now: scope.now,
      zone,
    }
    const offering: Offering = {
      situation,
      plays: await bookInForce(scope),
      anecdotes: await storiesFor(scope, around, situation),
      basics: actsOf(moment.kind, showing),
      library: await listItems(scope),
      policy,
      currency,
      left: room,
      lastGiven:
        lastGiven && lastGiven.at >= since
          ? `She was given ${formatMoney(lastGiven)} ${daysAgo(lastGiven.at, scope.now)}`
          : null,
      isLead: leads(me?.role),
      values: valuesFor(scope, around, voice),
      dayOf: (at) => dayWords(dayOf(at, zone)),
    }
    const scratch = fromScratchBecause(situation, policy, currency)
    return {
      momentId: moment.id,
      offers: offersOf(offering),
      more: moreOf(offering),
      avoid: [...voice.avoid],
      budget: {
        currency,
        limitMinor: policy.agentMonthMinor,
        leftMinor: room.own,
        customerLeftMinor: room.customer,
        actMinor: policy.actMinor,
      },
      goesOut: {
        as: scope.actor.name,
        channel: channel.name,
        label: channel.label,
        address: route.address,
        subject: route.subject,
        isByHand: channel.name === 'log',
      },
      draft: await firstDraft(scope, around, {
        voice,
        kindDraft: draftOf(moment.kind, showing),
        isFromScratch: scratch !== null,
      }),
      fromScratch: scratch === null ? null : { because: scratch },
      openQuestion: situation.openQuestion,
      saved: await savedDraftOf(scope, moment.id),
      others: await othersAt(scope, moment.id),
      asks: await asksOfMoment(scope, moment.id),
      replies: await presentReplies(scope, await listReplies(scope, { momentId: moment.id, of: 'all' }, 20)),
      tasks: await tasksOfMoment(scope, moment.id, members),
      mayPropose: scratch === null && (await findSetting(scope, 'model'))?.fields['isOn'] === true,
    }
  })
}

async function situationNow(
  scope: TxScope,
  { moment, talk }: Around,
  lastGivenAt: Date | undefined,
): Promise<Situation> {
  const history =
    (
      await historiesOf(scope, [moment.customerId], {
        since: new Date(scope.now.getTime() - LOOK_BACK_DAYS * DAY_MS),
        limitEach: 200,
      })
    ).get(moment.customerId) ?? []
  const known = new Set(history.map(({ id }) => id))
  return situationOf(moment, {
    history: [...history, ...talk.entries.filter(({ id }) => !known.has(id))],
    lastGivenAt,
    at: scope.now,
    zone: scope.workspace.zone,
    currency: scope.workspace.currency,
    conversationId: moment.conversationId,
  })
}

/** Her own stories that fit what was said and what is known; one this customer has heard is left out. */
async function storiesFor(
  scope: TxScope,
  { moment, personIds, talk }: Around,
  { kinds, products }: Situation,
): Promise<Match[]> {
  const { actor, now } = scope
  if (actor.kind !== 'member') return []
  const own = await listAnecdotes(scope, { memberId: actor.id, withShared: false })
  if (own.length === 0) return []
  const heard = await listHeard(scope, personIds)
  const fresh = own.filter(({ id }) => !heard.has(id))
  const tellings = new Map((await listTellings(scope, fresh)).map((one) => [one.anecdoteId, one]))
  const facts = await factsOfPerson(scope, personIds)
  const said = talk.entries.filter(({ authorKind }) => authorKind === 'customer').slice(-5)
  return matchAnecdotes(
    fresh.map((one) => ({
      ...one,
      told: tellings.get(one.id)?.told ?? 0,
      lastToldAt: tellings.get(one.id)?.lastAt ?? null,
    })),
    {
      kinds: [...kinds, ...facts.map(({ kind }) => kind)],
      products,
      texts: [
        ...moment.signs.flatMap(({ quote }) => quote ?? []),
        ...said.flatMap(({ body }) => body ?? []),
        ...facts.flatMap(({ value, quote }) => [value, quote ?? '']),
      ],
      now,
    },
  )
}

/** The workspace's macro for this kind, else the catalogue's words, in the agent's voice; nothing where a person writes from scratch. */
async function firstDraft(
  scope: TxScope,
  around: Around,
  { voice, kindDraft, isFromScratch }: { voice: VoiceFields; kindDraft: string; isFromScratch: boolean },
): Promise<Composer['draft']> {
  if (isFromScratch) return { text: '', macro: null, personal: null }
  const values = valuesFor(scope, around, voice)
  const macro = (await listMacros(scope)).find(({ kinds }) => kinds.includes(around.moment.kind))
  if (!macro)
    return {
      text: voiced(kindDraft, voice, values),
      macro: { id: null, name: declarationOf(around.moment.kind).label },
      personal: null,
    }
  const { text, personal } = fillMacro(macro.template, values)
  return { text, macro: { id: macro.id, name: macro.name }, personal: personal ?? null }
}

/** The catalogue begins every draft with "Hi Maren, "; an agent with a greeting of her own begins with hers. */
function voiced(
  draft: string,
  { greeting, signOff }: VoiceFields,
  values: Readonly<Record<string, string | undefined>>,
): string {
  const rest = draft.replace(/^Hi [^,]{1,60}, ?/, '')
  const body =
    greeting.trim() === '' || rest === draft
      ? draft
      : `${values['greeting'] ?? ''}\n\n${rest.charAt(0).toUpperCase()}${rest.slice(1)}`
  return signOff.trim() === '' ? body : `${body.trimEnd()}\n\n${values['sign_off'] ?? ''}`
}

function daysAgo(at: Date, now: Date): string {
  const days = Math.floor((now.getTime() - at.getTime()) / DAY_MS)
  return days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const dayWords = (day: string) => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`
