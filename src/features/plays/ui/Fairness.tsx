/** Who gets small acts: the share of customers touched, by segment, each with its interval. */
import { useQuery } from '@tanstack/react-query'
import type { FairnessAnswer } from '#features/plays/contract.ts'
import { Answered } from '#web/Answered.tsx'
import { read } from './api.ts'
import { AUTONOMY } from './useAutonomy.ts'

type Share = FairnessAnswer['all']

export function Fairness() {
  const { data, error, refetch } = useQuery({ queryKey: [AUTONOMY, 'fairness'], queryFn: read.fairness })
  return (
    <section className="Paper SettingsCard" aria-labelledby="fairness">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="fairness">
          Who gets them
        </h2>
        <span className="small third">
          Of the customers with a moment{data && ` in the last ${data.days} days`}, the share a small act
          reached; 95% intervals
        </span>
      </div>
      <Answered answer={data} error={error} onRetry={refetch} failed="Who gets them could not be worked out.">
        {(data) =>
          data.all.customers === 0 ? (
            <p className="second">Nobody has had a moment yet, so there is nothing to compare.</p>
          ) : (
            <table className="Shares">
              <thead>
                <tr>
                  <th scope="col">Customers</th>
                  <th scope="col">
                    <span className="visually-hidden">As an interval</span>
                  </th>
                  <th scope="col">Reached</th>
                  <th scope="col">Cost money</th>
                </tr>
              </thead>
              <tbody>
                <ShareRow label="Everyone" share={data.all} />
              </tbody>
              {data.groups.map((group) => (
                <tbody key={group.by}>
                  <tr>
                    <th scope="rowgroup" colSpan={4} className="Shares-group small second">
                      {group.label}
                    </th>
                  </tr>
                  {group.segments.map((segment) => (
                    <ShareRow key={segment.segment} label={segment.label} share={segment} />
                  ))}
                </tbody>
              ))}
            </table>
          )
        }
      </Answered>
      {data?.isPartial && (
        <p className="small third">There are more customers than were looked at; this is a part of them.</p>
      )}
    </section>
  )
}

function ShareRow({ label, share }: { label: string; share: Share }) {
  const percent = (ratio: number) => Math.round(100 * ratio)
  const { low, high } = share
  return (
    <tr>
      <th scope="row">{label}</th>
      <td className="Shares-line">
        {low !== null && high !== null && share.share !== null && (
          <span className="Shares-axis" aria-hidden="true">
            <span
              className="Shares-interval"
              style={{ insetInlineStart: `${100 * low}%`, width: `${Math.max(0.5, 100 * (high - low))}%` }}
            />
            <span className="Shares-dot" style={{ insetInlineStart: `${100 * share.share}%` }} />
          </span>
        )}
      </td>
      <td>
        {share.share === null || low === null || high === null ? (
          <span className="third">nobody</span>
        ) : (
          <>
            {percent(low)} to {percent(high)}%{' '}
            <span className="third">
              {share.touched} of {share.customers}
            </span>
          </>
        )}
      </td>
      <td className="second">{share.given}</td>
    </tr>
  )
}
