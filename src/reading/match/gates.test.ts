/** The index and the gates only spare work: every rule's own examples give the same hits when each pattern is walked at each token. */
import { expect, test } from 'vitest'
import { PACKS, readableLanguages, rulebookFor } from '../packs/index.ts'
import { findHits } from '../rulebook.ts'
import type { Rulebook, RuleHit } from '../rulebook.ts'
import { cutHistory } from '../text/history.ts'
import { normalise } from '../text/normalise.ts'
import { scan } from '../text/scan.ts'
import { gatesOf } from './gates.ts'

/** The rulebook with every pattern a candidate at every token, and no gate shut. */
function ungated(book: Rulebook): Rulebook {
  const entries = book.entries.map((entry) => ({
    ...entry,
    pattern: { ...entry.pattern, next: undefined, last: undefined },
  }))
  const { list } = gatesOf([entries], 1)
  const words = book.vocabulary.size
  const gates = { list, begins: new Int32Array(words), ends: new Int32Array(words).fill(list.length) }
  return { ...book, entries, byShape: [], gates }
}

const inOrder = (hits: readonly RuleHit[]): string[] => hits.map((hit) => JSON.stringify(hit)).sort()

test.each(readableLanguages)('gated and ungated reading find the same in every example (%s)', (language) => {
  const book = rulebookFor(language)!
  const open = ungated(book)
  const texts = PACKS.filter((pack) => pack.language === language).flatMap(({ must, mustNot }) => [
    ...must.map((each) => (typeof each === 'string' ? each : each[0])),
    ...mustNot,
  ])
  expect(texts.length).toBeGreaterThan(20)
  for (const text of texts) {
    const tokens = scan(cutHistory(normalise(text)), book.vocabulary)
    expect([text, inOrder(findHits(book, tokens))]).toEqual([text, inOrder(findHits(open, tokens))])
  }
})
