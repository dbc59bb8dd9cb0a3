/** What a kind that the workspace wrote itself declares about itself. Pure. */
import type { Valence } from '../contract.ts'
import type { KindDeclaration } from './declaration.ts'

/** As much of an own kind as a sign carries, so that a moment can be shown after the kind was renamed or deleted. */
export type OwnKindShape = { readonly name: string; readonly valence: Valence; readonly livesHours: number }

/** The kind of a sign that an own kind saw: "own:0192…". */
export const OWN_PREFIX = 'own:'

export function ownDeclaration({ name, valence, livesHours }: OwnKindShape): KindDeclaration {
  return {
    label: plain(name),
    short: plain(name).toLowerCase(),
    valence,
    icon: 'bulb',
    livesHours,
    because:
      livesHours % 24 === 0
        ? `${livesHours / 24} days after it happened`
        : `${livesHours} hours after it happened`,
    seenBy: 'agent',
    acts: ['note'],
    delicate: false,
    weight: 58,
    lead: plain(name),
    rest: '',
    title: `{first}: ${plain(name)}`,
    draft: 'Hi {first}, ',
  }
}

/** A name is no template: its braces and brackets say nothing. */
const plain = (name: string): string => name.replaceAll(/[[\]{}]/g, '')
