/** An entry made ready to be written: checked, with its ids, the customers it names and what joins them. Asks no database. */
import { homeOf, type CustomerId, type EntryId, type WorkspaceId } from '#kit/id.ts'
import type { Scope, Workspace } from '#platform/scope.ts'
import { conversationIdOf, customerIdOf, entryIdOf } from '../ids.ts'
import type { Join } from '../persons.ts'
import { decideAcceptance, type RefusalReason } from '../rules/accept.ts'
import { joinsOf, type Identity } from '../rules/identity.ts'
import type { IncomingEntry } from '../rules/incoming.ts'
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
  const acceptance = decideAcceptance(entry, now)
  if (!acceptance.accepted)
    return { outcome: 'refused', reason: acceptance.reason, message: acceptance.message }

  const { identities } = acceptance
  const first = identities[0]
  if (!first) throw new Error('an accepted entry has an identity')
  const owner = customerRow(workspace, first, entry.traits ? dateTraits(entry.traits, entry.at) : NO_TRAITS)
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

  const joined = joinsOf(identities).map(([, other]) => other)
  const claimed = identities.slice(1).filter((one) => !joined.includes(one))
  const others = joined.map((other) => customerRow(workspace, other, NO_TRAITS))
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

/** The row of an identity; made once as long as nothing is said of her, for the same people come again and again. */
function customerRow(workspace: Workspace, identity: Identity, traits: DatedTraits): CustomerRow {
  const { kind, value, verified } = identity
  let ofWorkspace = plainRows.get(workspace.id)
  if (!ofWorkspace) plainRows.set(workspace.id, (ofWorkspace = rowsByKind()))
  const rows = ofWorkspace[kind][verified ? 'vouched' : 'claimed']
  let row = rows.get(value)
  if (!row) {
    if (rows.size >= REMEMBERED) rows.clear()
    const own = { ...identity, value: ownCopyOf(value) }
    rows.set(own.value, (row = plainRow(workspace, own)))
  }
  return traits === NO_TRAITS ? row : { ...row, traits, profile: profileOf(traits) }
}

const rowsByValue = () => ({
  vouched: new Map<string, CustomerRow>(),
  claimed: new Map<string, CustomerRow>(),
})
const rowsByKind = () => ({
  external: rowsByValue(),
  email: rowsByValue(),
  phone: rowsByValue(),
  anonymous: rowsByValue(),
})
/** Forgetting changes nothing: a row is a function of its identity. Each map is bounded. */
const plainRows = new Map<WorkspaceId, ReturnType<typeof rowsByKind>>()
const REMEMBERED = 50_000

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
