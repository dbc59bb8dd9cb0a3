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
  readonly inboxNo: number | null
  /** Conversations of the history that were read. */
  readonly historyRead: number
  readonly historyCount: number | null
  readonly tellsSnooze: boolean
  readonly resolvesDone: boolean
  readonly tellsLabels: boolean
  readonly tellsFacts: boolean
  /** SHA-256 of the end of its page's address; null where there is no page. */
  readonly pageHash: Uint8Array | null
}

const COLUMNS = sql.raw(
  'id, name, base_url, account_no, token, secret, path_hash, paused_at, history_page, read_at, last_event_at, problem, problem_at, created_at, inbox_no, history_read, history_count, tells_snooze, resolves_done, tells_labels, tells_facts, page_hash',
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
    insert into chatwoot_account (home, id, name, base_url, account_no, token, secret, path_hash, history_page, created_at, inbox_no, created_by)
    values (${homeOf(workspace, row.id)}, ${row.id}, ${row.name}, ${row.baseUrl}, ${row.accountNo}, ${row.token}, ${row.secret}, ${row.pathHash},
      ${row.historyPage}, ${row.createdAt}, ${row.inboxNo}, ${by})`)
}

export function setAccount({ db, workspace }: TxScope, row: ChatwootRow): Promise<number> {
  return db.run(sql`
    update chatwoot_account set token = ${row.token}, secret = ${row.secret}, path_hash = ${row.pathHash}, inbox_no = ${row.inboxNo}, paused_at = ${row.pausedAt},
      tells_snooze = ${row.tellsSnooze}, resolves_done = ${row.resolvesDone}, tells_labels = ${row.tellsLabels}, tells_facts = ${row.tellsFacts},
      problem = null, problem_at = null
    where home = ${homeOf(workspace, row.id)} and id = ${row.id}`)
}

export function setPage(
  { db, workspace }: TxScope,
  { id, pageHash }: Pick<ChatwootRow, 'id' | 'pageHash'>,
): Promise<number> {
  return db.run(
    sql`update chatwoot_account set page_hash = ${pageHash} where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

export function deleteAccount({ db, workspace }: TxScope, id: string): Promise<number> {
  return db.run(sql`delete from chatwoot_account where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function setHeard({ db, workspace, now }: TxScope, id: string): Promise<number> {
  return db.run(
    sql`update chatwoot_account set last_event_at = ${now} where home = ${homeOf(workspace, id)} and id = ${id}`,
  )
}

/** A page was read: what comes next, how far that is, and that all is well. */
export function setRead(
  { db, workspace, now }: TxScope,
  {
    id,
    historyPage,
    historyRead,
    historyCount,
  }: Pick<ChatwootRow, 'id' | 'historyPage' | 'historyRead' | 'historyCount'>,
): Promise<number> {
  return db.run(sql`
    update chatwoot_account set history_page = ${historyPage}, history_read = ${historyRead}, history_count = ${historyCount}, read_at = ${now}, problem = null, problem_at = null
    where home = ${homeOf(workspace, id)} and id = ${id}`)
}

export function setProblem({ db, workspace, now }: TxScope, id: string, problem: string): Promise<number> {
  return db.run(sql`
    update chatwoot_account set problem = ${problem}, problem_at = ${now}, read_at = ${now} where home = ${homeOf(workspace, id)} and id = ${id}`)
}
