/** A database asked past the product, by checks and benches. */
import { Client, type ClientConfig } from 'pg'

/** SQL past the product, in one database. */
export async function asked<T extends object>(connection: ClientConfig, text: string): Promise<T[]> {
  const client = new Client(connection)
  await client.connect()
  try {
    return (await client.query<T>(text)).rows
  } finally {
    await client.end()
  }
}

/** Every table, months and other parts left to the whole. */
export async function tablesOf(connection: ClientConfig): Promise<string[]> {
  const tables = await asked<{ name: string }>(
    connection,
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`,
  )
  return tables.map(({ name }) => name)
}

/** Every table but the one of migrations with its number of rows and a hash over all of them, whatever their order. */
export async function contentOf(connection: ClientConfig): Promise<Record<string, string>> {
  const content: Record<string, string> = {}
  for (const name of await tablesOf(connection)) {
    if (name === 'migration') continue
    const [row] = await asked<{ content: string }>(
      connection,
      `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as content from ${name} t`,
    )
    content[name] = row?.content ?? ''
  }
  return content
}
