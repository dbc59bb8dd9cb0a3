/** Initials on a soft colour that stays the same for the same person; the name always stands beside it. */
const TONES = ['lake', 'plum', 'honey', 'fern', 'brick'] as const

export function Avatar({ name, initials, size }: { name: string; initials?: string; size?: 's' | 'l' }) {
  return (
    <span className="Avatar" data-size={size} data-tone={toneOf(name)} aria-hidden="true">
      {initials ?? initialsOf(name)}
    </span>
  )
}

/** "Maren Oduya" → "MO"; at most two letters. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word))
  const first = words[0]?.[0] ?? '?'
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''
  return (first + last).toUpperCase()
}

function toneOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 44 + (letter.codePointAt(0) ?? 0)) % 9973
  return TONES[sum % TONES.length] ?? 'lake'
}
