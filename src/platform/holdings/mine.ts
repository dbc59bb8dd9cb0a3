/** What is kept about a member of the team: what she did, with its time and kind, and never a customer's words (SAFETY.md R24). */
import { listAudit } from '../audit/index.ts'
import { sql } from '../database.ts'
import { read, type Scope } from '../scope.ts'
import type { distributed } from '../tables.ts'

type Kept = {
  readonly label: string
  readonly words: string
  readonly table: (typeof distributed)[number]
  readonly whose: string
  readonly columns: readonly string[]
  readonly at: string
}

const KEPT: readonly Kept[] = [
  { label: 'My anecdotes', words: 'What I wrote about myself', table: 'anecdote', whose: 'member_id', columns: ['fact', 'product', 'verdict', 'words', 'is_shared', 'made_at'], at: 'made_at' }, // prettier-ignore
  { label: 'My voice', words: 'Greeting, sign-off, words I avoid', table: 'agent_voice', whose: 'member_id', columns: ['greeting', 'sign_off', 'avoid', 'changed_at'], at: 'changed_at' }, // prettier-ignore
  { label: 'Replies', words: 'When I sent one, and how long I wrote', table: 'reply', whose: 'by_id', columns: ['id', 'channel', 'state', 'at', 'sent_at', 'is_personal', 'seconds_spent'], at: 'at' }, // prettier-ignore
  { label: 'Small acts', words: 'Which kind, and when', table: 'small_act', whose: 'by_id', columns: ['id', 'kind', 'state', 'amount_minor', 'currency', 'at'], at: 'at' }, // prettier-ignore
  { label: 'Moments settled', words: 'Which I called done or none', table: 'moment_settlement', whose: 'by_id', columns: ['moment_id', 'outcome', 'at'], at: 'at' }, // prettier-ignore
  { label: 'Judgements', words: 'Which findings I called right or wrong', table: 'labelled_example', whose: 'by_id', columns: ['kind', 'verdict', 'at'], at: 'at' }, // prettier-ignore
  { label: 'Money given', words: 'From my budget', table: 'courtesy_grant', whose: 'agent_id', columns: ['id', 'kind', 'amount_minor', 'currency', 'at', 'reverses'], at: 'at' }, // prettier-ignore
  { label: 'Notes and photos of touchpoints', words: 'What I wrote down about a place', table: 'touchpoint_note', whose: 'by_id', columns: ['id', 'touchpoint', 'words', 'at', 'removed_at'], at: 'at' }, // prettier-ignore
  { label: 'Asks among colleagues', words: 'When I asked for a yes', table: 'colleague_ask', whose: 'by_id', columns: ['id', 'kind', 'needs', 'is_yes', 'at'], at: 'at' }, // prettier-ignore
  { label: 'Drafts', words: 'Replies I have not sent', table: 'reply_draft', whose: 'member_id', columns: ['moment_id', 'saved_at'], at: 'saved_at' }, // prettier-ignore
]

/** Rows of one kind given at most. */
const MOST = 5_000

/** The member's own row, without her preferences' look, and what she did. */
export async function mineOf(scope: Scope, memberId: string) {
  const member = await scope.db.people(scope.workspace.id, (db) =>
    db.one<Record<string, unknown>>(
      sql`select name, nicknames, email, role, zone, preferences, created_at, away_until from member where id = ${memberId}`,
    ),
  )
  const sessions = await scope.db.people(scope.workspace.id, (db) =>
    db.many<Record<string, unknown>>(
      sql`select created_at, seen_at, expires_at, user_agent from login_session where member_id = ${memberId} order by created_at desc limit ${MOST}`,
    ),
  )
  const kinds = await read(scope, async (scope) => {
    const { db, homes } = scope
    const found = []
    for (const { label, words, table, whose, columns, at } of KEPT) {
      const rows = await db.many<Record<string, unknown>>(sql`
        select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
        where home = any(${homes}::bigint[]) and ${sql.ref(whose)} = ${memberId} order by ${sql.ref(at)} desc limit ${MOST}`)
      found.push({ label, words, count: rows.length, rows })
    }
    const account = (await listAudit(scope, { actorId: memberId }, { limit: MOST })).map(
      ({ at, action, subjectKind, subjectId }) => ({ at, action, subjectKind, subjectId }),
    )
    return [
      ...found,
      { label: 'The audit log', words: 'What it says I did', count: account.length, rows: account },
    ]
  })
  return {
    member,
    kinds: [
      ...kinds,
      {
        label: 'Sign-ins',
        words: 'From which browser, from when to when',
        count: sessions.length,
        rows: sessions,
      },
    ],
  }
}
