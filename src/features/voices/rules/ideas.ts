/** Which ideas are one idea: what says the same, or nearly, stands with who had it first. Pure. */
import { likenessOf, NEARLY_THE_SAME, type TextPlace } from '#reading/index.ts'
import { sentenceWith } from './summary.ts'

/** An idea as it is compared. */
export type SaidIdea = { readonly id: string; readonly text: string; readonly place: TextPlace }

/** A longer sentence is compared by its beginning. */
const LENGTH = 280
/** A shorter one that is but the phrase says no wish yet: "I'm tall (5'7)." */
const BARE = 16

/**
 * The words of a comment that hold its idea: the sentence of the phrase by which it is one, with the next where that says nothing
 * else ("I'm tall. Is there a tall length?"), or how the comment begins.
 */
export function ideaIn(text: string, mark: { start: number; end: number } | undefined): string {
  if (!mark) return text.trim().slice(0, LENGTH)
  const sentence = sentenceWith(text, mark)
  const beside = sentence.replace(text.slice(mark.start, mark.end), '')
  if (sentence.length > BARE || /\p{L}{2}/u.test(beside)) return sentence.slice(0, LENGTH)
  const from = text.indexOf(sentence)
  const rest = text.slice(from + sentence.length)
  const end = /^[.!?\s]*[^.!?\n]+/.exec(rest)?.[0].length ?? 0
  return text
    .slice(from, from + sentence.length + end)
    .trim()
    .slice(0, LENGTH)
}

/** Which idea each of the fresh ones is: that of the known or earlier one it is most like, or one of its own. Shape: id by id, in the order given. */
export function gatherIdeas(
  known: readonly SaidIdea[],
  fresh: readonly SaidIdea[],
): { id: string; ideaOf: string }[] {
  const leaders = [...known]
  const leaderOf = new Map(known.map(({ text, id }) => [plain(text), id]))
  return fresh.map((idea) => {
    const ideaOf = leaderOf.get(plain(idea.text)) ?? mostLike(leaders, idea) ?? idea.id
    if (ideaOf === idea.id) {
      leaders.push(idea)
      leaderOf.set(plain(idea.text), idea.id)
    }
    return { id: idea.id, ideaOf }
  })
}

function mostLike(leaders: readonly SaidIdea[], { place }: SaidIdea): string | undefined {
  let best: string | undefined
  let most = NEARLY_THE_SAME
  for (const leader of leaders) {
    const alike = likenessOf(leader.place, place)
    if (alike < most || (alike === most && best !== undefined)) continue
    most = alike
    best = leader.id
  }
  return best
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
