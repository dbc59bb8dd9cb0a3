/** SQL of asks among colleagues. */
import { homeOf, type ActId, type AskId, type CustomerId, type Home, type MomentId } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'
import type { ActKind } from '../contract.ts'

export type StoredAsk = {
  readonly id: AskId
  readonly customerId: CustomerId
  readonly momentId: MomentId
  readonly kind: ActKind
  readonly amountMinor: number | null
  readonly currency: string | null
  readonly reasoning: string
  readonly needs: 'peer' | 'lead'
  readonly byId: string
  readonly byName: string
  readonly at: Date
  readonly answerBy: Date
  readonly isYes: boolean | null
  readonly answeredById: string | null
  readonly answeredBy: string | null
  readonly answeredAt: Date | null
  readonly answerWords: string | null
  readonly usedBy: ActId | null
}

const columns = sql.raw(
  'id, customer_id, moment_id, kind, amount_minor, currency, reasoning, needs, by_id, by_name, at, answer_by, is_yes, answered_by_id, answered_by, answered_at, answer_words, used_by',
)

export function insertAsk({ db, workspace }: TxScope, ask: StoredAsk): Promise<number> {
  return db.run(sql`
    insert into colleague_ask (home, ${columns})
    values (${homeOf(workspace, ask.id)}, ${ask.id}, ${ask.customerId}, ${ask.momentId}, ${ask.kind}, ${ask.amountMinor}, ${ask.currency}, ${ask.reasoning}, ${ask.needs}, ${ask.byId}, ${ask.byName},
      ${ask.at}, ${ask.answerBy}, ${ask.isYes}, ${ask.answeredById}, ${ask.answeredBy}, ${ask.answeredAt}, ${ask.answerWords}, ${ask.usedBy})
    on conflict (home, id) do nothing`)
}

export function findAsk({ db, workspace }: TxScope, id: AskId): Promise<StoredAsk | undefined> {
  return db.maybe<StoredAsk>(
    sql`select ${columns} from colleague_ask where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function lockAsk({ db, workspace }: TxScope, id: AskId): Promise<StoredAsk | undefined> {
  return db.maybe<StoredAsk>(
    sql`select ${columns} from colleague_ask where home = ${homeOf(workspace, id)} and id = ${id} for update`,
  )
}

export function setAnswer({ db, workspace }: TxScope, ask: StoredAsk): Promise<number> {
  return db.run(sql`
    update colleague_ask set is_yes = ${ask.isYes}, answered_by_id = ${ask.answeredById}, answered_by = ${ask.answeredBy}, answered_at = ${ask.answeredAt}, answer_words = ${ask.answerWords}
    where home = ${homeOf(workspace, ask.id)} and id = ${ask.id}`)
}

/** Uses a yes up for an act. None changed where it was no yes or another act used it. */
export function useAsk({ db, workspace }: TxScope, id: AskId, actId: ActId): Promise<number> {
  return db.run(sql`
    update colleague_ask set used_by = ${actId}
    where home = ${homeOf(workspace, id)} and id = ${id} and is_yes and (used_by is null or used_by = ${actId})`)
}

/** Gives a yes back that acts had used which were undone. */
export function freeAsks({ db }: TxScope, home: Home, actIds: readonly ActId[]): Promise<number> {
  return db.run(
    sql`update colleague_ask set used_by = null where home = ${home} and used_by = any(${actIds}::uuid[])`,
  )
}

export function listAsks(
  { db, homes }: TxScope,
  { of, byId, momentId }: { of: 'open' | 'mine' | 'all'; byId: string; momentId?: MomentId | undefined },
  limit: number,
): Promise<StoredAsk[]> {
  return db.many<StoredAsk>(sql`
    select ${columns} from colleague_ask where home = any(${homes}::bigint[])
      ${of === 'open' ? sql`and is_yes is null` : of === 'mine' ? sql`and by_id = ${byId}` : sql``}
      ${momentId === undefined ? sql`` : sql`and moment_id = ${momentId}`}
    order by at desc, id desc limit ${limit}`)
}

export function deleteAsksOf(
  { db }: TxScope,
  home: Home,
  customerIds: readonly CustomerId[],
): Promise<number> {
  return db.run(
    sql`delete from colleague_ask where home = ${home} and customer_id = any(${customerIds}::uuid[])`,
  )
}
