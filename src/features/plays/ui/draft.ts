/** A reply being written: its text and which stretches of it the agent added from small acts. Pure. */

export type Added = { actId: string; start: number; end: number }
export type Draft = { text: string; added: readonly Added[] }

/** Puts an act's words at the end, before a closing line when there is one ("Best,\nPriya" stays last). */
export function addWords(draft: Draft, actId: string, offered: string): Draft {
  const words = offered.trim()
  if (words === '' || draft.added.some((each) => each.actId === actId)) return draft
  const at = endOfBody(draft.text)
  const before = draft.text.slice(0, at)
  const gap = before === '' || /\s$/.test(before) ? '' : ' '
  const after = draft.text.slice(at)
  const start = at + gap.length
  const end = start + words.length
  const moved = draft.added.map((each) =>
    each.start >= at ? shifted(each, gap.length + words.length) : each,
  )
  return {
    text: before + gap + words + after,
    added: [...moved, { actId, start, end }].sort((a, b) => a.start - b.start),
  }
}

/** Takes an act's words out again, with the space that came with them; also what the agent has changed inside them. */
export function removeWords(draft: Draft, actId: string): Draft {
  const gone = draft.added.find((each) => each.actId === actId)
  if (!gone) return draft
  const start = draft.text[gone.start - 1] === ' ' ? gone.start - 1 : gone.start
  const length = gone.end - start
  return {
    text: draft.text.slice(0, start) + draft.text.slice(gone.end),
    added: draft.added
      .filter((each) => each !== gone)
      .map((each) => (each.start >= gone.end ? shifted(each, -length) : each)),
  }
}

/** Follows the agent's typing: marks move, grow and shrink with the text; one whose words are all gone is let go. */
export function editText(draft: Draft, text: string): Draft {
  const { head, cutEnd, grown } = changeOf(draft.text, text)
  return { text, added: draft.added.flatMap((each) => followed(each, head, cutEnd, grown)) }
}

/** What one edit did: [head, cutEnd) of the old text was replaced by a stretch that is `grown` longer. */
function changeOf(was: string, text: string) {
  let head = 0
  while (head < was.length && head < text.length && was[head] === text[head]) head += 1
  let tail = 0
  const most = Math.min(was.length, text.length) - head
  while (tail < most && was[was.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1
  return { head, cutEnd: was.length - tail, grown: text.length - was.length }
}

/** The place for one's own words: it may be empty and stays; what is typed at it belongs to it. */
export function followSlot<S extends { start: number; end: number }>(slot: S, was: string, text: string): S {
  const { head, cutEnd, grown } = changeOf(was, text)
  if (cutEnd < slot.start || (cutEnd === slot.start && head < slot.start))
    return { ...slot, start: slot.start + grown, end: slot.end + grown }
  if (head > slot.end) return slot
  const start = Math.min(slot.start, head)
  return { ...slot, start, end: Math.max(start, slot.end >= cutEnd ? slot.end + grown : cutEnd + grown) }
}

/** A mark after [head, cutEnd) of the old text was replaced by a stretch that is `grown` longer. */
function followed(mark: Added, head: number, cutEnd: number, grown: number): Added[] {
  if (cutEnd <= mark.start) return [shifted(mark, grown)]
  if (head >= mark.end) return [mark]
  const start = mark.start <= head ? mark.start : cutEnd + grown
  const end = mark.end >= cutEnd ? mark.end + grown : head
  return end > start ? [{ ...mark, start, end }] : []
}

/** Where the body ends: before a last paragraph that is only a short closing. */
function endOfBody(text: string): number {
  const trimmed = text.trimEnd()
  const lastBreak = trimmed.lastIndexOf('\n\n')
  if (lastBreak > 0 && trimmed.length - lastBreak <= 42) return lastBreak
  return trimmed.length
}

function shifted(each: Added, by: number): Added {
  return { ...each, start: each.start + by, end: each.end + by }
}
