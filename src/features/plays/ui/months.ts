/** Months as the screens say them. */

/** "November 2025" of a month as the wire writes it, such as 2025-11. */
export function monthWord(month: string): string {
  const at = new Date(`${month}-15T12:00:00Z`)
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at)
}
