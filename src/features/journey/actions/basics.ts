/** The audit of the basics: run on the data, answered by people where data cannot, run again and compared. */
import { listMomentRecords } from '#features/moments/index.ts'
import { canonicalIds, namesOf, type EntryKind } from '#features/timeline/index.ts'
import type { CustomerId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { addDays, DAY_MS, dayOf } from '#kit/time.ts'
import { newId, read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { delicateIn } from '#reading/index.ts'
import type { AnswerBasic, BasicAnswer, BasicId, BasicPiece, Basics, BasicsRun } from '../contract/basics.ts'
import { BASICS } from '../rules/basics/items.ts'
import { measurer } from '../rules/basics/measure.ts'
import { changeOf, readingOf, verdictOf, type Known } from '../rules/basics/read.ts'
import {
  insertRun,
  listAnswers,
  listRuns,
  setAnswer,
  type StoredAnswer,
  type StoredRun,
} from '../store/basics.ts'
import { countByTouchpoint, listSteps } from '../store/map.ts'
import { personOf } from './ideas.ts'
import { eachEntry } from './history.ts'
import { showTouchpoints } from './touchpoints.ts'

/** The period of a run. */
const DAYS = 90
const WEEK_MS = 7 * DAY_MS
const PIECES = 12
const LOOKED_THROUGH = 60

/** A run with the one before it; the newest unless told. Refuses `audit_run_not_found`. */
export function showBasics(scope: Scope, runId?: string): Promise<Basics> {
  return read(scope, async (scope) => {
    const runs = await listRuns(scope)
    const at = runId === undefined ? 0 : runs.findIndex(({ id }) => id === runId)
    const run = runs[at]
    if (runId !== undefined && !run)
      throw new Refusal('audit_run_not_found', 'No such run of the basics here.')
    return { runs: runs.map(summary), run: run ? await runShown(scope, run, runs[at + 1]) : null }
  })
}

/** Runs the audit anew: what the data answers is answered, the rest waits for a person. Refuses `person_needed`. */
export async function runBasics(scope: Scope): Promise<Basics> {
  personOf(scope.actor)
  const known = await lookAtBasics(scope)
  const run: StoredRun = { id: newId<'basics'>(scope), at: scope.now, byName: scope.actor.name, days: DAYS }
  await transact(scope, async (scope) => {
    await insertRun(scope, run)
    for (const { id: item } of BASICS) {
      const reading = readingOf(item, known)
      const verdict = verdictOf(item, reading)
      await setAnswer(scope, run.id, {
        item,
        reading: reading ?? null,
        verdict,
        note: '',
        byName: null,
        at: scope.now,
      })
    }
  })
  return showBasics(scope, run.id)
}

/** A person answers, or overrules the data; without a verdict the data answers again. Refuses `audit_run_not_found`, `person_needed`. */
export async function answerBasic(
  scope: Scope,
  runId: string,
  item: BasicId,
  { verdict, note }: AnswerBasic,
): Promise<Basics> {
  personOf(scope.actor)
  await transact(scope, async (scope) => {
    const run = (await listRuns(scope)).find(({ id }) => id === runId)
    if (!run) throw new Refusal('audit_run_not_found', 'No such run of the basics here.')
    const before = (await listAnswers(scope, runId)).find((answer) => answer.item === item)
    const reading = before?.reading ?? null
    await setAnswer(scope, runId, {
      item,
      reading,
      verdict: verdict ?? verdictOf(item, reading ?? undefined),
      note,
      byName: verdict === null && note === '' ? null : scope.actor.name,
      at: scope.now,
    })
  })
  return showBasics(scope, runId)
}

/** The newest moments in which an item shows, in the customers' own words. */
export function listBasicPieces(scope: Scope, item: BasicId): Promise<BasicPiece[]> {
  return read(scope, async (scope) => {
    const kinds = BASICS.find(({ id }) => id === item)?.kinds ?? []
    const lists = []
    for (const kind of kinds) lists.push(await listMomentRecords(scope, { kind }, { limit: LOOKED_THROUGH }))
    const moments = [...new Map(lists.flat().map((moment) => [moment.id as string, moment])).values()]
      .filter(
        ({ state, at, words }) =>
          state !== 'dismissed' &&
          words !== '' &&
          // What is delicate is read in its conversation only.
          delicateIn(words) === undefined &&
          scope.now.getTime() - at.getTime() < DAYS * DAY_MS,
      )
      .sort((a, b) => b.at.getTime() - a.at.getTime())
      .slice(0, PIECES)
    const names = await namesOf(scope, [...new Set(moments.map(({ customerId }) => customerId))])
    return moments.map(({ id, customerId, at, channel, words, marks }) => ({
      momentId: id,
      customer: names.get(customerId) ?? '',
      at: at.toISOString(),
      channel,
      words: words.slice(0, 600),
      marks: [...marks],
    }))
  })
}

async function lookAtBasics(scope: Scope): Promise<Known> {
  const { look, shoppers, result } = measurer()
  const { isWhole } = await eachEntry(scope, DAYS, (entry, { noticed }) => look({ ...entry, noticed }))
  const touchpoints = await showTouchpoints(scope)
  const to = dayOf(scope.now, scope.workspace.zone)
  const span = { from: addDays(to, 1 - DAYS), to, standing: null, category: null }
  const kindsAt = (kinds: readonly EntryKind[]) =>
    touchpoints.filter(({ rule }) =>
      rule.happens.some((clause) => clause.kinds.some((kind) => kinds.includes(kind))),
    )
  const contact = kindsAt(['message_in', 'form']).map(({ id }) => id)
  const seen = new Set(kindsAt(['page', 'reviews_read']).map(({ id }) => id))
  return read(scope, async (scope) => {
    const persons = await canonicalIds(scope, shoppers() as CustomerId[])
    const counts = await countByTouchpoint(scope, span)
    const met = (isMeant: (id: string) => boolean) =>
      counts.reduce((sum, { touchpoint, now }) => sum + (isMeant(touchpoint) ? now.met : 0), 0)
    const steps = []
    for (const id of contact)
      steps.push(...(await listSteps(scope, span, id)).filter((step) => step.to === id))
    return {
      measured: result((id) => persons.get(id as CustomerId) ?? id),
      contacts: met((id) => contact.includes(id)),
      afterPages: steps.reduce((sum, { from, times }) => sum + (seen.has(from) ? times : 0), 0),
      pages: met((id) => seen.has(id)),
      answered: counts.reduce((sum, { now }) => sum + now.answered, 0),
      slow: counts.reduce((sum, { now }) => sum + now.slow, 0),
      places: touchpoints
        .filter(({ phase, isHidden }) => phase === 'before' && !isHidden)
        .map(({ name, reviewedAt, reviewEveryWeeks }) => ({
          name,
          isDue:
            reviewedAt === null || scope.now.getTime() - Date.parse(reviewedAt) > reviewEveryWeeks * WEEK_MS,
        })),
      isWhole,
    }
  })
}

async function runShown(scope: TxScope, run: StoredRun, former: StoredRun | undefined): Promise<BasicsRun> {
  const answers = new Map((await listAnswers(scope, run.id)).map((answer) => [answer.item, answer]))
  const before = new Map(
    former ? (await listAnswers(scope, former.id)).map((answer) => [answer.item, answer]) : [],
  )
  return {
    ...summary(run),
    days: run.days,
    before: former ? summary(former) : null,
    answers: BASICS.map((item) => answerShown(item, answers.get(item.id), before.get(item.id), run.at)),
  }
}

function answerShown(
  { id, name, question, how, floor, kinds }: (typeof BASICS)[number],
  answer: StoredAnswer | undefined,
  before: StoredAnswer | undefined,
  runAt: Date,
): BasicAnswer {
  const isByData = floor !== null
  const now = { verdict: answer?.verdict ?? null, reading: answer?.reading ?? null }
  return {
    item: id,
    name,
    question,
    how,
    isByData,
    hasEvidence: kinds.length > 0,
    ...now,
    note: answer?.note ?? '',
    by: answer?.byName ?? null,
    at: (answer?.at ?? runAt).toISOString(),
    before: before ? { verdict: before.verdict, reading: before.reading } : null,
    change: before ? changeOf(now, before, isByData) : null,
  }
}

const summary = ({ id, at, byName }: StoredRun) => ({ id, at: at.toISOString(), by: byName })
