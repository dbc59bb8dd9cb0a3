/** What promises are counted with: the workspace's calendar, its standing promises, its usual time for those without one; read and changed. */
import { checkCalendar, officeHours, type Calendar, type Span } from '#kit/calendar.ts'
import { publicHolidays } from '#kit/calendar/holidays.ts'
import { holidaysFromIcal } from '#kit/calendar/ical.ts'
import { Refusal } from '#kit/refusal.ts'
import { dayNumberOf, dayOf } from '#kit/time.ts'
import { listMembers, type Member } from '#features/team/index.ts'
import { audit } from '#platform/audit/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import type { AddHolidays, CalendarAnswer, CalendarSetting, StandingPromise } from '../contract.ts'
import type { z } from 'zod'
import type { OpeningContext } from '../rules/opening.ts'
import { standingPromisesOf } from '../rules/standing-promises.ts'
import { findCalendarText, listStandingPromises, setCalendar, setStandingPromise } from '../store/settings.ts'
import { moveOpenPromises } from './move.ts'

/** What a promise without a time is taken to mean until a workspace says otherwise. */
const USUAL: Span = { amount: 2, unit: 'business_day' }

/** By workspace: the calendar last read. A calendar is fast only as long as it is the same object (decision 0010). */
const held = new Map<
  number,
  { readonly text: string; readonly setting: CalendarSetting & { undated: Span } }
>()

export type Settings = OpeningContext & { readonly members: ReadonlyMap<string, Member> }

/** Everything promises are opened and counted with. */
export async function settingsOf(scope: Scope): Promise<Settings> {
  const members = await listMembers(scope.db, scope.workspace.id)
  const { setting, standing } = await read(scope, async (scope) => ({
    setting: await settingIn(scope),
    standing: standingPromisesOf(await listStandingPromises(scope)),
  }))
  const byName = new Map(
    members.flatMap((member) =>
      [member.name, ...member.nicknames].map((name) => [name.toLowerCase(), member.id] as const),
    ),
  )
  return {
    calendar: calendarOf(setting),
    undated: setting.undated,
    standing,
    memberOf: (name) => (name === null ? null : (byName.get(name.trim().toLowerCase()) ?? null)),
    members: new Map(members.map((member) => [member.id, member])),
  }
}

async function settingIn(scope: TxScope): Promise<CalendarSetting & { undated: Span }> {
  const text = (await findCalendarText(scope)) ?? `office hours ${scope.workspace.zone}`
  const known = held.get(scope.workspace.no)
  if (known?.text === text) return known.setting
  const stored = text.startsWith('{')
    ? (JSON.parse(text) as CalendarSetting)
    : settingFrom(officeHours(scope.workspace.zone))
  const setting = { ...stored, undated: stored.undated ?? USUAL }
  held.set(scope.workspace.no, { text, setting })
  return setting
}

const settingFrom = ({ zone, week, holidays = [] }: Calendar) => ({ zone, week, holidays }) as CalendarSetting

const calendars = new WeakMap<CalendarSetting, Calendar>()

/** The calendar of a setting, the same object for the same setting. */
function calendarOf(setting: CalendarSetting): Calendar {
  const known = calendars.get(setting) ?? (setting as Calendar)
  calendars.set(setting, known)
  return known
}

/** The workspace's business hours. */
export function showCalendar(scope: Scope): Promise<CalendarSetting> {
  return read(scope, settingIn)
}

/** The same to count with: one object as long as nobody changes it. */
export async function workingHours(scope: Scope): Promise<Calendar> {
  return calendarOf(await showCalendar(scope))
}

/**
 * Sets the business hours and counts open promises anew; what was kept or broke stays, and a customer who was told a time
 * keeps what she was told. Refuses `calendar_never_open`, `calendar_invalid`, `zone_unknown`, `day_invalid`, `clock_invalid`.
 */
export async function changeCalendar(scope: Scope, wanted: CalendarSetting): Promise<CalendarAnswer> {
  checkCalendar(wanted as Calendar)
  const before = await showCalendar(scope)
  const setting = { ...wanted, undated: wanted.undated ?? before.undated ?? USUAL }
  await transact(scope, async (scope) => {
    await setCalendar(scope, setting, scope.actor.name)
    await audit(scope, 'setting.changed', { subject: { kind: 'calendar', id: 'hours' } })
  })
  const moved = await moveOpenPromises(scope, { calendar: calendarOf(setting), undated: setting.undated })
  return { calendar: setting, ...moved }
}

/** Adds a place's public holidays; days that stand there already keep their hours. Refuses `holidays_unknown`. */
export async function addHolidays(
  scope: Scope,
  { country, region, years, year }: z.infer<typeof AddHolidays>,
): Promise<CalendarAnswer> {
  const thisYear = Number(dayOf(scope.now, scope.workspace.zone).slice(0, 4))
  const asked = years ?? (year === undefined ? [thisYear, thisYear + 1] : [year])
  const place = region === undefined ? { country } : { country, region }
  return addDays(scope, publicHolidays(place, asked))
}

/** Adds the whole-day events of a calendar file as closed days. Refuses `ical_empty` where it holds none. */
export async function addIcal(scope: Scope, text: string): Promise<CalendarAnswer> {
  const { holidays, left } = holidaysFromIcal(text)
  if (holidays.length === 0)
    throw new Refusal(
      'ical_empty',
      left > 0
        ? `None of its ${left} events lasts a whole day, so none closes one.`
        : 'There is no event in this file; is it an iCalendar (.ics) file?',
    )
  return addDays(scope, holidays)
}

async function addDays(
  scope: Scope,
  days: readonly { readonly on: string; readonly name?: string }[],
): Promise<CalendarAnswer> {
  const before = await showCalendar(scope)
  const known = new Set(before.holidays.map(({ on }) => on))
  const added = days
    .filter(({ on }) => !known.has(on))
    .map(({ on, name }) => ({ on, ...(name === undefined ? {} : { name: name.slice(0, 80) }) }))
  const holidays = [...before.holidays, ...added].sort((a, b) => (a.on < b.on ? -1 : 1))
  if (holidays.length > 500)
    throw new Refusal(
      'calendar_invalid',
      'A calendar holds 500 holidays at most; take out those of past years.',
    )
  for (const { on } of added) if (!on.startsWith('*')) dayNumberOf(on)
  return changeCalendar(scope, { ...before, holidays })
}

/** The promises each touchpoint makes by itself. */
export function showStandingPromises(scope: Scope): Promise<StandingPromise[]> {
  return read(scope, async (scope) => standingPromisesOf(await listStandingPromises(scope)))
}

/** Declares or changes a standing promise; it holds for what comes in from now on. Refuses `standing_promise_id` for an id that is none. */
export async function changeStandingPromise(scope: Scope, one: StandingPromise): Promise<StandingPromise> {
  if (!/^[a-z0-9_]{1,60}$/.test(one.id))
    throw new Refusal(
      'standing_promise_id',
      'The id of a standing promise has small letters, digits and _ only.',
    )
  await transact(scope, async (scope) => {
    await setStandingPromise(scope, one, scope.actor.name)
    await audit(scope, 'setting.changed', { subject: { kind: 'standing promise', id: one.id } })
  })
  return one
}
