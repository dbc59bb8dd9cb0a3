/** What agents noted where the workbook is looking, and what they said on Friday: their words without names, none under five people. */
import { LoadingLines } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { fridayWords } from './say.ts'
import { useAgentsSay } from './useVoice.ts'

const SHOWN = 4

export function AgentsSay({ touchpoint }: { touchpoint: string | undefined }) {
  const { data, error } = useAgentsSay(touchpoint)
  if (!data)
    return error ? <p className="second">{failureWords(error)}</p> : <LoadingLines widths={[92, 80]} />
  const { noted, friday } = data
  return (
    <>
      {noted && noted.lines.length > 0 && (
        <div className="stack" data-gap="6">
          <Lines lines={noted.lines} />
          <p className="small third">
            Logged by {noted.people} people {touchpoint === undefined ? '' : 'here '}in 90 days
          </p>
        </div>
      )}
      {friday && friday.lines.length > 0 && (
        <div className="stack" data-gap="6">
          <Lines lines={friday.lines} />
          <p className="small third">
            {friday.answered} answered, {fridayWords(friday.fridayOn)}
          </p>
        </div>
      )}
      {!noted?.lines.length && !friday?.lines.length && (
        <p className="second">
          Fewer than five people wrote about {touchpoint === undefined ? 'their work' : 'this place'} or
          answered on Friday, so nothing is shown.
        </p>
      )}
    </>
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.slice(0, SHOWN).map((line, index) => (
        <p key={index} className="voice">
          “{line}”
        </p>
      ))}
      {lines.length > SHOWN && (
        <details className="small second">
          <summary>{lines.length - SHOWN} more</summary>
          {lines.slice(SHOWN).map((line, index) => (
            <p key={index} className="voice">
              “{line}”
            </p>
          ))}
        </details>
      )}
    </>
  )
}
