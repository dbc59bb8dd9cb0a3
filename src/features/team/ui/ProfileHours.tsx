/** Her week and her zone, a line a day. */
import { useId } from 'react'
import type { ChangeProfile, Hours, Profile } from '#features/team/contract.ts'
import { useSession } from '#web/session.ts'

/** Saves some of the profile; `before` is what it is taken back to. */
export type SaveProfile = (change: ChangeProfile, before: ChangeProfile, told: string) => Promise<void>

const DAYS = [
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
] as const
type Day = (typeof DAYS)[number][0]

export function ProfileHours({ profile, onSave }: { profile: Profile; onSave: SaveProfile }) {
  const { hours, zone } = profile
  function set(day: Day, windows: Hours[Day] | undefined) {
    const { [day]: _, ...others } = hours
    const next: Hours = windows && windows.length > 0 ? { ...others, [day]: windows } : others
    void onSave({ hours: next }, { hours }, 'Your hours are saved.')
  }
  return (
    <div className="stack" data-gap="8">
      <ZoneField
        zone={zone}
        onSave={(next) => void onSave({ zone: next }, { zone }, 'Your zone is saved.')}
      />
      <ul className="ProfileWeek" aria-label="My week">
        {DAYS.map(([day, name]) => (
          <DayLine key={day} name={name} windows={hours[day] ?? []} onSet={(windows) => set(day, windows)} />
        ))}
      </ul>
      <p className="small third">
        Colleagues see whether you work now before they hand something over. Nobody counts your hours.
      </p>
    </div>
  )
}

type Windows = NonNullable<Hours[Day]>

function DayLine({
  name,
  windows,
  onSet,
}: {
  name: string
  windows: Windows
  onSet: (windows: Windows) => void
}) {
  const [window] = windows
  const put = (from: string, until: string) => from < until && onSet([[from, until], ...windows.slice(1)])
  return (
    <li className="ProfileWeek-day">
      <label className="row" data-gap="8">
        <input
          type="checkbox"
          checked={window !== undefined}
          onChange={(event) => onSet(event.currentTarget.checked ? [['09:00', '17:00']] : [])}
        />
        {name}
      </label>
      {window ? (
        <span className="row" data-gap="6">
          <input
            type="time"
            className="Input"
            aria-label={`${name}, from`}
            value={window[0]}
            onChange={(event) => put(event.currentTarget.value, window[1])}
          />
          <span className="third">to</span>
          <input
            type="time"
            className="Input"
            aria-label={`${name}, until`}
            value={window[1]}
            onChange={(event) => put(window[0], event.currentTarget.value)}
          />
        </span>
      ) : (
        <span className="third">free</span>
      )}
    </li>
  )
}

function ZoneField({ zone, onSave }: { zone: string | null; onSave: (zone: string | null) => void }) {
  const id = useId()
  const { workspace } = useSession()
  const zones = Intl.supportedValuesOf('timeZone')
  return (
    <div className="Field ProfileZone">
      <label htmlFor={id}>Time zone</label>
      <select
        id={id}
        className="Input"
        value={zone ?? ''}
        onChange={(event) => onSave(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        <option value="">As the team’s: {workspace.zone}</option>
        {[...new Set([...(zone === null ? [] : [zone]), ...zones])].map((name) => (
          <option key={name} value={name}>
            {name.replaceAll('_', ' ')}
          </option>
        ))}
      </select>
    </div>
  )
}
