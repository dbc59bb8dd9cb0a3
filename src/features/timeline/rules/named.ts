/** Whom a text may name that could not be read as what it was meant to be: each of its words, taken for each kind of identity. Pure. */
import { IDENTITY_KINDS } from '../contract.ts'
import { normaliseIdentity, type Identity } from './identity.ts'

/** Words looked at of one text: who errs names people at the beginning. */
const LOOKED_AT = 100
/** Shorter words name nobody. */
const LEAST = 5

/** Every identity that some word of it, or something within quotes, could be. */
export function namedIn(text: string): Pick<Identity, 'kind' | 'value'>[] {
  const quoted = [...text.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, words = '']) => words)
  const words = new Set([...quoted, ...text.split(/[\s"'<>,;:()[\]{}\\]+/)])
  return [...words]
    .filter((word) => word.length >= LEAST)
    .slice(0, LOOKED_AT)
    .flatMap(identitiesOf)
}

function identitiesOf(word: string): Pick<Identity, 'kind' | 'value'>[] {
  const taken = IDENTITY_KINDS.map((kind) => ({ kind, value: word, verified: false }))
  // Programs name customers by an id alone.
  const named = { kind: 'external' as const, value: `user:${word}`, verified: false }
  return [...taken, named].flatMap((one) => normaliseIdentity(one) ?? [])
}
