/** Which findings of the reading may open a moment, and which are only hinted at in the conversation. Pure. */
import { isSure, type Noticed } from '#reading/index.ts'

/** What the workspace and its people said about noticing, as far as one entry is concerned. */
export type Trust = {
  /** Kinds and rules that are switched off: "pet", "pet.named". */
  readonly off: ReadonlySet<string>
  /** What a person said about a hint in this entry, by kind. */
  readonly said: ReadonlyMap<string, 'right' | 'wrong'>
}

export const NOTHING_SAID: Trust = { off: new Set(), said: new Map() }

/** A person's word counts more than the score. */
export function mayOpen(finding: Noticed, { off, said }: Trust): boolean {
  if (isOff(finding, off)) return false
  const word = said.get(finding.kind)
  return word === undefined ? isSure(finding) : word === 'right'
}

/** Findings that are shown faintly, for a person to say whether they are right: not sure, and nobody has said so yet. */
export function hintsAmong(noticed: readonly Noticed[], { off, said }: Trust): Noticed[] {
  return noticed.filter((finding) => !isOff(finding, off) && !said.has(finding.kind) && !isSure(finding))
}

export function isOff({ kind, by }: { kind: string; by: string }, off: ReadonlySet<string>): boolean {
  return off.has(kind) || off.has(by)
}
