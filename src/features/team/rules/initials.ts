/** Small rules about people. Pure. */

/** One or two letters for a round badge: "Priya Nair" → "PN". */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const [first = '?'] = words
  const last = words.length > 1 ? (words.at(-1) ?? '') : ''
  return `${[...first][0] ?? '?'}${[...last][0] ?? ''}`.toUpperCase()
}
