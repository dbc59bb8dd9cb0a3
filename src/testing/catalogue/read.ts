/** Reads what a database says about its own tables; judges nothing. */
import type { Client } from 'pg'

export type Column = {
  readonly name: string
  readonly type: string
  readonly notNull: boolean
  /** The default's expression, or 'identity'. */
  readonly default: string | null
}

/** `columns` in the order of the key. */
export type Index = {
  readonly name: string
  readonly columns: readonly string[]
  readonly unique: boolean
  readonly primary: boolean
  readonly method: string
}

/** `onDelete`, `onUpdate` as pg_constraint writes them: a no action, r restrict, c cascade, n set null, d set default. */
export type ForeignKey = {
  readonly name: string
  readonly columns: readonly string[]
  readonly target: string
  readonly targetColumns: readonly string[]
  readonly onDelete: string
  readonly onUpdate: string
}

/** `command` as pg_policy writes it: * all, r select, a insert, w update, d delete. `roles` holds 'public' for everyone. */
export type Policy = {
  readonly name: string
  readonly command: string
  readonly permissive: boolean
  readonly roles: readonly string[]
  readonly using: string | null
  readonly check: string | null
}

/** `columns` is empty where the whole table is granted. */
export type Grant = { readonly role: string; readonly privilege: string; readonly columns: readonly string[] }

export type Relation = {
  readonly name: string
  readonly kind: 'table' | 'partitioned' | 'view' | 'materialized view'
  /** The root of a partition; undefined for a relation of its own. */
  readonly partitionOf: string | undefined
  /** "RANGE (at)" of a partitioned table. */
  readonly partitionKey: string | null
  /** "FOR VALUES FROM (…) TO (…)" of a partition. */
  readonly bound: string | null
  readonly securityInvoker: boolean
  readonly rowSecurity: boolean
  readonly forcedRowSecurity: boolean
  readonly owner: string
  readonly columns: readonly Column[]
  readonly indexes: readonly Index[]
  readonly foreignKeys: readonly ForeignKey[]
  readonly triggers: readonly string[]
  readonly rules: readonly string[]
  readonly policies: readonly Policy[]
  readonly grants: readonly Grant[]
}

export type Role = {
  readonly name: string
  readonly superuser: boolean
  readonly bypassesRowSecurity: boolean
  readonly createsRoles: boolean
  readonly createsDatabases: boolean
  /** Roles it is a member of. */
  readonly memberOf: readonly string[]
}

/** The tables and views of schema `public`, sorted by name, and the roles whose names begin with "spoonful_". */
export type Catalogue = { readonly relations: readonly Relation[]; readonly roles: readonly Role[] }

export async function readCatalogue(client: Pick<Client, 'query'>): Promise<Catalogue> {
  await client.query("set time zone 'UTC'") // partition bounds are written in the session's zone
  const relations = await client.query<Relation>(RELATIONS)
  const roles = await client.query<Role>(ROLES)
  await client.query('reset time zone')
  return {
    relations: relations.rows.map((row) => ({ ...row, partitionOf: row.partitionOf ?? undefined })),
    roles: roles.rows,
  }
}

const RELATIONS = `
select c.relname as name,
  case c.relkind when 'r' then 'table' when 'p' then 'partitioned' when 'v' then 'view' else 'materialized view' end as kind,
  case when c.relispartition then pg_partition_root(c.oid)::regclass::text end as "partitionOf",
  pg_get_partkeydef(c.oid) as "partitionKey",
  pg_get_expr(c.relpartbound, c.oid) as bound,
  coalesce(c.reloptions @> array['security_invoker=true'] or c.reloptions @> array['security_invoker=on'], false) as "securityInvoker",
  c.relrowsecurity as "rowSecurity",
  c.relforcerowsecurity as "forcedRowSecurity",
  pg_get_userbyid(c.relowner) as owner,
  (select coalesce(jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, null), 'notNull', attnotnull,
      'default', case when attidentity <> '' then 'identity' else pg_get_expr(adbin, adrelid) end) order by attnum), '[]')
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum and attgenerated = ''
    where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
  (select coalesce(jsonb_agg(jsonb_build_object('name', x.relname, 'unique', indisunique, 'primary', indisprimary, 'method', amname,
      'columns', (select jsonb_agg(coalesce(attname, '(expression)') order by place)
        from unnest(indkey::smallint[]) with ordinality k(num, place)
        left join pg_attribute on attrelid = c.oid and attnum = num and num > 0
        where place <= indnkeyatts)) order by x.relname), '[]')
    from pg_index join pg_class x on x.oid = indexrelid join pg_am m on m.oid = x.relam where indrelid = c.oid) as indexes,
  (select coalesce(jsonb_agg(jsonb_build_object('name', conname, 'target', confrelid::regclass::text,
      'columns', (select jsonb_agg(attname order by place) from unnest(conkey) with ordinality k(num, place)
        join pg_attribute on attrelid = conrelid and attnum = num),
      'targetColumns', (select jsonb_agg(attname order by place) from unnest(confkey) with ordinality k(num, place)
        join pg_attribute on attrelid = confrelid and attnum = num),
      'onDelete', confdeltype, 'onUpdate', confupdtype) order by conname), '[]')
    from pg_constraint where conrelid = c.oid and contype = 'f' and conparentid = 0) as "foreignKeys",
  (select coalesce(jsonb_agg(tgname order by tgname), '[]') from pg_trigger where tgrelid = c.oid and not tgisinternal) as triggers,
  (select coalesce(jsonb_agg(rulename order by rulename), '[]') from pg_rewrite where ev_class = c.oid and rulename <> '_RETURN') as rules,
  (select coalesce(jsonb_agg(jsonb_build_object('name', polname, 'command', polcmd, 'permissive', polpermissive,
      'roles', (select jsonb_agg(case role when 0 then 'public' else pg_get_userbyid(role)::text end) from unnest(polroles) role),
      'using', pg_get_expr(polqual, polrelid), 'check', pg_get_expr(polwithcheck, polrelid)) order by polname), '[]')
    from pg_policy where polrelid = c.oid) as policies,
  (select coalesce(jsonb_agg(jsonb_build_object('role', role, 'privilege', privilege, 'columns', columns) order by role, privilege), '[]') from (
    select case grantee when 0 then 'public' else pg_get_userbyid(grantee)::text end as role, privilege_type as privilege, '[]'::jsonb as columns
      from aclexplode(c.relacl) where grantee <> c.relowner
    union all
    select case grantee when 0 then 'public' else pg_get_userbyid(grantee)::text end, privilege_type, jsonb_agg(attname order by attname)
      from pg_attribute, aclexplode(attacl) where attrelid = c.oid and not attisdropped and grantee <> c.relowner group by 1, 2
  ) granted) as grants
from pg_class c
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
order by c.relname`

const ROLES = `
select rolname as name, rolsuper as superuser, rolbypassrls as "bypassesRowSecurity",
  rolcreaterole as "createsRoles", rolcreatedb as "createsDatabases",
  (select coalesce(jsonb_agg(pg_get_userbyid(roleid) order by roleid), '[]') from pg_auth_members where member = r.oid) as "memberOf"
from pg_roles r where rolname like 'spoonful\\_%' order by rolname`
