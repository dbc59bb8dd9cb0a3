/** How many people a figure about people must be made of before it may be shown: fewer would tell of one of them (SAFETY.md R24). */

/** The least number of people behind any figure about people. */
export const CROWD = 5

/** The figure where enough different people stand behind it, else null. `people` are their ids; doubles count once. */
export function ofCrowd<T>(people: Iterable<string>, figure: () => T): T | null {
  return new Set(people).size >= CROWD ? figure() : null
}

/**
 * Groups of a whole that may be shown side by side: each has a crowd. Where leaving one small group out would tell it by the
 * difference to the whole, the next smallest is left out with it. Answers the names that may be shown.
 */
export function groupsOfCrowd(groups: ReadonlyMap<string, number>): ReadonlySet<string> {
  const sorted = [...groups].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
  let hidden = 0
  let people = 0
  for (const [, size] of sorted) {
    const isSafe = size >= CROWD && (people === 0 || people >= CROWD)
    if (isSafe) break
    hidden += 1
    people += size
  }
  return new Set(sorted.slice(hidden).map(([name]) => name))
}
