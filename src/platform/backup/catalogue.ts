/** What a database holds that a backup must keep: its tables in the order they can be filled, the timeline's parts, its migrations. */
import type { Client } from 'pg'
import { fleeting } from '#platform/tables.ts'
import type { Manifest } from './records.ts'

type Session = Pick<Client, 'query'>

/** Tables, columns and parts, as they are now. */
export async function readCatalogue(client: Session): Promise<Omit<Manifest, 'takenAt'>> {
  const server = await rowsOf<{ version: string }>(
    client,
    `select current_setting('server_version') as version`,
  )
  return {
    server: server[0]?.version ?? '',
    migrations: await rowsOf(
      client,
      'select file, max(file_hash) as hash from migration group by file order by file',
    ),
    partitions: await rowsOf(
      client,
      `select c.relname as name, p.relname as parent, pg_get_expr(c.relpartbound, c.oid) as bound
       from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
       where c.relispartition and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`,
    ),
    tables: await readTables(client),
  }
}

async function readTables(client: Session): Promise<Manifest['tables']> {
  const tables = await rowsOf<{ name: string; columns: string[]; needs: string[] }>(
    client,
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
       (select coalesce(array_agg(distinct r.relname::text), '{}') from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid and not r.relispartition) as needs
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migration'
       and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
     order by c.relname`,
  )
  return inOrder(tables.filter(({ name }) => !fleeting.includes(name)))
}

/** Those that others point at come first. */
function inOrder(
  tables: readonly { name: string; columns: string[]; needs: string[] }[],
): Manifest['tables'] {
  const placed = new Map<string, Manifest['tables'][number]>()
  while (placed.size < tables.length) {
    const next = tables.filter(
      ({ name, needs }) =>
        !placed.has(name) && needs.every((need) => placed.has(need) || !tables.some((t) => t.name === need)),
    )
    if (next.length === 0) throw new Error('tables point at each other in a circle')
    for (const { name, columns } of next) placed.set(name, { name, columns })
  }
  return [...placed.values()]
}

/** A name as SQL takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

async function rowsOf<Row extends object>(client: Session, text: string): Promise<Row[]> {
  return (await client.query<Row>(text)).rows
}
