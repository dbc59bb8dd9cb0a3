/** What a member says about herself: preferences, name, nicknames, zone, hours, and that she is away. */
import { checkCalendar, isOpenAt, type Calendar } from '#kit/calendar.ts'
import { homesOf } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { DAY_MS, isZone } from '#kit/time.ts'
import { announce } from '#platform/announcements.ts'
import { audit } from '#platform/audit/index.ts'
import { transact, type Actor, type Scope } from '#platform/scope.ts'
import { Preferences, type ChangeProfile, type Hours } from '../contract.ts'
import {
  findMember,
  listMembers,
  setAway,
  setPreferences,
  setProfile,
  type Member,
} from '../store/members.ts'

/** The one who asks, where it is a person. Refuses `not_allowed` to programs. */
export function meOf({ actor }: Pick<Scope, 'actor'>): Extract<Actor, { kind: 'member' }> {
  if (actor.kind !== 'member') throw new Refusal('not_allowed', 'Only people have a profile.')
  return actor
}

export async function savePreferences(scope: Scope, preferences: Preferences): Promise<Preferences> {
  if (scope.actor.kind === 'member')
    await setPreferences(scope.db, scope.workspace.id, scope.actor.id, preferences)
  return preferences
}

export async function preferencesOf(scope: Scope): Promise<Preferences> {
  const members = await listMembers(scope.db, scope.workspace.id)
  const mine = members.find(({ id }) => scope.actor.kind === 'member' && id === scope.actor.id)
  return Preferences.parse(Preferences.safeParse(mine?.preferences ?? {}).data ?? {})
}

/** Changes what is given. Refuses `zone_unknown`, `calendar_invalid` and `name_taken`. */
export async function changeProfile(scope: Scope, change: ChangeProfile): Promise<void> {
  const { id } = meOf(scope)
  if (change.zone != null && !isZone(change.zone))
    throw new Refusal('zone_unknown', `There is no time zone ${change.zone}.`)
  if (change.hours) checkHours(change.hours)
  await scope.db.people(scope.workspace.id, async (db) => {
    const me = await findMember(db, scope.workspace.id, id)
    if (!me) throw new Refusal('member_not_found', 'You are not on this team any more.')
    await setProfile(db, {
      ...me,
      name: change.name ?? me.name,
      nicknames: change.nicknames ? [...new Set(change.nicknames)] : me.nicknames,
      zone: change.zone === undefined ? me.zone : change.zone,
      hours: change.hours ?? me.hours,
    })
  })
}

function checkHours(hours: Hours): void {
  if (Object.values(hours).some((windows) => windows.length > 0)) checkCalendar(weekOf(hours, 'UTC'))
}

const weekOf = (week: Hours, zone: string): Calendar => ({ zone, week })

/** Whether her hours say that she works now; null where she gave none. */
export function worksNow({ hours, zone }: Pick<Member, 'hours' | 'zone'>, scope: Scope): boolean | null {
  if (Object.values(hours).every((windows) => windows.length === 0)) return null
  return isOpenAt(weekOf(hours, zone ?? scope.workspace.zone), scope.now)
}

/** Days somebody can be away; longer is not away, but gone. */
const AWAY_DAYS = 365

/** Says until when the one who asks is away, null for back; what is handed to her says so. Refuses `away_past`, `away_too_long`. */
export async function setMyAbsence(scope: Scope, until: Date | null): Promise<void> {
  if (scope.actor.kind === 'member') await setAbsenceOf(scope, scope.actor.id, until)
}

/** As `setMyAbsence`, for anybody on the team. Refuses `member_not_found` too. */
export async function setAbsenceOf(scope: Scope, id: Member['id'], until: Date | null): Promise<void> {
  if (until && until <= scope.now) throw new Refusal('away_past', 'Choose a time that is still to come.')
  if (until && until.getTime() > scope.now.getTime() + AWAY_DAYS * DAY_MS)
    throw new Refusal('away_too_long', `Choose a time within ${AWAY_DAYS} days.`)
  if ((await setAway(scope.db, scope.workspace.id, id, until)) === 0)
    throw new Refusal('member_not_found', 'There is nobody of that id on the team.')
  const [home] = homesOf(scope.workspace)
  if (home === undefined) return
  const body = { memberId: id, until: until?.toISOString() ?? null }
  await transact(scope, async (scope) => {
    await announce(scope, home, 'member.away', body)
    const isHerself = scope.actor.kind === 'member' && scope.actor.id === id
    if (!isHerself)
      await audit(scope, 'member.changed', { subject: { kind: 'member', id }, details: { fields: 'away' } })
  })
}
