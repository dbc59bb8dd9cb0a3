/** Findings that are not sure enough for the queue: shown faintly in the conversation, and judged by a person. */
import { homeOf, isId, type CustomerId, type EntryId } from '#kit/id.ts'
import { Refusal } from '#kit/refusal.ts'
import { noticeMoments } from '#reading/index.ts'
import { findEntries, listTimelinePage, memberIds, type StoredEntry } from '#features/timeline/index.ts'
import { listMembers, type Member } from '#features/team/index.ts'
import { read, transact, type Scope, type TxScope } from '#platform/scope.ts'
import { declarationOf } from '../catalogue/index.ts'
import type { Hint, JudgeHint } from '../contract.ts'
import { wordsToRead } from '../rules/notice.ts'
import { hintsAmong } from '../rules/trust.ts'
import { deleteExample, setExample } from '../store/examples.ts'
import { listSwitched } from '../store/noticing.ts'
import { doerOf } from './handle.ts'
import { noticeArrivals } from './notice.ts'
import { offAmong, wordsOnHints } from './trust.ts'

/** Entries of a customer that are looked through for hints on her own page. */
const LOOKED_THROUGH = 20

/** Hints in these entries that nobody judged yet, in the order of the entries. */
export async function hintsIn(
  scope: TxScope,
  entries: readonly StoredEntry[],
  members: Iterable<Pick<Member, 'name' | 'nicknames'>>,
): Promise<Hint[]> {
  const spoken = entries.filter((entry) => wordsToRead(entry) !== undefined)
  if (spoken.length === 0) return []
  const off = offAmong(await listSwitched(scope))
  const said = await wordsOnHints(
    scope,
    spoken.map(({ id }) => id),
  )
  const agents = [...members].flatMap(({ name, nicknames }) => [name, ...nicknames])
  return spoken.flatMap((entry) =>
    hintsAmong(noticeMoments(wordsToRead(entry) ?? '', { agents, without: off }).moments, {
      off,
      said: said.get(entry.id) ?? new Map(),
    }).map(({ kind, quote, start, end, by, score }) => {
      const { label, short } = declarationOf(kind)
      return {
        entryId: entry.id,
        customerId: entry.customerId,
        at: entry.at.toISOString(),
        kind,
        label,
        short: short.replaceAll(/\{\w+\} ?/g, ''),
        quote,
        start,
        end,
        by,
        score,
      }
    }),
  )
}

/** Hints in what a customer said last. Refuses `customer_not_found`. */
export async function hintsOfCustomer(scope: Scope, id: CustomerId): Promise<Hint[]> {
  const members = await listMembers(scope.db, scope.workspace.id)
  return read(scope, async (scope) => {
    if ((await memberIds(scope, id)).length === 0)
      throw new Refusal('customer_not_found', 'No such customer here.')
    const { items } = await listTimelinePage(scope, id, { limit: LOOKED_THROUGH })
    const refs = items.map((item) => ({
      home: homeOf(scope.workspace, item.id),
      customerId: item.customerId as CustomerId,
      at: item.at,
      id: item.id as EntryId,
    }))
    const entries = await findEntries(scope, refs)
    return hintsIn(
      scope,
      entries.sort((a, b) => b.at.getTime() - a.at.getTime()),
      members,
    )
  })
}

/**
 * Writes down a person's word on a hint and reads its entry again: a hint that is right opens its moment and becomes a fact.
 * Refuses `entry_not_found`, `hint_not_found`.
 */
export async function judgeHint(scope: Scope, wanted: JudgeHint): Promise<void> {
  const members = await listMembers(scope.db, scope.workspace.id)
  const entry = await transact(scope, async (scope) => {
    const entry = await findJudged(scope, wanted)
    if (wanted.verdict === null) {
      await deleteExample(scope, 'hint', entry.id, wanted.kind)
      return entry
    }
    const agents = members.flatMap(({ name, nicknames }) => [name, ...nicknames])
    const finding = noticeMoments(wordsToRead(entry) ?? '', { agents }).moments.find(
      ({ kind }) => kind === wanted.kind,
    )
    if (!finding) throw new Refusal('hint_not_found', 'Nothing of this kind is read in these words any more.')
    const doer = doerOf(scope.actor)
    await setExample(scope, {
      source: 'hint',
      subjectId: entry.id,
      kind: finding.kind,
      rule: finding.by,
      verdict: wanted.verdict,
      reason: wanted.verdict === 'wrong' ? (wanted.reason ?? null) : null,
      customerId: entry.customerId,
      entryId: entry.id,
      entryAt: entry.at,
      quoteStart: finding.start,
      quoteEnd: finding.end,
      score: finding.score,
      byId: doer.id,
      byName: doer.name,
      at: scope.now,
    })
    return entry
  })
  await noticeArrivals(scope, [entry], { isWhole: true })
}

async function findJudged(scope: TxScope, { entryId, customerId, at }: JudgeHint): Promise<StoredEntry> {
  const [entry] =
    isId(entryId) && isId(customerId)
      ? await findEntries(scope, [
          {
            home: homeOf(scope.workspace, entryId),
            customerId: customerId as CustomerId,
            at: new Date(at).toISOString(),
            id: entryId as EntryId,
          },
        ])
      : []
  if (!entry) throw new Refusal('entry_not_found', 'There is no such entry here.')
  return entry
}
