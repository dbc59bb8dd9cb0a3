/** What the screens of surveys ask of the server and change there. */
import type {
  ResultsAnswer,
  SurveyDefinition,
  SurveyLanguage,
  SurveysAnswer,
  SurveyTrial,
} from '#features/voices/contract.ts'
import { asQuery, changing, get, newKey, send } from '#web/api.ts'

export const SURVEYS = ['surveys'] as const

export const read = {
  surveys: () => get<SurveysAnswer>('/surveys'),
  results: (query: { by: string; survey?: string; days: number }) =>
    get<ResultsAnswer>(`/surveys/results${asQuery(query)}`),
}

export const change = {
  save: (id: string, definition: SurveyDefinition) =>
    changing('PUT', `/surveys/${id}`, definition.name, { definition }),
  turn: (id: string, name: string, isOn: boolean) => changing('PUT', `/surveys/${id}/switch`, name, { isOn }),
}

export async function trySurvey(definition: SurveyDefinition): Promise<SurveyTrial> {
  return (await send(changing('POST', '/surveys/trials', 'A try-out', { definition }))) as SurveyTrial
}

export async function previewOf(definition: SurveyDefinition, language: SurveyLanguage): Promise<string> {
  const answer = await send(changing('POST', '/surveys/previews', 'A look', { definition, language }))
  return (answer as { html: string }).html
}

/** A new id: a UUID of version 7, as the server expects it. */
export function newSurveyId(at: number): string {
  const time = at.toString(16).padStart(12, '0')
  const rest = newKey().replaceAll('-', '')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8${rest.slice(17, 20)}-${rest.slice(20)}`
}
