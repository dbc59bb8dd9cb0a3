/** The workspace's say in noticing: how kinds and rules fare with people, switches, kinds of its own, and the examples to take along. */
import { z } from 'zod'
import { homeOf, homesOf, type CustomerId, type EntryId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { THRESHOLDS, type MomentKind } from '#reading/index.ts'
import { findEntries, isStorable, type StoredEntry } from '#features/timeline/index.ts'
import { audit } from '#platform/audit/index.ts'
import { announce } from '#platform/announcements.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { declarationOf, listKinds, OWN_PREFIX } from '../catalogue/index.ts'
import type { MomentKindInfo, NoticedKind, NoticingAnswer, OwnKind, OwnKindDefinition } from '../contract.ts'
import { isAsking, readyOwnKind } from '../rules/own-kinds.ts'
import { dismissedShareOf, isMostlyDismissed } from '../rules/tallies.ts'
import { countExamples, listExamples, type Example, type RuleTally } from '../store/examples.ts'
import {
  deleteSwitchedOff,
  listOpenLedBy,
  listOwnKinds,
  listSwitched,
  setOwnKind,
  setOwnKindDeleted,
  setSwitchedOff,
  type OwnKindRecord,
  type Switched,
} from '../store/noticing.ts'
import { doerOf } from './handle.ts'
import { noticeArrivals } from './notice.ts'

/** Shares look back so far: what people thought of an older release says little about this one. */
const DAYS = 180
const OWN_KINDS_LIMIT = 100
/** Open moments read again at once when a switch is turned. */
const AT_ONCE = 200
/** Examples in one export. */
const EXPORT_LIMIT = 20_000

/** Everything the page "What is noticed" shows. */
export function showNoticing(scope: Scope): Promise<NoticingAnswer> {
  return read(scope, async (scope) => {
    const tallies = await countExamples(scope, new Date(scope.now.getTime() - DAYS * DAY_MS))
    const off = new Map((await listSwitched(scope)).map((one) => [one.target, one]))
    const own = await listOwnKinds(scope)
    const kinds = [...listKinds(), ...own.map(infoOfOwn)].map((info) => noticedKind(info, tallies, off))
    return {
      kinds: kinds.map((kind) => {
        const mine = own.find(({ id }) => kind.kind === `${OWN_PREFIX}${id}`)
        return mine ? { ...kind, isOn: mine.isOn } : kind
      }),
      own: own.map(presentOwn),
      examples: tallies.reduce((sum, { count }) => sum + count, 0),
      days: DAYS,
    }
  })
}

/** Switches a kind ("kind:pet") or a rule ("rule:pet.named") off or on; noticing heeds it at once. Refuses `noticing_target_unknown`. */
export function switchNoticing(scope: Scope, target: string, isOn: boolean): Promise<void> {
  const [, what, name = ''] = /^(kind|rule):([a-z_]+(?:\.[a-z0-9_]+)?)$/.exec(target) ?? []
  const [kind = ''] = name.split('.')
  const isKnown = what !== undefined && (what === 'kind') === !name.includes('.')
  if (!isKnown || !listKinds().some((one) => one.kind === kind || name === `history.${one.kind}`))
    throw new Refusal('noticing_target_unknown', 'There is no such kind or rule.')
  return transact(scope, async (scope) => {
    if (isOn) await deleteSwitchedOff(scope, target)
    else {
      await setSwitchedOff(scope, target, doerOf(scope.actor).name)
      const isRule = what === 'rule'
      await tellChanged(scope, {
        kind: isRule && kind === 'history' ? (name.split('.')[1] ?? '') : kind,
        ...(isRule ? { rule: name } : {}),
      })
    }
    await audit(scope, 'setting.changed', { subject: { kind: 'noticing', id: target }, details: { isOn } })
  })
}

/** Writes or changes a kind of the workspace's own. Refuses `kind_catches_all`, `own_kinds_full`, `text_not_storable`, `own_kind_id`. */
export function saveOwnKind(
  scope: Scope,
  id: string,
  { definition, isOn }: { definition: OwnKindDefinition; isOn: boolean },
): Promise<OwnKind> {
  checkOwnKind(id, definition)
  return transact(scope, async (scope) => {
    const before = await listOwnKinds(scope)
    if (before.length >= OWN_KINDS_LIMIT && !before.some((one) => one.id === id))
      throw new Refusal(
        'own_kinds_full',
        `A workspace has ${OWN_KINDS_LIMIT} kinds of its own at most; delete one first.`,
      )
    await setOwnKind(scope, { id, definition, isOn }, doerOf(scope.actor).name)
    await tellChanged(scope, { kind: `${OWN_PREFIX}${id}` })
    await audit(scope, 'setting.changed', { subject: { kind: 'own kind', id: id }, details: { isOn } })
    const saved = (await listOwnKinds(scope)).find((one) => one.id === id)
    if (!saved) throw new Error('a kind just written is not there')
    return presentOwn(saved)
  })
}

/** Deletes a kind; writing it again brings it back. Refuses `own_kind_not_found`. */
export function deleteOwnKind(scope: Scope, id: string): Promise<void> {
  return transact(scope, async (scope) => {
    if ((await setOwnKindDeleted(scope, id)) === 0)
      throw new Refusal('own_kind_not_found', 'There is no such kind here; it may have been deleted already.')
    await tellChanged(scope, { kind: `${OWN_PREFIX}${id}` })
    await audit(scope, 'setting.removed', { subject: { kind: 'own kind', id: id } })
  })
}

/** What a definition must have, whoever writes it. */
export function checkOwnKind(id: string, definition: OwnKindDefinition): void {
  if (!/^[a-z0-9-]{1,60}$/.test(id))
    throw new Refusal('own_kind_id', 'The id of a kind has small letters, digits and - only.')
  if (![definition.name, ...definition.any, ...definition.none].every(isStorable))
    throw new Refusal('text_not_storable', 'The text holds a character that no database keeps.')
  if (!isAsking(readyOwnKind(id, definition)))
    throw new Refusal('kind_catches_all', 'Say which words it listens for, or give it a condition.')
}

/** Body of the announcement `noticing.changed`: what an open moment is led by. */
const Changed = z.object({ kind: z.string(), rule: z.string().optional() })

/** The subscriber of `noticing.changed`: open moments that nobody touched and that would not be noticed now are withdrawn. */
export async function withdrawUnwanted(scope: Scope, body: unknown): Promise<void> {
  const { kind, rule } = Changed.parse(body)
  for (const home of homesOf(scope.workspace)) {
    const entries = await read(scope, async (scope) => {
      const led = await listOpenLedBy(scope, home, { kind, rule, limit: 2_000 })
      return findEntries(
        scope,
        led.map(({ customerId, entryId, entryAt }) => ({
          home,
          customerId: customerId as CustomerId,
          at: entryAt.toISOString(),
          id: entryId as EntryId,
        })),
      )
    })
    for (let i = 0; i < entries.length; i += AT_ONCE)
      await noticeArrivals(scope, entries.slice(i, i + AT_ONCE), { isWhole: true })
  }
}

/** The judged findings with their texts, a line of JSON each; who judged is left out. At most 20,000. */
export async function exportExamples(scope: Scope): Promise<string> {
  const lines: string[] = []
  for (const home of homesOf(scope.workspace)) {
    let after: Example | undefined
    do {
      const page = await read(scope, async (scope) => {
        const examples = await listExamples(scope, home, { after, limit: 500 })
        return { examples, texts: await textsOf(scope, examples) }
      })
      lines.push(...page.examples.map((one) => JSON.stringify(exampleLine(one, page.texts))))
      after = page.examples.length === 500 ? page.examples.at(-1) : undefined
    } while (after && lines.length < EXPORT_LIMIT)
  }
  return lines.map((line) => `${line}\n`).join('')
}

async function textsOf(
  scope: TxScope,
  examples: readonly Example[],
): Promise<ReadonlyMap<string, StoredEntry>> {
  const entries = await findEntries(
    scope,
    examples.flatMap(({ customerId, entryId, entryAt }) =>
      entryId && entryAt
        ? [{ home: homeOf(scope.workspace, entryId), customerId, at: entryAt.toISOString(), id: entryId }]
        : [],
    ),
  )
  return new Map(entries.map((entry) => [entry.id, entry]))
}

function exampleLine(one: Example, texts: ReadonlyMap<string, StoredEntry>) {
  const text = texts.get(one.entryId ?? '')?.body ?? null
  const { kind, rule, verdict, reason, source, score, quoteStart: start, quoteEnd: end } = one
  const quote = text !== null && start !== null && end !== null ? text.slice(start, end) : null
  return { text, kind, quote, start, end, verdict, reason, rule, score, source, at: one.at.toISOString() }
}

function tellChanged(scope: TxScope, body: z.infer<typeof Changed>): Promise<void> {
  const [home] = scope.homes
  if (home === undefined) throw new Error('a workspace has a home')
  return announce(scope, home, 'noticing.changed', body)
}

function noticedKind(
  info: MomentKindInfo,
  tallies: readonly RuleTally[],
  off: ReadonlyMap<string, Switched>,
): NoticedKind {
  const { kind, label, icon, valence, delicate } = info
  const mine = tallies.filter((tally) => tally.kind === kind)
  const rules = [...new Set([...mine.map(({ rule }) => rule), ...rulesOffIn(kind, off)])].sort()
  return {
    kind,
    label,
    icon,
    valence,
    delicate,
    ...switchState(`kind:${kind}`, off),
    threshold: THRESHOLDS[kind as MomentKind] ?? null,
    ...judged(mine),
    rules: rules.map((rule) => ({
      rule,
      ...switchState(`rule:${rule}`, off),
      ...judged(mine.filter((tally) => tally.rule === rule)),
    })),
  }
}

/** A rule that is off stays on the page, judged or not, so that it can be switched on. */
const rulesOffIn = (kind: string, off: ReadonlyMap<string, Switched>): string[] =>
  [...off.keys()]
    .filter((target) => target.startsWith(`rule:${kind}.`) || target === `rule:history.${kind}`)
    .map((target) => target.slice('rule:'.length))

function switchState(target: string, off: ReadonlyMap<string, Switched>) {
  const one = off.get(target)
  return { isOn: one === undefined, off: one ? { by: one.offBy, at: one.offAt.toISOString() } : null }
}

function judged(tallies: readonly RuleTally[]) {
  const sum = (of: (tally: RuleTally) => boolean) =>
    tallies.reduce((all, tally) => all + (of(tally) ? tally.count : 0), 0)
  const counts = {
    accepted: sum(({ verdict }) => verdict === 'right'),
    dismissed: sum(({ verdict }) => verdict === 'wrong'),
  }
  return {
    ...counts,
    dismissedShare: dismissedShareOf(counts) ?? null,
    reasons: {
      wrong_person: sum(({ reason }) => reason === 'wrong_person'),
      wrong_meaning: sum(({ reason }) => reason === 'wrong_meaning'),
      not_worth_it: sum(({ reason }) => reason === 'not_worth_it'),
    },
    isMostlyDismissed: isMostlyDismissed(counts),
  }
}

/** An own kind as the catalogue tells kinds. */
export function infoOfOwn({ id, definition }: OwnKindRecord): MomentKindInfo {
  const kind = `${OWN_PREFIX}${id}`
  const { label, valence, icon, livesHours, seenBy, acts, delicate } = declarationOf(kind, definition)
  return { kind, label, valence, icon, livesHours, seenBy, acts: [...acts], delicate }
}

/** Every kind of the catalogue and of the workspace's own, sorted by label. */
export function showKinds(scope: Scope): Promise<MomentKindInfo[]> {
  return read(scope, async (scope) =>
    [...listKinds(), ...(await listOwnKinds(scope)).map(infoOfOwn)].sort((a, b) =>
      a.label < b.label ? -1 : 1,
    ),
  )
}

function presentOwn({ id, definition, isOn, changedAt, changedBy }: OwnKindRecord): OwnKind {
  return { id, definition, isOn, changedAt: changedAt.toISOString(), changedBy }
}
