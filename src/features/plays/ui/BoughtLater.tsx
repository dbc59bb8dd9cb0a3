/** What acts cost beside what those customers bought later. Side by side, and no cause is claimed. */
import { useQuery } from '@tanstack/react-query'
import { formatMoney } from '#kit/money.ts'
import { Answered } from '#web/Answered.tsx'
import { LoadingLines } from '#web/components/Faces.tsx'
import { read } from './api.ts'
import { AUTONOMY } from './useAutonomy.ts'

export function BoughtLater() {
  const { data, error, refetch } = useQuery({ queryKey: [AUTONOMY, 'later'], queryFn: read.later })
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: data?.currency ?? 'USD' })
  return (
    <section className="Paper SettingsCard" aria-labelledby="later">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="later">
          What it cost, and what they bought later
        </h2>
        {data && <span className="small third">Orders in the {data.windowDays} days after an act</span>}
      </div>
      <Answered
        answer={data}
        error={error}
        onRetry={refetch}
        failed="Later orders could not be read."
        loading={<LoadingLines widths={[70, 50]} />}
      >
        {(data) => (
          <>
            {data.rows.length > 0 && (
              <table className="Shares">
                <thead>
                  <tr>
                    <th scope="col">Act</th>
                    <th scope="col">Times</th>
                    <th scope="col">Cost</th>
                    <th scope="col">Ordered again</th>
                    <th scope="col">For</th>
                  </tr>
                </thead>
                <tbody>
                  {data.rows.map((row) => (
                    <tr key={row.kind}>
                      <th scope="row">{row.label}</th>
                      <td>{row.acts}</td>
                      <td>{money(row.costMinor)}</td>
                      <td>
                        {row.boughtAgain} <span className="third">of {row.customers}</span>
                      </td>
                      <td>{money(row.boughtMinor)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
            <p className="small second">
              {data.sentence}
              {data.waiting > 0 &&
                ` ${data.waiting} ${data.waiting === 1 ? 'customer is' : 'customers are'} still within those days and not counted yet.`}
            </p>
          </>
        )}
      </Answered>
    </section>
  )
}
