/** Which findings of the reading may open a moment, and which are only hinted at in the conversation. Pure. */
import { sureAmong, type Noticed } from '#reading/index.ts'

/** What the workspace and its people said about noticing, as far as one entry is concerned. */
export type Trust = {
  /** Kinds and rules that are switched off: "pet", "pet.named". */
  readonly off: ReadonlySet<string>
  /** What a person said about a hint in this entry, by kind. */
  readonly said: ReadonlyMap<string, 'right' | 'wrong'>
}

export const NOTHING_SAID: Trust = { off: new Set(), said: new Map() }

/** Findings of one entry that may open a moment. A person's word counts more than the score. */
export function mayOpenAmong(noticed: readonly Noticed[], { off, said }: Trust): Noticed[] {
  const on = noticed.filter((finding) => !isOff(finding, off))
  const sure = sureAmong(on)
  return on.filter((finding) => {
    const word = said.get(finding.kind)
    return word === undefined ? sure.has(finding) : word === 'right'
  })
}

/** Findings that are shown faintly, for a person to say whether they are right: not sure, and nobody has said so yet. */
export function hintsAmong(noticed: readonly Noticed[], { off, said }: Trust): Noticed[] {
  const on = noticed.filter((finding) => !isOff(finding, off))
  const sure = sureAmong(on)
  return on.filter((finding) => !said.has(finding.kind) && !sure.has(finding))
}

export function isOff({ kind, by }: { kind: string; by: string }, off: ReadonlySet<string>): boolean {
  return off.has(kind) || off.has(by)
}
