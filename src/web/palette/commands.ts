/** What ⌘K offers and how it is found by typing: the keys of the screen, the places, the colours. Pure. */

export type Command = {
  id: string
  icon: string
  label: string
  /** As a binding writes it: "g m"; shown at the end, so that the key is learned. */
  keys?: string
  /** More in the machine's words. */
  detail?: string
  /** What the customer said. */
  words?: string
  run: () => void
}

/** Those whose words begin with every typed word, best first; all of them when nothing is typed. */
export function matching(commands: readonly Command[], typed: string): Command[] {
  const wanted = wordsOf(typed)
  if (wanted.length === 0) return [...commands]
  return commands
    .map((command, place) => ({ command, place, score: scoreOf(command, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .map(({ command }) => command)
}

/** 0 when a word is missing; earlier words of the label count more. */
function scoreOf({ label, keys }: Command, wanted: readonly string[]): number {
  const words = wordsOf(label)
  if (keys !== undefined && keys.replace(' ', '') === wanted.join('')) return 2
  let score = 0
  for (const part of wanted) {
    const at = words.findIndex((word) => word.startsWith(part))
    if (at < 0) return 0
    score += 1 / (1 + at)
  }
  return score / wanted.length
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}?/]+/u)
    .filter((word) => word !== '')
}
