/** An entry made ready to be written: checked, with its ids, the customers it names and what joins them. Asks no database. */
import { homeOf, type CustomerId, type EntryId, type WorkspaceId } from '#kit/id.ts'
import type { Scope, Workspace } from '#platform/scope.ts'
import { conversationIdOf, customerIdOf, entryIdOf } from '../ids.ts'
import type { Join } from '../persons.ts'
import { decideAcceptance, type RefusalReason } from '../rules/accept.ts'
import { IDENTITY_LIMIT, joinedOf, normaliseIdentity, type Identity } from '../rules/identity.ts'
import type { IncomingEntry, IncomingIdentity } from '../rules/incoming.ts'
import { dateTraits, profileOf, searchWordsOf, type DatedTraits } from '../rules/traits.ts'
import type { CustomerRow, EntryRow } from '../store/inserts.ts'

export type Verdict =
  | { readonly outcome: 'stored'; readonly entryId: EntryId; readonly customerId: CustomerId }
  | { readonly outcome: 'known' }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason; readonly message: string }

export type Prepared = {
  readonly row: EntryRow
  readonly owner: CustomerRow
  readonly others: readonly CustomerRow[]
  readonly joins: readonly Join[]
}

export function prepare(scope: Scope, entry: IncomingEntry): Prepared | (Verdict & { outcome: 'refused' }) {
  const { workspace, now } = scope
  const acceptance = decideAcceptance(entry, now, namerOf(workspace))
  if (!acceptance.accepted)
    return { outcome: 'refused', reason: acceptance.reason, message: acceptance.message }

  const { identities } = acceptance
  const first = identities[0]
  if (!first) throw new Error('an accepted entry has an identity')
  const owner = entry.traits ? describedRow(first.row, dateTraits(entry.traits, entry.at)) : first.row
  const row: EntryRow = {
    home: owner.home,
    id: entryIdOf(entry.source, entry.messageId, entry.at, owner.id),
    at: entry.at,
    customerId: owner.id,
    conversationId:
      entry.conversationId ??
      (entry.conversation ? conversationIdOf(workspace.id, entry.source, entry.conversation) : null),
    kind: entry.kind,
    channel: entry.channel ?? null,
    source: entry.source,
    messageId: entry.messageId,
    title: entry.title ?? null,
    body: entry.text ?? null,
    authorKind: entry.author?.kind ?? 'customer',
    authorName: entry.author?.name ?? null,
    data: acceptance.data,
  }
  if (identities.length === 1) return { row, owner, others: NOBODY, joins: NOTHING }

  const joined = joinedOf(identities)
  const claimed = identities.slice(1).filter((one) => !joined.includes(one))
  const others = joined.map((other) => other.row)
  const evidence = `${entry.source} ${entry.messageId}`
  return {
    row: claimed.length === 0 ? row : { ...row, data: withClaims(entry.data, claimed) },
    owner,
    others,
    joins: others.map((other) => ({
      a: owner.id,
      b: other.id,
      at: entry.at,
      evidence,
      reason: `the same ${WORD[other.identityKind]}`,
    })),
  }
}

/** An identity with the row of whom it names, of whom nothing is said. */
type NamedPerson = Identity & { readonly row: CustomerRow }

/** Whom an identity names in a workspace; each is worked out once, for the same people come again and again. */
type Namer = (identity: IncomingIdentity) => NamedPerson | undefined

function namerOf(workspace: Workspace): Namer {
  let namer = namers.get(workspace.id)
  if (!namer) namers.set(workspace.id, (namer = openNamer(workspace)))
  return namer
}

/** Forgetting changes nothing: a row is a function of its identity. Each map is bounded. */
const namers = new Map<WorkspaceId, Namer>()
const REMEMBERED = 50_000

function openNamer(workspace: Workspace): Namer {
  const vouched = peopleByKind()
  const claimed = peopleByKind()
  return (said) => {
    const known = (said.verified ? vouched : claimed)[said.kind]
    const found = known.get(said.value)
    if (found) return found
    const identity = normaliseIdentity(said)
    if (!identity) return undefined
    const asSent = ownCopyOf(said.value)
    const own = { ...identity, value: identity.value === asSent ? asSent : ownCopyOf(identity.value) }
    const named = { ...own, row: plainRow(workspace, own) }
    // What is padded without end names somebody all the same, and is not kept.
    if (asSent.length > IDENTITY_LIMIT) return named
    if (known.size >= REMEMBERED) known.clear()
    known.set(asSent, named)
    return named
  }
}

/** By the value as it was sent. */
const peopleByKind = () => ({
  external: new Map<string, NamedPerson>(),
  email: new Map<string, NamedPerson>(),
  phone: new Map<string, NamedPerson>(),
  anonymous: new Map<string, NamedPerson>(),
})

/** A text cut out of a file keeps all that was read with it in memory; what is remembered stands by itself. */
const ownCopyOf = (text: string) => Buffer.from(text).toString()

function plainRow(workspace: Workspace, identity: Identity): CustomerRow {
  const id = customerIdOf(workspace.id, identity)
  return {
    home: homeOf(workspace, id),
    id,
    identityKind: identity.kind,
    identityValue: identity.value,
    verified: identity.verified,
    traits: NO_TRAITS,
    profile: NO_PROFILE,
  }
}

const describedRow = (row: CustomerRow, traits: DatedTraits): CustomerRow => ({
  ...row,
  traits,
  profile: profileOf(traits),
})

/** What an entry says of identities that nobody vouches for is kept with it, and joins nobody. */
function withClaims(data: IncomingEntry['data'], identities: readonly Identity[]): string {
  const claimed = Object.fromEntries(identities.map((one) => [one.kind, one.value]))
  return JSON.stringify({ ...data, claimed: { ...data?.claimed, ...claimed } })
}

/** Everybody can be found by what identifies her, but for a browser's id, which nobody types. */
export const wordsOf = ({ profile, identityKind, identityValue }: CustomerRow): string[] =>
  searchWordsOf(profile, identityKind === 'anonymous' ? [] : [identityValue])

export const storedAs = ({ id, customerId }: EntryRow): Verdict => ({
  outcome: 'stored',
  entryId: id,
  customerId,
})

const NOBODY: readonly CustomerRow[] = []
const NOTHING: readonly Join[] = []
const NO_PROFILE = profileOf({})
export const NO_TRAITS: DatedTraits = Object.freeze({})
const WORD = {
  external: 'customer number',
  email: 'e-mail address',
  phone: 'phone number',
  anonymous: 'browser',
} as const
