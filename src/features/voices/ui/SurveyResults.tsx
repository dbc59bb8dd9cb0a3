/** What surveys came to, cut by survey, trigger, channel or month; as lines with their intervals. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answered } from '#web/Answered.tsx'
import { Segments } from '#web/components/Segments.tsx'
import { read, SURVEYS } from './survey-api.ts'
import { SurveyScores } from './SurveyScores.tsx'

type Cut = 'survey' | 'trigger' | 'channel' | 'month'

export function SurveyResults() {
  const [by, setBy] = useState<Cut>('survey')
  const [days, setDays] = useState<'30' | '90' | '365'>('90')
  const { data, error, refetch } = useQuery({
    queryKey: [...SURVEYS, 'results', by, days],
    queryFn: () => read.results({ by, days: Number(days) }),
  })
  return (
    <section className="Paper SurveyCard" aria-labelledby="results">
      <div className="row between wrap" data-gap="8">
        <h2 className="head" id="results">
          Results
        </h2>
        <span className="row wrap" data-gap="8">
          <Segments
            label="Cut by"
            value={by}
            onChange={setBy}
            choices={[
              { value: 'survey', label: 'Survey' },
              { value: 'trigger', label: 'Trigger' },
              { value: 'channel', label: 'Channel' },
              { value: 'month', label: 'Month' },
            ]}
          />
          <Segments
            label="How far back"
            value={days}
            onChange={setDays}
            choices={[
              { value: '30', label: '30 days' },
              { value: '90', label: '90' },
              { value: '365', label: 'a year' },
            ]}
          />
        </span>
      </div>
      <Answered answer={data} error={error} onRetry={refetch} failed="The results could not be read.">
        {(data) => (
          <ul className="SurveyResults">
            {[data.total, ...(data.items.length > 1 ? data.items : [])].map((result, i) => (
              <li key={i === 0 ? 'total' : result.key}>
                <h3 className="strong">{result.label}</h3>
                <SurveyScores result={result} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <p className="small third">
        Satisfied is 4 and 5 of 5, easy is 5 to 7 of 7, NPS is promoters less detractors. The bar is where the
        score lies in 95 of 100 cases.
      </p>
    </section>
  )
}
