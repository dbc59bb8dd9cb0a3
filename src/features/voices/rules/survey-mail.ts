/** The mail that asks: its first question as links, one for each step, in words and as simple HTML. Pure. */
import { html } from '#kit/html.ts'
import type { SurveyDefinition, SurveyLanguage } from '../contract.ts'
import { SCALES } from './scores.ts'
import { dayIn, wordsIn, type SurveyWords } from './survey-words.ts'

export type Asking = {
  readonly brand: string
  readonly definition: SurveyDefinition
  readonly language: SurveyLanguage
  readonly first: string | null
  readonly about: Date
  readonly zone: string
  /** The page, without a query. */
  readonly url: string
  readonly isReminder: boolean
}

export type SurveyMail = { readonly subject: string; readonly text: string; readonly html: string }

export function surveyMail(asking: Asking): SurveyMail {
  const { brand, definition, language, first, about, zone, url, isReminder } = asking
  const words = wordsIn(language)
  const day = dayIn(language, about, zone)
  const lead = isReminder ? words.reminderLead(day) : words.mailLead(day)
  const [question] = definition.questions
  const said = question?.wording ?? (question ? words.measures[question.measure].question(brand) : '')
  const steps = question ? stepsOf(question, words, url) : []
  const ends = question && words.measures[question.measure].steps.length === 0 ? words.measures[question.measure] : null // prettier-ignore
  return {
    subject: isReminder ? words.reminderSubject(brand) : words.mailSubject(day, brand),
    text: [
      words.greeting(first),
      lead,
      said,
      steps.map(({ name, link }) => `${name}: ${link}`).join('\n'),
      words.mailEnd,
      brand,
      `${words.fewer}: ${url}?choose=fewer\n${words.stop}: ${url}?choose=none`,
    ].join('\n\n'),
    html: `<!doctype html>\n${
      html`<html lang="${language}">
        <body style="margin:0;padding:16px;font:15px/1.5 system-ui,sans-serif;color:#2b2520">
          <p>${words.greeting(first)}</p>
          <p>${lead}</p>
          <p><b>${said}</b></p>
          <p style="line-height:2.600">
            ${steps.map(({ name, link }) => html`<a href="${link}" style="display:inline-block;margin:0 4px 4px 0;padding:2px 14px;border:1px solid #d6ccbe;border-radius:10px;color:#2b2520;text-decoration:none;font-weight:600">${name}</a> `)}
          </p>
          ${ends && html`<p style="color:#6f655a;font-size:13px">${ends.low} … ${ends.high}</p>`}
          <p>${words.mailEnd}</p>
          <p>${brand}</p>
          <p style="color:#6f655a;font-size:12.500px">
            <a href="${`${url}?choose=fewer`}" style="color:#6f655a">${words.fewer}</a> ·
            <a href="${`${url}?choose=none`}" style="color:#6f655a">${words.stop}</a>
          </p>
        </body>
      </html>`.html
    }\n`,
  }
}

function stepsOf(
  { key, measure }: SurveyDefinition['questions'][number],
  words: SurveyWords,
  url: string,
): { name: string; link: string }[] {
  const [from, to] = SCALES[measure]
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    name: words.measures[measure].steps[i] ?? String(from + i),
    link: `${url}?${key}=${from + i}`,
  }))
}
