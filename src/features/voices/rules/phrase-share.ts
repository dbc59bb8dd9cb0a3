/** What the number of comments that hold a phrase says of the phrase. Pure. */

/** A phrase, or a theme, that more than a third of all comments hold tells nothing apart. Of fewer comments no share is told. */
const TOO_MUCH = 1 / 3
const ENOUGH = 30

/** `count` of `read` comments hold it, all of them read. */
export function judgePhrase(count: number, read: number): 'nothing' | 'too_much' | 'fine' {
  if (count === 0) return 'nothing'
  return read >= ENOUGH && count / read > TOO_MUCH ? 'too_much' : 'fine'
}
