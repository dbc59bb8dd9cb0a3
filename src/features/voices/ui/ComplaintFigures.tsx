/** What complaints come to: the span to the first act, first contact resolution by its stated definition, how many customers. */
import { useQuery } from '@tanstack/react-query'
import type { ComplaintFigures as Figures } from '#features/voices/contract.ts'
import { LoadingLines } from '#web/components/Faces.tsx'
import { failureWords } from '#web/failure.ts'
import { COMPLAINTS, read } from './complaint-api.ts'
import { percentWords, spanWords } from './complaint-say.ts'

export function ComplaintFigures() {
  const { data, error } = useQuery({ queryKey: [...COMPLAINTS, 'figures'], queryFn: read.figures })
  if (error) return <p className="small bad">The figures could not be read. {failureWords(error)}</p>
  if (!data) return <LoadingLines widths={[60]} />
  return (
    <section aria-label={`Figures of the last ${data.days} days`}>
      <dl className="ComplaintFigures">
        {tilesOf(data).map(([name, value, detail]) => (
          <div key={name} className="Paper">
            <dt className="small third">{name}</dt>
            <dd className="title">{value}</dd>
            <dd className="small third">{detail}</dd>
          </div>
        ))}
      </dl>
      <p className="small third ComplaintDefinition">
        First contact: {data.definition}
        {data.tooEarly > 0 && ` ${data.tooEarly} solved too lately to tell.`} Spans in brackets hold in 95 of
        100 cases; {data.days} days.
      </p>
    </section>
  )
}

function tilesOf({
  waiting,
  unowned,
  notActedOn,
  firstAct,
  firstContact,
  reopened,
  badExperience,
  churn,
}: Figures): [string, string, string][] {
  const early = 'too early'
  return [
    ['Waiting', String(waiting), `${unowned} without an owner, ${notActedOn} not acted on`],
    ['To the first act', firstAct ? spanWords(firstAct.median) : early, firstAct ? `the middle half ${spanWords(firstAct.from)} to ${spanWords(firstAct.to)}, of ${firstAct.of}` : 'none acted on yet'],
    ['Solved at first contact', firstContact ? `${firstContact.count} of ${firstContact.of}` : early, firstContact ? percentWords(firstContact) : 'no solution has held 7 days yet'],
    ['Came back', reopened ? `${reopened.count} of ${reopened.of}` : early, reopened ? percentWords(reopened) : 'none has ended yet'],
    ['Bad experiences', badExperience ? `${badExperience.perCustomer.toFixed(2)} a customer` : early, badExperience ? `${badExperience.had.count} of ${badExperience.had.of} had one, ${percentWords(badExperience.had)}; ${badExperience.twice} more than one` : 'nobody was heard of'],
    ['Left because of', churn.service + churn.product === 0 ? 'nobody yet' : `service ${churn.service}, product ${churn.product}`, churn.serviceShare ? `service ${percentWords(churn.serviceShare)}` : 'as written down at the end'],
  ] // prettier-ignore
}
