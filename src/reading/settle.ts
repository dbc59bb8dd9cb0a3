/** Turns the hits of many rules into at most one moment of a kind: weighs them, and lets kinds overrule each other. */
import type { MomentKind } from './kinds.ts'
import type { HeadKind } from './heads/kinds.ts'
import type { Weighed } from './heads/weigh.ts'
import { KEPT, RELIABILITY } from './heads/weights.ts'
import type { RuleHit } from './rulebook.ts'

/** Belief from which a moment is shown, 0 to 1. */
const SHOWN = 0.5

/**
 * Probabilities of a head from which a kind is shown, 0 to 1: `confirmed` lets stand what the rules found too, `alone` shows what they did
 * not. Where more is shown, fewer are right: chosen on messages that the head had not learned from (our labels by folds, many hands each by
 * what the others taught, 2026-12-01; `node evaluate/cuts.ts`), so that of the least sure findings of our own labels about six in ten are
 * right, and half where somebody waits, asks again, is lost or in a hurry: one that is looked at for nothing costs less than one that is missed.
 */
const SHOWN_FROM: Readonly<Partial<Record<MomentKind, Cuts>>> = {
  complaint: { confirmed: 0.62, alone: 0.68 },
  upset: { confirmed: 0.6, alone: 0.85 },
  chasing: { confirmed: 0.55, alone: 0.62 },
  praise: { confirmed: 0.65, alone: 0.72 },
  churn: { confirmed: 0.68, alone: 0.72 },
  thanks: { confirmed: 0.72, alone: 0.7 },
  confusion: { confirmed: 0.5, alone: 0.5 },
  sizing: { confirmed: 0.62, alone: 0.45 },
  body: { confirmed: 0.6, alone: 0.7 },
  repeat_contact: { confirmed: 0.52, alone: 0.5 },
  deadline: { confirmed: 0.65, alone: 0.66 },
} satisfies Record<HeadKind, Cuts>
type Cuts = { readonly confirmed: number; readonly alone: number }

/** How much less a hit may be believed and still be quoted for standing earlier. */
const NEARLY: Readonly<Partial<Record<MomentKind, number>>> = { praise: 0.15, complaint: 0.15 }

/**
 * Kinds whose quote comes from the sentence that speaks loudest for the head: by a rule that hit in it, else for those that are `true` by
 * the head itself. Chosen on nine hands that the head had not learned from and on our own labels, 2026-12-01.
 */
const IN_LOUDEST: Readonly<Partial<Record<MomentKind, boolean>>> = {
  complaint: true,
  sizing: true,
  repeat_contact: true,
  thanks: false,
  chasing: false,
  body: false,
}

/** Findings of the usual worth added to what was counted: few findings of a kind say little. */
const PRIOR = 6

/** The share of findings of all those kinds together that was right. */
const USUAL =
  RELIABILITY.reduce((sum, [, right]) => sum + right, 0) /
  Math.max(
    1,
    RELIABILITY.reduce((sum, [, , found]) => sum + found, 0),
  )

/**
 * The clearest hit of every kind that is believed. Weak hits of different rules or sentences add up (noisy or); a learned head,
 * where the kind has one, confirms or drops what the rules found, and may add what they did not.
 * Shape: `score` is the share of such findings that were right on our own labelled messages, 0 to 1.
 */
export function settle(hits: readonly RuleHit[], weighed?: ReadonlyMap<MomentKind, Weighed>): RuleHit[] {
  const byKind = new Map<MomentKind, RuleHit[]>()
  for (const hit of overruled(hits)) {
    const list = byKind.get(hit.kind)
    if (list === undefined) byKind.set(hit.kind, [hit])
    else list.push(hit)
  }
  const shown: RuleHit[] = []
  for (const [kind, list] of byKind) {
    if (!believed(list)) continue
    const head = weighed?.get(kind)
    if (head === undefined) shown.push({ ...clearest(list), score: reliabilityOf(kind, 1 - doubtOf(list)) })
    else if (isShown(kind, head.confirmed, true))
      shown.push({ ...quotable(list, head), score: keptOf(head.confirmed) })
  }
  for (const [kind, head] of weighed ?? [])
    if (
      isShown(kind, head.alone, false) &&
      !shown.some((hit) => hit.kind === kind) &&
      !believed(byKind.get(kind))
    )
      shown.push({ ...head.hit, score: keptOf(head.alone) })
  return shown
}

/** Whether a head's probability suffices. `isRuled`: rules found the kind too. */
export function isShown(kind: MomentKind, probability: number, isRuled: boolean): boolean {
  const from = SHOWN_FROM[kind]
  return from !== undefined && probability >= (isRuled ? from.confirmed : from.alone)
}

/** What findings with such a probability kept on rows that the head had not seen: a line with bends, level before its first and after its last. */
function keptOf(probability: number): number {
  const after = KEPT.findIndex(([said]) => said >= probability)
  const [high, highKept] = KEPT[after] ?? KEPT.at(-1) ?? [1, probability]
  const [low, lowKept] = KEPT[after - 1] ?? [high, highKept]
  if (after <= 0) return highKept
  return lowKept + ((highKept - lowKept) * (probability - low)) / (high - low)
}

const believed = (list: readonly RuleHit[] | undefined): boolean =>
  list !== undefined && 1 - doubtOf(list) >= SHOWN

const doubtOf = (list: readonly RuleHit[]): number => list.reduce((doubt, hit) => doubt * (1 - hit.score), 1)

/** The share of this kind's findings that was right among our labelled messages; the rules' own belief where nothing was counted. */
function reliabilityOf(kind: MomentKind, belief: number): number {
  const seen = RELIABILITY.find(([name]) => name === kind)
  if (seen === undefined) return Math.min(belief, 0.99)
  const [, right, found] = seen
  return Math.max(SHOWN, Math.min(0.99, (right + PRIOR * USUAL) / (found + PRIOR)))
}

/** The hit that is quoted where both rules and a head found a kind. */
function quotable(list: readonly RuleHit[], { hit }: Weighed): RuleHit {
  const isHeads = IN_LOUDEST[hit.kind]
  if (isHeads === undefined) return clearest(list)
  const inLoudest = list.filter(({ sentence }) => sentence === hit.sentence)
  return inLoudest.length > 0 ? clearest(inLoudest) : isHeads ? hit : clearest(list)
}

/** The best believed hit, the earliest among those nearly as good: people say first what matters most. */
function clearest(list: readonly RuleHit[]): RuleHit {
  const most = Math.max(...list.map(({ score }) => score))
  const nearly = (list[0] && NEARLY[list[0].kind]) ?? 0
  const good = list.filter(({ score }) => score >= most - nearly)
  return good.reduce((first, hit) => (hit.from < first.from ? hit : first))
}

/** Drops hits that another kind explains better. */
function overruled(hits: readonly RuleHit[]): RuleHit[] {
  const failed = new Set<number>()
  let praise = 0
  let thanked = false
  let wronged = false
  let complaint = 0
  for (const hit of hits) {
    if (hit.kind === 'complaint' && hit.score >= SHOWN) failed.add(hit.sentence)
    if (hit.kind === 'thanks' && hit.score >= SHOWN) thanked = true
    if ((hit.kind === 'complaint' || hit.kind === 'chasing') && hit.score >= SHOWN) wronged = true
    if (hit.kind === 'praise') praise += hit.score
    if (hit.kind === 'complaint') complaint += hit.score
  }
  return hits.filter((hit) => {
    // Thanks in the same breath as a failure is sarcasm, unless the rule is sure of the good deed.
    if (hit.kind === 'thanks' && hit.score < 0.8 && failed.has(hit.sentence)) return false
    // Who thanks and names nothing that went wrong is not angry, however loud.
    if (hit.kind === 'upset' && thanked && !wronged) return false
    // A small remark in a rave is no complaint.
    if (hit.kind === 'complaint' && hit.score < 0.6 && praise >= 2.4 && complaint < 0.9) return false
    return true
  })
}
