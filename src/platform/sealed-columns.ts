/** Where sealed secrets stand in the database, and what each belongs to: for the change of keys, and for the test that misses none. */

export type SealedColumn = {
  readonly table: string
  readonly column: string
  /** Whether its rows belong to a workspace’s homes, or to all. */
  readonly isOfWorkspace: boolean
  /** What tells a row of its table from the others. */
  readonly key: readonly string[]
  /** What it was sealed for (`Secrets.seal`). */
  readonly placeOf: (row: Readonly<Record<string, unknown>>, workspaceId: string) => string
}

const idOf = (word: string) => (row: Readonly<Record<string, unknown>>) => `${word} ${String(row['id'])}`

export const SEALED_COLUMNS: readonly SealedColumn[] = [
  {
    table: 'mailbox',
    column: 'password',
    isOfWorkspace: true,
    key: ['home', 'id'],
    placeOf: idOf('mailbox'),
  },
  { table: 'mailbox', column: 'signing', isOfWorkspace: true, key: ['home', 'id'], placeOf: idOf('mailbox') },
  {
    table: 'chatwoot_account',
    column: 'token',
    isOfWorkspace: true,
    key: ['home', 'id'],
    placeOf: idOf('chatwoot'),
  },
  {
    table: 'chatwoot_account',
    column: 'secret',
    isOfWorkspace: true,
    key: ['home', 'id'],
    placeOf: idOf('chatwoot'),
  },
  {
    table: 'sealed_setting',
    column: 'secret',
    isOfWorkspace: true,
    key: ['home', 'name'],
    placeOf: ({ name }, workspaceId) => `setting ${String(name)} ${workspaceId}`,
  },
  {
    table: 'member_login',
    column: 'totp_sealed',
    isOfWorkspace: false,
    key: ['member_id'],
    placeOf: (row) => `second factor ${String(row['member_id'])}`,
  },
]
