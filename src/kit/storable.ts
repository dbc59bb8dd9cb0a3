/** Which texts a database can keep. Pure. */

/** Whether PostgreSQL can keep the text: no U+0000, no lone surrogate. */
export function isStorable(text: string | undefined): boolean {
  return text === undefined || (!text.includes('\u0000') && text.isWellFormed())
}

/** The path of the first text in plain data that can't be kept ("note", "lines.2.text"); undefined where all can. */
export function unstorableIn(value: unknown, path = ''): string | undefined {
  if (typeof value === 'string') return isStorable(value) ? undefined : path
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, one] of Object.entries(value)) {
    const below = path === '' ? name : `${path}.${name}`
    const found = isStorable(name) ? unstorableIn(one, below) : path
    if (found !== undefined) return found
  }
  return undefined
}
