/** The questions of a survey: a measure each, in its standard words or one's own. */
import { Button } from '@mantine/core'
import { MEASURES } from '#features/voices/contract.ts'
import type { Measure, SurveyQuestion } from '#features/voices/contract.ts'

const NAMES: Readonly<Record<Measure, string>> = {
  csat: 'Satisfaction, 1 to 5 (CSAT)',
  ces: 'Ease, 1 to 7 (CES)',
  nps: 'Recommendation, 0 to 10 (NPS)',
}
const MOST = 4

export function SurveyQuestions(props: {
  questions: readonly SurveyQuestion[]
  onChange: (questions: SurveyQuestion[]) => void
}) {
  const { questions } = props
  const put = (key: string, some: Partial<SurveyQuestion>) =>
    props.onChange(questions.map((one) => (one.key === key ? { ...one, ...some } : one)))
  const add = () => {
    const next = [1, 2, 3, 4].map((n) => `q${n}`).find((key) => !questions.some((one) => one.key === key))
    if (next) props.onChange([...questions, { key: next, measure: 'ces', wording: null }])
  }
  return (
    <fieldset className="SurveyQuestions stack" data-gap="8">
      <legend className="small second">Questions</legend>
      {questions.map(({ key, measure, wording }, i) => (
        <div key={key} className="stack" data-gap="4">
          <div className="row" data-gap="6">
            <select
              className="Input"
              aria-label={`Question ${i + 1} measures`}
              value={measure}
              onChange={(event) => put(key, { measure: event.currentTarget.value as Measure })}
            >
              {MEASURES.map((one) => (
                <option key={one} value={one}>
                  {NAMES[one]}
                </option>
              ))}
            </select>
            {questions.length > 1 && (
              <Button size="xs" onClick={() => props.onChange(questions.filter((one) => one.key !== key))}>
                Remove
              </Button>
            )}
          </div>
          <input
            className="Input"
            aria-label={`Question ${i + 1} in your words`}
            placeholder="The standard words, in her language"
            maxLength={200}
            value={wording ?? ''}
            onChange={(event) =>
              put(key, { wording: event.currentTarget.value === '' ? null : event.currentTarget.value })
            }
          />
        </div>
      ))}
      {questions.length < MOST && (
        <Button size="xs" onClick={add}>
          Add a question
        </Button>
      )}
    </fieldset>
  )
}
