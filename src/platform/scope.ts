/** Who asks, for which workspace, when, and with which database: the first argument of everything that does something. */
import { randomBytes } from 'node:crypto'
import {
  homesOf,
  makeId,
  slotOf,
  type Home,
  type Homestead,
  type Id,
  type MemberId,
  type WorkspaceId,
} from '#kit/id.ts'
import type { Database, NamedQuery, Queries } from './database.ts'

export type Workspace = Homestead & {
  readonly id: WorkspaceId
  readonly name: string
  /** IANA name. */
  readonly zone: string
  /** ISO 4217. */
  readonly currency: string
}

export type Actor =
  | {
      readonly kind: 'member'
      readonly id: MemberId
      readonly name: string
      readonly role: 'owner' | 'supervisor' | 'agent' | 'viewer'
    }
  | {
      readonly kind: 'key'
      readonly id: string
      readonly name: string
      readonly scopes: readonly string[]
      readonly trust: 'server' | 'browser'
    }
  | { readonly kind: 'machine'; readonly name: string }

/** Built once per request, job or command. */
export type Scope = {
  readonly db: Database
  readonly workspace: Workspace
  readonly actor: Actor
  readonly now: Date
  /** `count` bytes of chance; tests hand in a seeded one. */
  readonly random: (count: number) => Uint8Array
}

/** A scope inside one transaction: only from here can statements be sent. */
export type TxScope = Omit<Scope, 'db'> & { readonly db: Queries; readonly homes: readonly Home[] }

/** Runs `work` in one transaction. Name its argument `scope` too, so that the outer one is out of reach. */
export function transact<T>(scope: Scope, work: (scope: TxScope) => Promise<T>): Promise<T> {
  return scope.db.transaction(scope.workspace, (db) => work(inside(scope, db)), patienceOf(scope))
}

/** As `transact`, and the database refuses any write. */
export function read<T>(scope: Scope, work: (scope: TxScope) => Promise<T>): Promise<T> {
  return scope.db.transaction(scope.workspace, (db) => work(inside(scope, db)), {
    ...patienceOf(scope),
    readOnly: true,
  })
}

/** Statements of which none waits for another's answer, as one transaction in one trip; the rows each touched. */
export function together(scope: Scope, queries: readonly NamedQuery[]): Promise<number[]> {
  return scope.db.together(scope.workspace, queries, patienceOf(scope))
}

/** A new id. `near` is the id of the customer it belongs to, whose slot it copies; without one, slot 0. */
export function newId<Kind extends string>(scope: Pick<Scope, 'now' | 'random'>, near?: string): Id<Kind> {
  return makeId<Kind>(scope.now, near === undefined ? 0 : slotOf(near), scope.random(8))
}

export const chance = (count: number): Uint8Array => randomBytes(count)

/** How long work that nobody waits for may leave the database without a word. */
const MACHINE_SILENT_MS = 30_000
const patienceOf = ({ actor }: Scope): { silentMs?: number } =>
  actor.kind === 'machine' ? { silentMs: MACHINE_SILENT_MS } : {}

function inside(scope: Scope, db: Queries): TxScope {
  return { ...scope, db, homes: homesOf(scope.workspace) }
}
