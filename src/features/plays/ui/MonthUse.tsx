/** What was given in a month: each in the order of names, never by amount; the team as a whole and by kind. */
import { useQuery } from '@tanstack/react-query'
import type { UseAnswer } from '#features/plays/contract.ts'
import { formatMoney } from '#kit/money.ts'
import { Avatar } from '#web/components/Avatar.tsx'
import { FailedFace, LoadingLines } from '#web/components/Faces.tsx'
import { currentTime } from '#web/clock.ts'
import { failureWords } from '#web/failure.ts'
import { dayOf } from '#web/times.ts'
import { ledgerFile, read } from './api.ts'
import { monthWord } from './months.ts'
import { AUTONOMY } from './useAutonomy.ts'

export function MonthUse({ month, onMonth }: { month: string; onMonth: (month: string) => void }) {
  const { data, error, refetch } = useQuery({
    queryKey: [AUTONOMY, 'use', month],
    queryFn: () => read.use(month),
    placeholderData: (before) => before,
  })
  return (
    <section className="Paper SettingsCard" aria-labelledby="use">
      <div className="SettingsCard-head">
        <h2 className="head grow" id="use">
          Used in {monthWord(month)}
        </h2>
        <input
          type="month"
          className="Input Use-month"
          aria-label="Month"
          value={month}
          max={dayOf(currentTime()).slice(0, 7)}
          onChange={(event) => event.currentTarget.value !== '' && onMonth(event.currentTarget.value)}
        />
        <a className="Link" href={ledgerFile(month)} download={`given-${month}.csv`}>
          File for finance
        </a>
        <a className="Link" href="#ledger">
          Open the ledger
        </a>
      </div>
      {error ? (
        <FailedFace
          title="The month could not be read."
          detail={failureWords(error)}
          onRetry={() => void refetch()}
        />
      ) : data ? (
        <Used use={data} />
      ) : (
        <LoadingLines widths={[60, 80, 50]} />
      )}
    </section>
  )
}

function Used({ use }: { use: UseAnswer }) {
  const money = (amountMinor: number) => formatMoney({ amountMinor, currency: use.currency })
  const { team } = use
  return (
    <>
      <ul className="Use">
        {use.members.map((member) => (
          <li key={member.id}>
            <span className="row" data-gap="6">
              <Avatar name={member.name} initials={member.initials} size="s" />
              <span className="truncate">
                {member.name}
                {member.isYou && <span className="third"> (you)</span>}
              </span>
            </span>
            <span className="Use-bar" aria-hidden="true">
              <span
                style={{ width: `${Math.min(100, (100 * member.usedMinor) / (use.limitMinor || 1))}%` }}
              />
            </span>
            <span className="Use-sum">
              {money(member.usedMinor)} of {money(use.limitMinor)}
            </span>
          </li>
        ))}
      </ul>
      <p className="small third">
        {team.acts === 0
          ? 'Nothing was given this month. Unused money is no virtue: it is there to be spent on people.'
          : `${team.acts} ${team.acts === 1 ? 'act' : 'acts'} for ${team.customers} ${
              team.customers === 1 ? 'customer' : 'customers'
            }, ${money(team.usedMinor)} by the whole team. Unused money is no virtue.`}
      </p>
      {use.byKind.length > 0 && (
        <ul className="row wrap" data-gap="12" aria-label="By kind">
          {use.byKind.map((kind) => (
            <li key={kind.kind} className="small second">
              <b className="strong">{kind.label}</b> {kind.acts}, {money(kind.usedMinor)}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
