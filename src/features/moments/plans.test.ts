/** How the database answers what the screen asks: by indexes only, in the order of an index where the list is long. */
import { beforeAll, describe, expect, test } from 'vitest'
import { onStatement, sql, type Database, type Queries, type QueryOptions } from '#platform/database.ts'
import { read, type Scope } from '#platform/scope.ts'
import { customerIdOf, listTimelinePage } from '#features/timeline/index.ts'
import { takeIn } from '#testing/take-in.ts'
import { aWorkspace, anEntry, NOW } from '#testing/workspace.ts'
import { ListQueue } from './contract.ts'
import { listMoments, momentIdFrom, search, showMoment, showQueue } from './index.ts'

type PlanNode = { 'Node Type': string; 'Relation Name'?: string; 'Index Name'?: string; Plans?: PlanNode[] }

type Explained = Record<string, [{ Plan: PlanNode }]>
const planIn = (row: Explained | undefined): PlanNode => Object.values(row!)[0]![0].Plan

/**
 * A database that explains every question before it answers it, and of one that keeps its plan the plan that is kept, too.
 * Whole tables are read only where no index would do.
 */
function explaining(db: Database, plans: PlanNode[], keepsPlans: boolean): Database {
  const explain = (queries: Queries): Queries => {
    const look = async (query: Parameters<Queries['many']>[0], options: QueryOptions = {}) => {
      plans.push(planIn((await queries.many<Explained>(sql`explain (format json) ${query}`))[0]))
      if (options.name === undefined || !keepsPlans) return
      const { rows } = await queries.client.query<Explained>(
        `explain (generic_plan, format json) ${await textOf(queries, query)}`,
      )
      plans.push(planIn(rows[0]))
    }
    return {
      client: queries.client,
      many: async (query, options) => (await look(query, options), queries.many(query, options)),
      one: async (query, options) => (await look(query, options), queries.one(query, options)),
      maybe: async (query, options) => (await look(query, options), queries.maybe(query, options)),
      run: (query, options) => queries.run(query, options),
    }
  }
  return {
    ...db,
    transaction: (homestead, work, options) =>
      db.transaction(
        homestead,
        async (queries) => {
          await queries.run(sql`set local enable_seqscan = off`)
          return work(explain(queries))
        },
        options,
      ),
  }
}

/** What is sent for a question. */
async function textOf(queries: Queries, query: Parameters<Queries['many']>[0]): Promise<string> {
  let text = ''
  const stop = onStatement((sent) => (text = sent))
  await queries.many(query)
  stop()
  return text
}

/** Plans without values can be asked for from PostgreSQL 16 on. */
const canExplainKept = async (db: Database): Promise<boolean> =>
  db.owner(async ({ client }) => {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    return Number(rows[0]?.server_version_num) >= 160_000
  })

const aCustomer = ({ workspace }: Pick<Scope, 'workspace'>) =>
  customerIdOf(workspace.id, { kind: 'email', value: 'customer7@example.com' })

const nodesOf = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]

describe.each([1, 4] as const)('in %i slices', (slices) => {
  let scope: Scope
  let id = ''
  let keepsPlans = false

  beforeAll(async () => {
    scope = await aWorkspace({ slices })
    keepsPlans = await canExplainKept(scope.db)
    const entries = Array.from({ length: 1_500 }, (_, index) =>
      anEntry({
        identities: [{ kind: 'email', value: `customer${index % 300}@example.com`, verified: true }],
        at: new Date(NOW.getTime() - index * 1_000),
        text: index % 2 === 0 ? 'Where is my order? It still hasn’t arrived.' : 'My dog Biscuit loves it',
      }),
    )
    for (let from = 0; from < entries.length; from += 500)
      await takeIn(scope, entries.slice(from, from + 500))
    id = (await showQueue(scope, ListQueue.parse({ limit: 1 }))).items[0]!.id
    await scope.db.owner(({ client }) =>
      client.query(
        'analyze moment, moment_word, fact, entry, customer, moment_act, moment_settlement, moment_snooze',
      ),
    )
  })

  async function plansOf(work: (scope: Scope) => Promise<unknown>): Promise<PlanNode[]> {
    const plans: PlanNode[] = []
    await work({ ...scope, db: explaining(scope.db, plans, keepsPlans) })
    expect(plans.length).toBeGreaterThan(0)
    return plans.flatMap(nodesOf)
  }

  test.each([
    ['the queue', (scope: Scope) => showQueue(scope, ListQueue.parse({}))],
    ['my queue', (scope: Scope) => showQueue(scope, ListQueue.parse({ of: 'mine' }))],
    [
      'the queue of a valence',
      (scope: Scope) => showQueue(scope, ListQueue.parse({ valence: 'opportunity' })),
    ],
    ['the queue of a kind', (scope: Scope) => showQueue(scope, ListQueue.parse({ kind: 'pet' }))],
    ['the queue by words', (scope: Scope) => showQueue(scope, ListQueue.parse({ q: 'dog bisc' }))],
    ['one moment', (scope: Scope) => showMoment(scope, momentIdFrom(id))],
    ['all moments', (scope: Scope) => listMoments(scope, { limit: 50 })],
    ['moments of a state', (scope: Scope) => listMoments(scope, { state: 'done', limit: 50 })],
    [
      'a page of a timeline',
      (scope: Scope) => read(scope, (scope) => listTimelinePage(scope, aCustomer(scope), { limit: 50 })),
    ],
    ['a search', (scope: Scope) => search(scope, 'cust bisc')],
  ])('%s reads no table whole', async (_name, work) => {
    const whole = (await plansOf(work))
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .map((node) => node['Relation Name'])
    expect(whole).toEqual([])
  })

  test.each([
    ['moment_queue', {}],
    ['moment_queue_by_assignee', { of: 'mine' }],
    ['moment_queue_by_valence', { valence: 'threat' }],
    ['moment_queue_by_kind', { kind: 'chasing' }],
  ])('the list comes in the order of %s', async (index, query) => {
    const nodes = await plansOf((scope) => showQueue(scope, ListQueue.parse({ ...query, limit: 20 })))
    expect(nodes.map((node) => node['Index Name'])).toContain(index)
    const sorts = nodes.filter(
      (node) =>
        node['Node Type'] === 'Sort' && nodesOf(node).some((below) => below['Relation Name'] === 'moment'),
    )
    expect(sorts).toEqual([])
  })
})
