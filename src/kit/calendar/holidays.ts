/** Public holidays of a country or region, from the date-holidays tables, as calendar holidays. */
import Holidays from 'date-holidays'
import type { Holiday } from '#kit/calendar.ts'
import { Refusal } from '#kit/refusal.ts'

/**
 * The public holidays of a place in some years, one entry a day, sorted by day. `region` is the part after the dash in ISO 3166-2
 * (`NY`, `BY`). Refuses `holidays_unknown` for a place the tables do not have.
 */
export function publicHolidays(
  place: { readonly country: string; readonly region?: string },
  years: readonly number[],
): readonly Holiday[] {
  const { country, region } = place
  const known = new Holidays().getCountries()
  const tables = region ? new Holidays(country, region) : new Holidays(country)
  const regions = known?.[country] ? (new Holidays().getStates(country) ?? {}) : undefined
  if (!regions || (region && !regions[region])) {
    const name = region ? `${country}-${region}` : country
    throw new Refusal('holidays_unknown', `No holidays are known for "${name}".`, { country, region })
  }
  const names = new Map<string, string>()
  for (const year of years) {
    for (const holiday of tables.getHolidays(year, 'en')) {
      const day = holiday.date.slice(0, 10)
      if (holiday.type === 'public' && !names.has(day)) names.set(day, holiday.name)
    }
  }
  return [...names].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, name]) => ({ on, name }))
}
