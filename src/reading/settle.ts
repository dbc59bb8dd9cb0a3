/** Turns the hits of many rules into at most one moment of a kind: weighs them, and lets kinds overrule each other. */
import type { MomentKind } from './kinds.ts'
import type { RuleHit } from './rulebook.ts'

/** Belief from which a moment is shown, 0 to 1. */
const SHOWN = 0.5

/** The clearest hit of every kind that is believed. Weak hits of different rules or sentences add up (noisy or). */
export function settle(hits: readonly RuleHit[]): RuleHit[] {
  const byKind = new Map<MomentKind, RuleHit[]>()
  for (const hit of overruled(hits)) {
    const list = byKind.get(hit.kind)
    if (list === undefined) byKind.set(hit.kind, [hit])
    else list.push(hit)
  }
  const shown: RuleHit[] = []
  for (const list of byKind.values()) {
    const best = clearest(list)
    const belief = 1 - list.reduce((doubt, hit) => doubt * (1 - hit.score), 1)
    if (belief >= SHOWN) shown.push({ ...best, score: Math.max(best.score, Math.min(belief, 0.99)) })
  }
  return shown
}

/** The best believed hit, the earliest among equals. */
function clearest(list: readonly RuleHit[]): RuleHit {
  let best = list[0] as RuleHit
  for (const hit of list)
    if (hit.score > best.score || (hit.score === best.score && hit.from < best.from)) best = hit
  return best
}

/** Drops hits that another kind explains better. */
function overruled(hits: readonly RuleHit[]): RuleHit[] {
  const failed = new Set<number>()
  let praise = 0
  let complaint = 0
  for (const hit of hits) {
    if (hit.kind === 'complaint' && hit.score >= SHOWN) failed.add(hit.sentence)
    if (hit.kind === 'praise') praise += hit.score
    if (hit.kind === 'complaint') complaint += hit.score
  }
  return hits.filter((hit) => {
    // Thanks in the same breath as a failure is sarcasm, unless the rule is sure of the good deed.
    if (hit.kind === 'thanks' && hit.score < 0.8 && failed.has(hit.sentence)) return false
    // A small remark in a rave is no complaint.
    if (hit.kind === 'complaint' && hit.score < 0.6 && praise >= 2.4 && complaint < 0.9) return false
    return true
  })
}
