/** Who an entry is about: identities are normalised, the strongest owns the entry, and links join one person's identities. Pure. */
import { isStorable } from '#kit/storable.ts'
import { IDENTITY_KINDS, type IdentityKind } from '../contract.ts'
import type { IncomingIdentity } from './incoming.ts'

/** An identity in the one form in which it is stored and compared. */
export type Identity = { readonly kind: IdentityKind; readonly value: string; readonly verified: boolean }

/** Longest value that is taken for an identity, in UTF-16 units. */
export const IDENTITY_LIMIT = 320

/** The identity in its stored form, or undefined where it says nothing ("", "null", an e-mail without @) or can't be kept. */
export function normaliseIdentity({ kind, value, verified }: IncomingIdentity): Identity | undefined {
  if (!isStorable(value)) return undefined
  const text = value.normalize('NFC').trim()
  if (text === '' || text.length > IDENTITY_LIMIT || saysNothing(text)) return undefined
  const written = NORMALISE[kind](text)
  return written === undefined ? undefined : { kind, value: written, verified }
}

/** Strongest first, without doubles; a verified mention wins over a claimed one of the same identity. */
export function rankIdentities<Named extends Identity>(identities: readonly Named[]): readonly Named[] {
  if (identities.length < 2) return identities
  const known = new Map<string, Named>()
  for (const one of identities) {
    const key = `${one.kind}:${one.value}`
    if (!known.get(key)?.verified) known.set(key, one)
  }
  return [...known.values()].sort(
    (a, b) => strengthOf(a.kind) - strengthOf(b.kind) || (a.value < b.value ? -1 : 1),
  )
}

/**
 * The identities an entry joins to its owner, who stands first. Nothing is joined on a claim: an anonymous id meets a person
 * only when the source vouches for both ends (R15).
 */
export function joinedOf<Named extends Identity>(ranked: readonly Named[]): Named[] {
  const [owner, ...others] = ranked
  return owner?.verified ? others.filter((other) => other.verified) : []
}

/** 0 is strongest. */
export function strengthOf(kind: IdentityKind): number {
  return IDENTITY_KINDS.indexOf(kind)
}

/** A stored customer row as far as joining goes. */
export type Row = { readonly id: string; readonly kind: IdentityKind }
/** Two rows once seen to be one person; `at` is the earliest evidence. */
export type Link = { readonly a: string; readonly b: string; readonly at: Date; readonly byHand: boolean }

/**
 * Who is one person with whom: for each row the row that stands for the person. E-mail addresses and ids join for good.
 * A phone or a browser is often shared, so it follows the one it was first seen with and never joins two persons.
 * The order in which links are given changes nothing.
 */
export function personsOf(nodes: readonly Row[], links: readonly Link[]): Map<string, string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parent = new Map(nodes.map(({ id }) => [id, id]))
  const find = (id: string): string => {
    const up = parent.get(id) ?? id
    if (up === id) return id
    const root = find(up)
    parent.set(id, root)
    return root
  }
  const isWeak = (id: string) => strengthOf(byId.get(id)?.kind ?? 'anonymous') >= strengthOf('phone')
  const stands = (a: string, b: string) => {
    const strength = (id: string) => strengthOf(byId.get(id)?.kind ?? 'anonymous')
    return strength(a) - strength(b) || (a < b ? -1 : 1)
  }
  const join = (a: string, b: string) => {
    const [winner, loser] = [find(a), find(b)].sort(stands)
    if (winner !== undefined && loser !== undefined && winner !== loser) parent.set(loser, winner)
  }
  const usable = links.filter(({ a, b }) => byId.has(a) && byId.has(b))
  for (const { a, b, byHand } of usable) if (byHand || (!isWeak(a) && !isWeak(b))) join(a, b)

  const earliest = [...usable]
    .filter(({ byHand }) => !byHand)
    .sort((x, y) => x.at.getTime() - y.at.getTime() || (`${x.a}${x.b}` < `${y.a}${y.b}` ? -1 : 1))
  const settled = new Set<string>()
  for (const kind of ['phone', 'anonymous'] as const)
    for (const { a, b } of earliest) {
      const weak = [a, b].find((id) => byId.get(id)?.kind === kind && !settled.has(id))
      const other = weak === a ? b : a
      if (weak === undefined || strengthOf(byId.get(other)?.kind ?? 'anonymous') > strengthOf(kind)) continue
      settled.add(weak)
      join(other, weak)
    }
  return new Map(nodes.map(({ id }) => [id, find(id)]))
}

const EMPTY_WORDS = new Set(['null', 'undefined', 'none', 'n/a', 'nan', '-', '0', '[object object]'])
const LONGEST_EMPTY_WORD = 15
const saysNothing = (text: string) => text.length <= LONGEST_EMPTY_WORD && EMPTY_WORDS.has(text.toLowerCase())

const NORMALISE: Record<IdentityKind, (text: string) => string | undefined> = {
  // "user:null" says as little as "null".
  external: (text) => {
    const start = text.indexOf(':') + 1
    const id = text.slice(start).trim()
    return id === '' || EMPTY_WORDS.has(id.toLowerCase()) ? undefined : text.slice(0, start) + id
  },
  anonymous: (text) => text,
  email: (text) => {
    const address = (/<([^<>]+)>\s*$/.exec(text)?.[1] ?? text)
      .trim()
      .toLowerCase()
      .replace(/^mailto:/, '')
    return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(address) ? address : undefined
  },
  phone: (text) => {
    const digits = text
      .replace(/^00/, '+')
      .replace(/[^\d+]/g, '')
      .replace(/(?!^)\+/g, '')
    return /^\+?\d{6,15}$/.test(digits) ? digits : undefined
  },
}
