/** How the team is: figures of the whole team, never of one person; what is not known says so. */
import type { ReactNode } from 'react'
import { useRoomToAct, useWaiting } from './api.ts'

/** `hindrances` is what got in people's way. */
export function TeamCard({ hindrances }: { hindrances: ReactNode }) {
  const waiting = useWaiting().data?.counts.team
  return (
    <section className="HomeCard Paper" aria-labelledby="home-team">
      <header className="row between">
        <h2 className="head" id="home-team">
          How the team is
        </h2>
        <span className="small third">Whole team only, never one person</span>
      </header>
      <div className="HomeTeam">
        <div>
          <h3 className="HomeTeam-label">Moments waiting</h3>
          <p>
            <b className="HomeTeam-figure">{waiting ?? '–'}</b> <span className="second">now</span>
          </p>
          <p className="small third">By the hour is not kept yet, nor is work after hours.</p>
        </div>
        <div>
          <h3 className="HomeTeam-label">What got in your way?</h3>
          {hindrances}
        </div>
        <div>
          <h3 className="HomeTeam-label">Room to act</h3>
          <RoomToAct />
        </div>
      </div>
    </section>
  )
}

function RoomToAct() {
  const { data, error } = useRoomToAct()
  if (!data) return <p className="second">{error ? 'It could not be read.' : '…'}</p>
  const { team, limitMinor, currency, month } = data
  const money = new Intl.NumberFormat('en-US', { style: 'currency', currency, maximumFractionDigits: 0 })
  const digits = money.resolvedOptions().currency === 'JPY' ? 1 : 100
  const all = limitMinor * Math.max(1, team.members)
  return (
    <p>
      {money.format(team.usedMinor / digits)}
      {limitMinor > 0 ? ` of ${money.format(all / digits)}` : ''} used in {monthWords(month)}, on {team.acts}{' '}
      {team.acts === 1 ? 'act' : 'acts'} for {team.customers}{' '}
      {team.customers === 1 ? 'customer' : 'customers'}.
    </p>
  )
}

const monthWords = (month: string) =>
  new Intl.DateTimeFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(
    new Date(`${month}-01T12:00:00Z`),
  )
