/** The public survey as HTML: the question, what is said after sending, and the two choices at its foot. Works without scripts. */
import { html, type Html } from '#kit/html.ts'
import type { Measure, Reflection, SurveyDefinition, SurveyLanguage } from '../contract.ts'
import { firstOf, LONGEST_WORDS, type SurveyAnswer } from '../rules/answer.ts'
import { SCALES } from '../rules/scores.ts'
import { dayIn, stepName, wordsIn, type SurveyWords } from '../rules/survey-words.ts'
import { FACES, heart, mark } from './drawings.ts'

export type SurveyPage = {
  readonly brand: string
  /** The address of the brand's own colours. */
  readonly style: string
  readonly language: SurveyLanguage
  readonly definition: SurveyDefinition
  readonly first: string | null
  readonly agentName: string | null
  /** What it asks about happened then; null in a preview. */
  readonly about: { readonly at: Date; readonly zone: string } | null
  readonly answer: SurveyAnswer
  /** Why it is shown again. */
  readonly problem: 'nothing' | 'too_long' | null
}

export function surveyPage(page: SurveyPage): string {
  const words = wordsIn(page.language)
  const { definition, answer, brand } = page
  const { asksWhy, offersReflections, questions } = definition
  return whole(
    page,
    words.title(brand),
    html`<main>
        <h1>${headingOf(page, words)}</h1>
        <p class="lead"><span class="wide">${words.counts}</span><span class="narrow">${words.lead}</span></p>
        ${page.problem && html`<p class="notice" role="alert" id="notice" tabindex="-1">${page.problem === 'nothing' ? words.nothingChosen : words.tooLong}</p>`}
        <form method="post" action="?">
          ${questions.map((question) => questionField(question, answer.ratings[question.key], page, words))}
          ${offersReflections && reflectionField(answer.reflections, words)}
          ${asksWhy && wordsField(page, words)}
          <p class="send">
            <button type="submit">${words.send}</button>
            <span>${words.seenBy(brand)}</span>
          </p>
        </form>
      </main>
      <footer>
        ${page.about && html`<span>${words.about(dayIn(page.language, page.about.at, page.about.zone))}</span> · `}
        <a href="?choose=fewer">${words.fewer}</a> · <a href="?choose=none">${words.stop}</a>
      </footer>`,
  )
}

/** "Thank you, Kofi. You said “Great”." where a link in the mail said so, else the plain question. */
function headingOf({ definition, answer, first }: SurveyPage, words: SurveyWords): string {
  const [question] = definition.questions
  const rating = question && answer.ratings[question.key]
  if (!question || rating === undefined) return words.heading(first)
  return words.youSaid(first, stepName(words, question.measure, rating, SCALES[question.measure][1]))
}

function questionField(
  { key, measure, wording }: SurveyDefinition['questions'][number],
  chosen: number | undefined,
  { brand }: SurveyPage,
  words: SurveyWords,
): Html {
  const said = words.measures[measure]
  const [from, to] = SCALES[measure]
  const steps = Array.from({ length: to - from + 1 }, (_, i) => from + i)
  return html`<fieldset class="question ${measure}">
    <legend>${wording ?? said.question(brand)}</legend>
    <div class="steps">${steps.map((step) => stepField(key, measure, step, chosen === step, words))}</div>
    ${said.steps.length === 0 && html`<p class="ends"><span>${said.low}</span><span>${said.high}</span></p>`}
  </fieldset>`
}

function stepField(key: string, measure: Measure, step: number, isChosen: boolean, words: SurveyWords): Html {
  const name = words.measures[measure].steps[step - 1]
  const id = `${key}-${step}`
  return html`<span class="step"
    ><input type="radio" id="${id}" name="${key}" value="${step}" ${isChosen && html`checked`} /><label
      for="${id}"
      >${name === undefined ? String(step) : html`${FACES[step - 1]}${name}`}</label
    ></span
  >`
}

function reflectionField(chosen: readonly Reflection[], words: SurveyWords): Html {
  const all = Object.entries(words.reflections) as [Reflection, string][]
  return html`<fieldset class="felt">
    <legend>${words.feltLike} <span>${words.ifYouLike}</span></legend>
    ${all.map(
      ([reflection, name]) =>
        html`<span class="chip"
          ><input
            type="checkbox"
            id="felt-${reflection}"
            name="felt"
            value="${reflection}"
            ${chosen.includes(reflection) && html`checked`}
          /><label for="felt-${reflection}">${name}</label></span
        >`,
    )}
  </fieldset>`
}

/** Thanks by name is offered once the name is typed: the script shows it, and without one the typed name is enough. */
function wordsField({ answer, agentName }: SurveyPage, words: SurveyWords): Html {
  const agent = firstOf(agentName)
  return html`<div class="words">
    <label for="words">${words.why} <span>${words.ifYouLike}</span></label>
    <textarea id="words" name="words" rows="3" maxlength="${LONGEST_WORDS}">${answer.words}</textarea>
    ${
      agent !== null &&
      html`<p class="thank" data-name="${agent}" hidden>
        <span class="chip"
          ><input type="checkbox" id="thanked" checked /><label for="thanked"
            >${heart()}${words.thank(agent)}</label
          ></span
        ><span>${words.passOn}</span><input type="hidden" name="thank" value="yes" />
      </p>`
    }
  </div>`
}

type Plain = Pick<SurveyPage, 'brand' | 'style' | 'language'>

/** After sending. `passedOn` is the agent who is thanked by name. */
export function sentPage(page: Plain & { first: string | null; passedOn: string | null }): string {
  const words = wordsIn(page.language)
  const passed = firstOf(page.passedOn)
  return plainPage(page, words.sent(page.first), `${words.sentLead}${passed === null ? '' : ` ${words.passedOn(passed)}`}`) // prettier-ignore
}

export function answeredPage(page: Plain): string {
  const words = wordsIn(page.language)
  return plainPage(page, words.answeredTitle, words.answered)
}

/** The same for a link that never was, has run out or was mistyped. */
export function gonePage(page: Plain): string {
  const words = wordsIn(page.language)
  return plainPage(page, words.goneTitle, words.gone)
}

export function tooManyPage(page: Plain): string {
  const words = wordsIn(page.language)
  return plainPage(page, words.goneTitle, words.tooMany)
}

/** Asks once more, since a mail scanner opens every link; only pressing counts. */
export function choicePage(page: Plain, choice: 'fewer' | 'none'): string {
  const words = wordsIn(page.language)
  const [title, lead] =
    choice === 'none' ? [words.stopTitle, words.stopLead] : [words.fewerTitle, words.fewerLead]
  return whole(
    page,
    title,
    html`<main>
      <h1>${title}</h1>
      <p class="lead">${lead}</p>
      <form method="post" action="?choose=${choice}"><button type="submit">${words.confirm}</button></form>
    </main>`,
  )
}

export function chosenPage(page: Plain): string {
  const words = wordsIn(page.language)
  return plainPage(page, words.chosen, '')
}

function plainPage(page: Plain, title: string, lead: string): string {
  return whole(
    page,
    title,
    html`<main data-sent>
      <h1>${title}</h1>
      ${lead !== '' && html`<p class="lead">${lead}</p>`}
    </main>`,
  )
}

function whole({ brand, style, language }: Plain, title: string, body: Html): string {
  return `<!doctype html>\n${
    html`<html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/s/survey/survey.css" />
        <link rel="stylesheet" href="${style}" />
        <script src="/s/survey/survey.js" defer></script>
      </head>
      <body>
        <header>${mark()}<b>${brand}</b></header>
        ${body}
      </body>
    </html>`.html
  }\n`
}
