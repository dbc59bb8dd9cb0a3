/** A look at a survey before anybody is asked: its page, and what would keep it from reaching customers. */
import type { Scope } from '#platform/scope.ts'
import type { PreviewSurvey, SurveysAnswer } from '../contract.ts'
import { surveyPage } from '../page/survey-page.ts'
import { NO_ANSWER } from '../rules/answer.ts'
import { surveySender } from '../senders.ts'

/** The page as the first customer would see it; the same function makes the real one. */
export function previewSurvey({ workspace }: Scope, { definition, language }: PreviewSurvey): string {
  return surveyPage({
    brand: workspace.name,
    style: `/s/${workspace.no}/brand.css`,
    language,
    definition,
    first: null,
    agentName: null,
    about: null,
    answer: NO_ANSWER,
    problem: null,
  })
}

/** What stands between a survey and a customer; null for nothing. */
export async function obstacleOf(scope: Scope, baseUrl: string): Promise<SurveysAnswer['obstacle']> {
  if (!(await surveySender()?.isReady(scope))) return 'no_mailbox'
  const { hostname } = new URL(baseUrl)
  return /^(localhost|127\.|\[::1\])/.test(hostname) ? 'only_this_machine' : null
}
