/** Which stretches of a message its writer wrote this time and which are quoted mail or a signature. Pure. */

export type Span = { start: number; end: number }

/** The text in pieces by its spans of history; blank pieces are left out, and so is the blank around a piece. */
export function ownPieces(
  text: string,
  history: readonly Span[],
): { start: number; words: string; isOwn: boolean }[] {
  const edges = [0, ...history.flatMap(({ start, end }) => [start, end]), text.length]
  return edges.slice(0, -1).flatMap((from, i) => {
    const piece = text.slice(from, edges[i + 1])
    const words = piece.trim()
    return words === '' ? [] : [{ start: from + piece.indexOf(words), words, isOwn: i % 2 === 0 }]
  })
}

/** The writer's own words; the whole text where there are none, as in a mail that is only forwarded. */
export function ownText(text: string, history: readonly Span[]): string {
  const own = ownPieces(text, history).filter(({ isOwn }) => isOwn)
  return own.length > 0 ? own.map(({ words }) => words).join('\n\n') : text.trim()
}
