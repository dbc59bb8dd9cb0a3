/** Surveys as a supervisor sees and changes them: definitions, their switch, and what came of them. */
import { isId, type Id } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS } from '#kit/time.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type {
  AskResults,
  ResultsAnswer,
  Survey,
  SurveyDefinition,
  SurveyResult,
  SurveysAnswer,
} from '../contract.ts'
import { returnOf, scoreOf, type Counted } from '../rules/scores.ts'
import { reasonWords } from '../rules/surveys.ts'
import { countReturns, countStanding, type ReturnCount } from '../store/invitations.ts'
import { countScores } from '../store/scores.ts'
import {
  deleteSurveys,
  findSurvey,
  listSurveys,
  setOnSince,
  upsertSurvey,
  type SurveyRow,
} from '../store/surveys.ts'

/** Days the list looks back. */
const LIST_DAYS = 90

/** Every survey with what came of it in the last 90 days. */
export function showSurveys(scope: Scope, obstacle: SurveysAnswer['obstacle']): Promise<SurveysAnswer> {
  return read(scope, async (scope) => {
    const since = new Date(scope.now.getTime() - LIST_DAYS * DAY_MS)
    const rows = await listSurveys(scope)
    const results = await resultsBy(scope, 'survey', since, undefined)
    const standing = await countStanding(scope, since)
    const items = rows.map((row): Survey => {
      const own = standing.filter(({ surveyId }) => surveyId === row.id)
      return {
        ...presentSurvey(row),
        result: results.get(row.id) ?? emptyResult(row.id, row.definition.name),
        waiting: own.filter(({ state }) => state === 'waiting').reduce((sum, { count }) => sum + count, 0),
        leftOut: own
          .filter(({ state }) => state !== 'waiting')
          .map(({ because, count }) => ({ because: reasonWords(because ?? ''), count })),
      }
    })
    return { items, next: null, obstacle }
  })
}

/** Writes a survey, new or changed; a new one is off. */
export async function saveSurvey(scope: Scope, id: string, definition: SurveyDefinition): Promise<void> {
  const surveyId = surveyIdFrom(id)
  await transact(scope, async (scope) => {
    const secret = scope.random(32)
    await upsertSurvey(scope, { id: surveyId, definition, secret, changedBy: scope.actor.name })
    await audit(scope, 'setting.changed', { subject: { kind: 'survey', id: surveyId } })
  })
}

/** Takes surveys out again; what was answered stays. For the sample brand. */
export async function removeSurveys(scope: Scope, ids: readonly string[]): Promise<void> {
  await transact(scope, (scope) => deleteSurveys(scope, ids))
}

/** Switches a survey; what happened before it is on asks nobody. Refuses `survey_not_found`. */
export async function switchSurvey(scope: Scope, id: string, isOn: boolean): Promise<void> {
  await transact(scope, async (scope) => {
    const row = await surveyOf(scope, id)
    if ((row.onSince !== null) === isOn) return
    await setOnSince(scope, row.id, isOn ? scope.now : null, scope.actor.name)
    await audit(scope, 'setting.changed', { subject: { kind: 'survey', id: row.id }, details: { isOn } })
  })
}

/** What surveys came to, cut by survey, trigger, channel or month. Refuses `survey_not_found`. */
export function showResults(scope: Scope, { by, survey, days }: AskResults): Promise<ResultsAnswer> {
  return read(scope, async (scope) => {
    const one = survey === undefined ? undefined : await surveyOf(scope, survey)
    const since = new Date(scope.now.getTime() - days * DAY_MS)
    const cut = await resultsBy(scope, by, since, one?.id)
    const items = [...cut.values()].sort((a, b) => (a.key ?? '~').localeCompare(b.key ?? '~'))
    return { items, total: await totalOf(scope, since, one?.id), days }
  })
}

/** The survey of a path. Refuses `survey_not_found`. */
export async function surveyOf(scope: TxScope, id: string): Promise<SurveyRow> {
  const row = isId(id) ? await findSurvey(scope, id) : undefined
  if (!row) throw new Refusal('survey_not_found', 'There is no such survey here.')
  return row
}

function surveyIdFrom(id: string): Id<'survey'> {
  if (!isId(id))
    throw new Refusal('survey_not_found', 'A survey’s id is a UUID of version 7, in small letters.')
  return id as Id<'survey'>
}

export const presentSurvey = ({ id, definition, onSince, changedAt, changedBy }: SurveyRow) => ({
  id,
  definition,
  isOn: onSince !== null,
  onSince: onSince?.toISOString() ?? null,
  changedAt: changedAt.toISOString(),
  changedBy,
})

type Cut = AskResults['by']

async function resultsBy(
  scope: TxScope,
  by: Cut,
  since: Date,
  survey: string | undefined,
): Promise<Map<string | null, SurveyResult>> {
  const asked = { since, survey, zone: scope.workspace.zone }
  const counts = await countScores(scope, by, asked)
  const returns = await countReturns(scope, by, asked)
  const names = new Map(
    (await listSurveys(scope)).map(({ id, definition }) => [id as string, definition.name]),
  )
  const keys = [...new Set([...counts, ...returns].map(({ key }) => key))]
  return new Map(keys.map((key) => [key, resultOf(key, labelOf(by, key, names), counts, returns)]))
}

async function totalOf(scope: TxScope, since: Date, survey: string | undefined): Promise<SurveyResult> {
  const asked = { since, survey, zone: scope.workspace.zone }
  const byTrigger = await countScores(scope, 'trigger', asked)
  const counts = [...Map.groupBy(byTrigger, ({ measure }) => measure).values()].map((group) =>
    group.reduce((a, b) => ({ ...added(a, b), key: null })),
  )
  const returns = (await countReturns(scope, 'trigger', asked)).reduce(
    (a, b) => ({ key: null, sent: a.sent + b.sent, answered: a.answered + b.answered }),
    { key: null, sent: 0, answered: 0 },
  )
  return resultOf(
    null,
    'All of them',
    counts.map((one) => ({ ...one, key: null })),
    [returns],
  )
}

const added = (a: Counted, b: Counted): Counted => ({
  measure: a.measure,
  good: a.good + b.good,
  middle: a.middle + b.middle,
  bad: a.bad + b.bad,
  sum: a.sum + b.sum,
  sumOfSquares: a.sumOfSquares + b.sumOfSquares,
})

function resultOf(
  key: string | null,
  label: string,
  counts: readonly (Counted & { key: string | null })[],
  returns: readonly ReturnCount[],
): SurveyResult {
  const asked = returns.find((one) => one.key === key)
  return {
    key,
    label,
    returns: returnOf(asked?.sent ?? 0, asked?.answered ?? 0),
    scores: counts
      .filter((one) => one.key === key)
      .map(scoreOf)
      .sort((a, b) => ORDER.indexOf(a.measure) - ORDER.indexOf(b.measure)),
  }
}

const ORDER = ['csat', 'ces', 'nps']

export const emptyResult = (key: string, label: string): SurveyResult => resultOf(key, label, [], [])

const TRIGGER_WORDS: Readonly<Record<string, string>> = {
  resolved: 'After a conversation',
  delivered: 'After a delivery',
  returned: 'After a return',
  ordered: 'After an order',
  by_hand: 'By a link, by hand',
}

function labelOf(by: Cut, key: string | null, names: ReadonlyMap<string, string>): string {
  if (key === null) return 'Asked elsewhere'
  if (by === 'survey') return names.get(key) ?? 'A survey that is gone'
  return by === 'trigger' ? (TRIGGER_WORDS[key] ?? key) : key
}
