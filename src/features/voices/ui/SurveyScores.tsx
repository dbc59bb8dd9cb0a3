/** Scores of a survey: the interval first, then the value, and beside both how many answered. */
import type { SurveyResult, SurveyScore } from '#features/voices/contract.ts'
import { intervalWords, MEASURE_NAMES, placeOf, returnWords, valueWords } from './survey-say.ts'

export function SurveyScores({ result }: { result: SurveyResult }) {
  return (
    <div className="stack" data-gap="4">
      {result.scores.length === 0 && <p className="small third">No answer yet.</p>}
      {result.scores.map((score) => (
        <Score key={score.measure} score={score} />
      ))}
      <p className="small third">{returnWords(result.returns)}</p>
    </div>
  )
}

function Score({ score }: { score: SurveyScore }) {
  const { measure, answers } = score
  if (!score.score) return null
  const { low, high, value } = score.score
  const [from, to] = [placeOf(measure, low), placeOf(measure, high)]
  return (
    <div className="SurveyScore">
      <span className="small second">{MEASURE_NAMES[measure]}</span>
      <span className="SurveyScore-line" aria-hidden="true">
        <i className="SurveyScore-range" style={{ insetInlineStart: `${from}%`, width: `${to - from}%` }} />
        <i className="SurveyScore-dot" style={{ insetInlineStart: `${placeOf(measure, value)}%` }} />
      </span>
      <b>{valueWords(measure, value)}</b>
      <span className="small third">
        {intervalWords(score)} · {answers} {answers === 1 ? 'answer' : 'answers'}
        {score.mean && ` · mean ${score.mean.value.toFixed(1)}`}
      </span>
    </div>
  )
}
