/** How often promises were kept at each touchpoint, with 95 % Wilson intervals against the goal; as dots or as a table. */
import { useState } from 'react'
import type { PromiseBoard } from '#features/promises/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { count, percent, worstOf } from './say.ts'
import { scaleOf, verdictOf } from './rates.ts'

type Rate = PromiseBoard['byTouchpoint'][number]

export function KeptRates({ board }: { board: PromiseBoard }) {
  const [isTable, setTable] = useState(false)
  const rates = board.byTouchpoint
    .filter(({ settled }) => settled > 0)
    .sort((a, b) => (b.rate ?? 0) - (a.rate ?? 0))
  const worst = worstOf(board)
  return (
    <section className="KeptRates Paper" aria-labelledby="kept-rates">
      <div className="row between">
        <h2 className="head" id="kept-rates">
          Kept, by touchpoint
        </h2>
        <span className="row small third" data-gap="10">
          30 days, bars show 95% intervals
          {rates.length > 0 && (
            <button type="button" className="Link" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
              {isTable ? 'Show as dots' : 'Show as table'}
            </button>
          )}
        </span>
      </div>
      {rates.length === 0 ? (
        <p className="KeptRates-none second">
          No promise was settled in the last 30 days. The first rates show here once some were.
        </p>
      ) : isTable ? (
        <RateTable rates={rates} goal={board.goal} />
      ) : (
        <Dots rates={rates} goal={board.goal} />
      )}
      {worst && (
        <p className="second">
          <b>
            {worst.label} broke {count(worst.misses)} {worst.misses === 1 ? 'promise' : 'promises'},
          </b>{' '}
          {percent(worst.part, 0)} of all misses.
        </p>
      )}
    </section>
  )
}

function Dots({ rates, goal }: { rates: readonly Rate[]; goal: number }) {
  const scale = scaleOf(rates, goal)
  return (
    <div className="Dots">
      <div className="Dots-plot" aria-hidden="true">
        {scale.ticks.map((tick) => (
          <i key={tick} className="Dots-tick" style={{ insetInlineStart: `${scale.placeOf(tick)}%` }}>
            <span>{percent(tick, 0)}</span>
          </i>
        ))}
        <i className="Dots-tick" data-goal style={{ insetInlineStart: `${scale.placeOf(goal)}%` }}>
          <span>goal</span>
        </i>
      </div>
      <ul>
        {rates.map((rate) => (
          <li key={rate.touchpoint} className="Dots-row">
            <span className="truncate">{rate.label}</span>
            <Interval rate={rate} goal={goal} scale={scale} />
            <b>{rate.rate === null ? '–' : percent(rate.rate, 0)}</b>
            <span className="small third">
              {count(rate.kept)}/{count(rate.settled)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Interval({ rate, goal, scale }: { rate: Rate; goal: number; scale: ReturnType<typeof scaleOf> }) {
  if (rate.rate === null || rate.low === null || rate.high === null)
    return <span className="small third">too early</span>
  const from = scale.placeOf(rate.low)
  const isOn = rate.low < scale.floor
  const verdict = verdictOf(rate, goal)
  return (
    <span className="Interval" data-tone={verdict.tone}>
      <i
        className="Interval-range"
        style={{ insetInlineStart: `${from}%`, width: `${scale.placeOf(rate.high) - from}%` }}
      />
      {isOn && <Icon name="chevron-left" size="s" />}
      <i className="Interval-dot" style={{ insetInlineStart: `${scale.placeOf(rate.rate)}%` }} />
      <span className="visually-hidden">
        likely between {percent(rate.low)} and {percent(rate.high)}, {verdict.words}
      </span>
    </span>
  )
}

function RateTable({ rates, goal }: { rates: readonly Rate[]; goal: number }) {
  return (
    <div className="TableScroll" tabIndex={0} role="region" aria-label="Kept rates as a table">
      <table className="PlainTable">
        <thead>
          <tr>
            <th scope="col">Touchpoint</th>
            <th scope="col">Kept</th>
            <th scope="col">Of</th>
            <th scope="col">Rate</th>
            <th scope="col">95% interval</th>
            <th scope="col">Goal {percent(goal, 0)}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map((rate) => (
            <tr key={rate.touchpoint}>
              <th scope="row">{rate.label}</th>
              <td>{count(rate.kept)}</td>
              <td>{count(rate.settled)}</td>
              <td>{rate.rate === null ? '–' : percent(rate.rate)}</td>
              <td>
                {rate.low === null || rate.high === null
                  ? '–'
                  : `${percent(rate.low)} to ${percent(rate.high)}`}
              </td>
              <td>{verdictOf(rate, goal).words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
