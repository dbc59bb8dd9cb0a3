/** All SQL about Chatwoot accounts. Sole writer of its table. */
import { homeOf } from '#kit/id.ts'
import { sql } from '#platform/database.ts'
import type { TxScope } from '#platform/scope.ts'

export type ChatwootRow = {
  readonly id: string
  readonly name: string
  readonly baseUrl: string
  readonly accountNo: number
  readonly token: Uint8Array
  readonly secret: Uint8Array | null
  readonly pathHash: Uint8Array
  readonly pausedAt: Date | null
  readonly historyPage: number | null
  readonly readAt: Date | null
  readonly lastEventAt: Date | null
  readonly problem: string | null
  readonly problemAt: Date | null
  readonly createdAt: Date
}

const COLUMNS = sql.raw(
  'id, name, base_url, account_no, token, secret, path_hash, paused_at, history_page, read_at, last_event_at, problem, problem_at, created_at',
)

export function listAccounts({ db, homes }: TxScope): Promise<ChatwootRow[]> {
  return db.many<ChatwootRow>(
    sql`select ${COLUMNS} from chatwoot_account where home = any(${homes}::bigint[]) order by created_at, id limit 20`,
  )
}

export function findAccount({ db, workspace }: TxScope, id: string): Promise<ChatwootRow | undefined> {
  return db.maybe<ChatwootRow>(
    sql`select ${COLUMNS} from chatwoot_account where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function insertAccount({ db, workspace }: TxScope, row: ChatwootRow, by: string): Promise<number> {
  return db.run(sql`
    insert into chatwoot_account (home, id, name, base_url, account_no, token, secret, path_hash, history_page, created_at, created_by)
    values (${homeOf(workspace, row.id)}, ${row.id}, ${row.name}, ${row.baseUrl}, ${row.accountNo}, ${row.token}, ${row.secret}, ${row.pathHash},
      ${row.historyPage}, ${row.createdAt}, ${by})`)
}

export function setAccount(
  { db, workspace }: TxScope,
  { id, token, secret, pausedAt }: Pick<ChatwootRow, 'id' | 'token' | 'secret' | 'pausedAt'>,
): Promise<number> {
  return db.run(sql`
    update chatwoot_account set token = ${token}, secret = ${secret}, paused_at = ${pausedAt}, problem = null, problem_at = null
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function deleteAccount({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from chatwoot_account where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function setHeard({ db, workspace, now }: TxScope, id: string): Promise<number> {
  return db.run(
    sql`update chatwoot_account set last_event_at = ${now} where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** A page was read: what comes next, and that all is well. */
export function setRead(
  { db, workspace, now }: TxScope,
  id: string,
  historyPage: number | null,
): Promise<number> {
  return db.run(sql`
    update chatwoot_account set history_page = ${historyPage}, read_at = ${now}, problem = null, problem_at = null
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function setProblem({ db, workspace, now }: TxScope, id: string, problem: string): Promise<number> {
  return db.run(sql`
    update chatwoot_account set problem = ${problem}, problem_at = ${now}, read_at = ${now} where home = ${homeOf(workspace, id)} and id = ${id}`)
}
