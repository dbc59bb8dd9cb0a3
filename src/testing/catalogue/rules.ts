/** S1 to S5 of the schema and G14c of tenancy, over what `read.ts` has read; pure. */
import type { Tables } from '../statement-lint/problem.ts'
import type { Catalogue, Policy, Relation, Role } from './read.ts'

export type SchemaRule = 'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'G14c' | 'registry'

/** One breach: the rule, and a sentence that begins with the table. */
export type SchemaProblem = { readonly rule: SchemaRule; readonly message: string }

/** The role requests run as, and the role that may look for due work in all homes. */
const APP = 'spoonful_app'
const WORKER = 'spoonful_worker'
/** The role that people, their keys and sessions are asked as: it sees those of one workspace. */
const PEOPLE = 'spoonful_people'
/** The role that chains the audit log, and touches nothing else. */
const SEALER = 'spoonful_sealer'
const AUDIT = /^audit_/
/** The one table that is cut by months. */
const TIMELINE = 'entry'

/** Breaches of a whole catalogue, none where it keeps all rules. */
export function checkCatalogue(
  catalogue: Catalogue,
  tables: Tables & { readonly ofPeople?: readonly string[] },
): SchemaProblem[] {
  const classes = new Map<string, keyof Tables>([
    ...tables.distributed.map((name) => [name, 'distributed'] as const),
    ...tables.reference.map((name) => [name, 'reference'] as const),
    ...tables.local.map((name) => [name, 'local'] as const),
  ])
  const own = catalogue.relations.filter((relation) => relation.partitionOf === undefined)
  const distributed = own.filter((relation) => classes.get(relation.name) === 'distributed')
  return [
    ...registered(own, classes),
    ...distributed.flatMap(homeIsKey),
    ...own.flatMap((relation) => foreignKeysKeepHome(relation, classes)),
    ...own.filter((relation) => classes.get(relation.name) !== 'local').flatMap(nothingActsByItself),
    ...timelineIsCut(catalogue),
    ...intakeIsUnique(own),
    ...distributed.flatMap(rowsAreFenced),
    ...catalogue.relations.flatMap((relation) => grantsAreFew(relation, classes)),
    ...own.flatMap((relation) => peopleAreFenced(relation, tables.ofPeople ?? [])),
    ...own.flatMap(sealerIsFenced),
    ...[APP, WORKER, PEOPLE, SEALER].flatMap((name) => roleIsPowerless(name, catalogue)),
  ]
}

function registered(own: readonly Relation[], classes: ReadonlyMap<string, keyof Tables>): SchemaProblem[] {
  const names = new Set(own.map(({ name }) => name))
  return [
    ...own
      .filter(({ name }) => !classes.has(name))
      .map(({ name }) => problem('registry', name, 'is in no class of platform/tables.ts')),
    ...[...classes.keys()]
      .filter((name) => !names.has(name))
      .map((name) => problem('registry', name, 'stands in platform/tables.ts and no migration makes it')),
  ]
}

function homeIsKey(relation: Relation): SchemaProblem[] {
  const { name, kind, columns, indexes } = relation
  const home = columns.find((column) => column.name === 'home')
  if (!home) return [problem('S1', name, 'has no column home')]
  if (kind === 'view') return []
  if (kind === 'materialized view')
    return [problem('S1', name, 'is a materialized view: write a roll-up table')]
  const problems: SchemaProblem[] = []
  if (home.type !== 'bigint' || !home.notNull)
    problems.push(problem('S1', name, 'home must be bigint not null'))
  const primary = indexes.find((index) => index.primary)
  if (!primary) problems.push(problem('S1', name, 'has no primary key'))
  else if (primary.columns[0] !== 'home')
    problems.push(problem('S1', name, 'primary key must start with home'))
  for (const index of indexes)
    if (index.unique && !index.columns.includes('home'))
      problems.push(problem('S1', name, `unique index ${index.name} lacks home`))
  return problems
}

function foreignKeysKeepHome(
  relation: Relation,
  classes: ReadonlyMap<string, keyof Tables>,
): SchemaProblem[] {
  const from = classes.get(relation.name)
  return relation.foreignKeys.flatMap((key) => {
    const to = classes.get(key.target)
    const say = (message: string) => [problem('S2', relation.name, `${key.name} ${message}`)]
    const problems: SchemaProblem[] = []
    if (from === 'distributed' && to === 'distributed') {
      const at = key.columns.indexOf('home')
      if (at < 0 || key.targetColumns[at] !== 'home') problems.push(...say('must pair home with home'))
    }
    const pointsWrong =
      (from === 'distributed' && to === 'local') ||
      (from === 'reference' && to !== 'reference') ||
      (from === 'local' && to === 'distributed')
    if (pointsWrong) problems.push(...say(`must not point from a ${from} to a ${to ?? 'strange'} table`))
    if (from !== 'local' && /[nd]/.test(key.onDelete + key.onUpdate))
      problems.push(...say('must not set null or default'))
    return problems
  })
}

function nothingActsByItself({ name, triggers, rules, columns }: Relation): SchemaProblem[] {
  return [
    ...triggers.map((trigger) => problem('S3', name, `has a trigger: ${trigger}`)),
    ...rules.map((rule) => problem('S3', name, `has a rule: ${rule}`)),
    ...columns
      .filter((column) => /^identity$|nextval\(|uuid/.test(column.default ?? ''))
      .map((column) =>
        problem('S3', name, `${column.name}: ids come from the application, not from a default`),
      ),
    ...columns
      .filter((column) => column.name === 'home' && column.default !== null)
      .map(() => problem('S3', name, 'home comes from the application, not from a default')),
  ]
}

function timelineIsCut({ relations }: Catalogue): SchemaProblem[] {
  const timeline = relations.find(({ name }) => name === TIMELINE)
  const parts = relations.filter(({ partitionOf }) => partitionOf === TIMELINE)
  const problems = relations
    .filter(({ kind, name }) => kind === 'partitioned' && name !== TIMELINE)
    .map(({ name }) => problem('S4', name, 'is partitioned: only the timeline is, and by one level'))
  if (timeline && timeline.partitionKey !== 'RANGE (at)')
    problems.push(problem('S4', TIMELINE, 'must be partitioned by range of at'))
  for (const { name, bound } of parts)
    if (!isOneMonth(bound ?? ''))
      problems.push(problem('S4', name, `is not one month: ${bound ?? 'no bound'}`))
  for (const { name, indexes } of [...(timeline ? [timeline] : []), ...parts])
    for (const index of indexes)
      if (index.method === 'gin') problems.push(problem('S4', name, `has a GIN index: ${index.name}`))
  return problems
}

function isOneMonth(bound: string): boolean {
  const found =
    /^FOR VALUES FROM \('(\d{4})-(\d\d)-01 00:00:00\+00'\) TO \('(\d{4})-(\d\d)-01 00:00:00\+00'\)$/.exec(
      bound,
    )
  if (!found) return false
  const [fromYear, fromMonth, toYear, toMonth] = found.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
  ]
  return toYear * 12 + toMonth - (fromYear * 12 + fromMonth) === 1
}

function intakeIsUnique(own: readonly Relation[]): SchemaProblem[] {
  const seen = own.find(({ name }) => name === 'intake_seen')
  if (!seen) return []
  const wanted = 'home,source,message_id'
  if (seen.indexes.some((index) => index.unique && index.columns.join() === wanted)) return []
  return [problem('S5', seen.name, 'must be unique by (home, source, message_id)')]
}

function rowsAreFenced(relation: Relation): SchemaProblem[] {
  const { name, kind, policies } = relation
  if (kind === 'view')
    return relation.securityInvoker
      ? []
      : [problem('G14c', name, 'must be made with (security_invoker = true), or it reads past the fence')]
  const problems: SchemaProblem[] = []
  if (!relation.rowSecurity) problems.push(problem('G14c', name, 'row-level security is off'))
  if (!relation.forcedRowSecurity) problems.push(problem('G14c', name, 'row-level security is not forced'))
  if (relation.owner === APP || relation.owner === WORKER)
    problems.push(problem('G14c', name, `belongs to ${relation.owner}`))
  const forApp = policies.filter(({ roles }) => roles.includes(APP) || roles.includes('public'))
  if (!forApp.some((policy) => policy.command === '*' && policy.permissive && isFence(policy)))
    problems.push(
      problem('G14c', name, `has no policy for ${APP} that fences reading and writing by workspace`),
    )
  for (const policy of forApp)
    if (policy.permissive && !isFence(policy))
      problems.push(problem('G14c', name, `policy ${policy.name} lets ${APP} past the fence`))
  for (const policy of policies)
    if (policy.roles.includes(WORKER) && policy.command !== 'r')
      problems.push(problem('G14c', name, `policy ${policy.name} lets ${WORKER} write`))
  return problems
}

const OWN_WORKSPACE =
  /^\((id|workspace_id) = \( ?SELECT \(NULLIF\(current_setting\('spoonful\.workspace_id'::text, true\), ''::text\)\)::uuid AS "?\w+"?\)\)$/
const OWN_MEMBER = /^\(member_id IN \( ?SELECT member\.id\s+FROM member\)\)$/

/** A table of people lets its role see one workspace, and no other role of ours anything; that role sees no further table. */
function peopleAreFenced(relation: Relation, ofPeople: readonly string[]): SchemaProblem[] {
  const { name, rowSecurity, policies, grants } = relation
  const isGranted = grants.some(({ role }) => role === PEOPLE)
  if (!ofPeople.includes(name))
    return isGranted ? [problem('G14c', name, `is granted to ${PEOPLE} and not listed in ofPeople`)] : []
  const problems: SchemaProblem[] = []
  if (!rowSecurity) problems.push(problem('G14c', name, 'row-level security is off'))
  const isOwn = (text: string | null) =>
    OWN_MEMBER.test(text ?? '') ||
    OWN_WORKSPACE.exec(text ?? '')?.[1] === (name === 'workspace' ? 'id' : 'workspace_id')
  const fences = policies.filter(({ roles }) => roles.includes(PEOPLE) || roles.includes('public'))
  if (
    !fences.some(({ command }) => command === '*') ||
    fences.some((fence) => !isOwn(fence.using) || !isOwn(fence.check))
  )
    problems.push(problem('G14c', name, `does not fence ${PEOPLE} by workspace`))
  for (const { role } of grants)
    if (role === APP || role === WORKER) problems.push(problem('G14c', name, `is granted to ${role}`))
  return problems
}

/** Chaining is the sealer's alone, and the sealer's alone is chaining. */
function sealerIsFenced({ name, policies, grants }: Relation): SchemaProblem[] {
  const say = (message: string) => [problem('G14c', name, message)]
  const forSealer = policies.filter(({ roles }) => roles.includes(SEALER))
  if (!AUDIT.test(name))
    return forSealer.length > 0 || grants.some(({ role }) => role === SEALER)
      ? say(`is open to ${SEALER}`)
      : []
  return [
    ...(forSealer.every(isFence) ? [] : say(`lets ${SEALER} past the fence`)),
    ...grants.flatMap(({ role, privilege }) =>
      (role === APP && privilege !== 'SELECT' && (name !== 'audit_unsealed' || privilege !== 'INSERT')) ||
      (role === SEALER && name === 'audit_entry' && privilege !== 'INSERT')
        ? say(`${role} must not ${privilege}`)
        : [],
    ),
  ]
}

const FENCE =
  /^\(\(home >> 12\) = \(? ?(SELECT )?\(NULLIF\(current_setting\('spoonful\.workspace'::text, true\), ''::text\)\)::bigint( AS "?\w+"?)?\)?\)$/

function isFence({ using, check }: Policy): boolean {
  return FENCE.test(using ?? '') && FENCE.test(check ?? '')
}

const APP_MAY: Readonly<Record<keyof Tables, readonly string[]>> = {
  distributed: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  reference: [],
  local: [],
}

/** The worker sees columns of addresses and dates; never a document. */
const CONTENT = new Set(['jsonb', 'json', 'bytea'])

function grantsAreFew(relation: Relation, classes: ReadonlyMap<string, keyof Tables>): SchemaProblem[] {
  const { name, partitionOf } = relation
  const kind = partitionOf === undefined ? classes.get(name) : undefined
  return relation.grants.flatMap(({ role, privilege, columns }) => {
    const say = (message: string) => [problem('G14c', name, message)]
    if (role === 'public') return say(`is granted to everyone: ${privilege}`)
    if (partitionOf !== undefined)
      return say(`is a partition and granted to ${role}: reach it through ${partitionOf}`)
    if (role === APP && kind && !APP_MAY[kind].includes(privilege))
      return say(`${APP} must not ${privilege} a ${kind} table`)
    if (role !== WORKER || kind === 'reference') return []
    if (privilege !== 'SELECT' || columns.length === 0) return say(`${WORKER} may only select named columns`)
    const content = relation.columns.find(
      (column) => columns.includes(column.name) && CONTENT.has(column.type),
    )
    return content ? say(`${WORKER} must not see content: ${content.name}`) : []
  })
}

function roleIsPowerless(name: string, { roles, relations }: Catalogue): SchemaProblem[] {
  const role = roles.find((each) => each.name === name)
  if (!role) return [problem('G14c', name, 'is missing')]
  const powers: (keyof Role)[] = ['superuser', 'bypassesRowSecurity', 'createsRoles', 'createsDatabases']
  return [
    ...powers.filter((power) => role[power]).map((power) => problem('G14c', name, `must not have: ${power}`)),
    ...role.memberOf.map((other) => problem('G14c', name, `must not be a member of ${other}`)),
    ...relations
      .filter(({ owner }) => owner === name)
      .map((each) => problem('G14c', name, `owns ${each.name}`)),
  ]
}

function problem(rule: SchemaRule, subject: string, message: string): SchemaProblem {
  return { rule, message: `${subject}: ${message}` }
}
