/** Columns of many rows as PostgreSQL array text: the driver's own writing of them costs as much as the insert (measured 2026-11). */

/** Values that need no quotes: ids, times, our own words for kinds. */
export function plainArray(values: readonly (string | null)[]): string {
  return `{${values.map((value) => value ?? 'NULL').join(',')}}`
}

/** Any text. */
export function textArray(values: readonly (string | null)[]): string {
  return `{${values.map(quoted).join(',')}}`
}

function quoted(value: string | null): string {
  if (value === null) return 'NULL'
  return value.includes('"') || value.includes('\\') ? `"${value.replace(/["\\]/g, '\\$&')}"` : `"${value}"`
}
