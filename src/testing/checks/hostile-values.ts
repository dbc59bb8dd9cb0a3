/** Values for a JSON schema as a stranger may send them: some fit, some nearly, some not at all. Chance is handed in. */
import { integerBetween, pick, type Random } from '#kit/random.ts'
import { fittingText } from '#testing/routes/sample.ts'

export type Schema = {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly format?: string
  readonly pattern?: string
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly minimum?: number
  readonly exclusiveMinimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly minLength?: number
  readonly maxLength?: number
}

const TEXTS: readonly string[] = [
  '',
  ' ',
  'a',
  'x'.repeat(300),
  'x'.repeat(70_000),
  '\u0000',
  'a\ud800b',
  '\ufeff',
  '\u202egnp.exe',
  '😀'.repeat(50),
  'a\u0300'.repeat(500),
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-1',
  '0',
  '1e309',
  '9007199254740993',
  '0x7f000001',
  "'; drop table customer; --",
  "' or 1=1 --",
  '%_\\%',
  '$1',
  '${7*7}{{7*7}}<%=7*7%>',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  'javascript:alert(1)',
  '<img src=x onerror=alert(1)>',
  '=cmd|"/c calc"!A1',
  'a\r\nSet-Cookie: x=y',
  'in 2 business days',
  'tomorrow 25:61',
  '2025-02-30',
  '0000-00-00',
  '9999-12-31T23:59:59.999Z',
  '-271821-04-20T00:00:00Z',
  '+275760-09-13T00:00:00.001Z',
  '2025-11-21T15:42:00Z',
  'America/New_York',
  'Etc/../../x',
  'USD',
  'a@b.c',
  `${'a'.repeat(5_000)}@example.com`,
  '(a+)+$',
  '{"a":',
  '[]',
]
const NUMBERS: readonly unknown[] = [0, -0, 1, -1, 1.5, 2 ** 31, 2 ** 53 + 1, -(2 ** 63), 1e308, 1e-320, 4096, 100, '7', '1e309', NaN] // prettier-ignore
const ODD: readonly unknown[] = [null, true, false, [], {}, [[]], [null], '', 0, { $gt: '' }, { toString: 1 }, { __proto__x: 1 }, { length: -1 }, deep(40)] // prettier-ignore

function deep(levels: number): unknown {
  return levels === 0 ? 1 : { a: [deep(levels - 1)] }
}

/** What a stranger knows and how far he goes. */
export type Stranger = {
  readonly random: Random
  /** Ids that exist, by the kind of thing (its table), so that what lies behind them is reached too. */
  readonly ids: ReadonlyMap<string, string>
  /** 0 to 1: at 0 everything fits, at 1 hardly anything does, and what lies behind the first check is seldom reached. */
  readonly oddness: number
}

/** A value for the schema, as that stranger sends it. `name` is where it stands ("memberId", "moments"), and tells whose id fits. */
export function valueFor(schema: Schema | undefined, stranger: Stranger, name = '', depth = 0): unknown {
  const { random, oddness } = stranger
  if (!schema || depth > 6 || random() < 0.06 * oddness) return pick(random, [...ODD, ...TEXTS])
  if (schema.const !== undefined) return random() < 0.1 * oddness ? pick(random, ODD) : schema.const
  if (schema.enum) return pick(random, random() < 0.1 * oddness ? TEXTS : schema.enum)
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices && choices.length > 0) return valueFor(pick(random, choices), stranger, name, depth + 1)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  if (type === 'object' || schema.properties) return objectFor(schema, stranger, depth)
  if (type === 'array') return listFor(schema, stranger, name, depth)
  if (type === 'number' || type === 'integer') return numberFor(schema, stranger)
  if (type === 'boolean') return random() < 0.1 * oddness ? pick(random, ODD) : random() < 0.5
  // What is read by the route itself is an instant, here.
  return textFor(type === undefined ? { ...schema, format: 'date-time' } : schema, stranger, name)
}

function objectFor({ properties = {}, required = [] }: Schema, stranger: Stranger, depth: number) {
  const { random, oddness } = stranger
  const made: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(properties)) {
    const isWanted = required.includes(name) ? random() >= 0.04 * oddness : random() < 0.5
    if (isWanted) made[name] = valueFor(schema, stranger, name, depth + 1)
  }
  if (random() < 0.08 * oddness) made[pick(random, ['__proto__', 'constructor', 'role', 'home', 'workspaceId', 'isAdmin'])] = pick(random, ODD) // prettier-ignore
  return made
}

function listFor({ items, minItems = 0 }: Schema, stranger: Stranger, name: string, depth: number) {
  const { random, oddness } = stranger
  if (random() < 0.02 * oddness) return Array.from({ length: 2_000 }, () => 1)
  const length = Math.max(random() < oddness ? 0 : minItems, integerBetween(random, 0, 4))
  return Array.from({ length }, () => valueFor(items, stranger, name, depth + 1))
}

function numberFor(schema: Schema, { random, oddness }: Stranger): unknown {
  if (random() < 0.3 * oddness) return pick(random, NUMBERS)
  const { minimum = schema.exclusiveMinimum ?? 0, maximum = 100 } = schema
  return integerBetween(random, Math.max(minimum, -1e6), Math.min(maximum, 1e6))
}

function textFor(schema: Schema, { random, oddness, ids }: Stranger, name: string): unknown {
  const { format, pattern = '', minLength = 1, maxLength = 50 } = schema
  if (random() < 0.35 * oddness) return pick(random, TEXTS)
  if (format === 'uuid' || pattern.includes('[0-9a-f')) return idFor(ids, random, name)
  if (format === 'date-time') return pick(random, ['2025-11-21T15:42:00Z', '2025-11-25T09:00:00.000Z', '1970-01-01T00:00:00Z']) // prettier-ignore
  if (format === 'uri') return 'https://example.com'
  if (pattern !== '') return fittingText(schema)
  // Where the schema says nothing of it, half the texts are somebody's id.
  if (maxLength >= 36 && random() < 0.5) return idFor(ids, random, name)
  return 'abc def '.repeat(8).slice(0, integerBetween(random, minLength, Math.min(maxLength, 60)))
}

/** Mostly the id of what the place is named after: a member's for "memberId", a moment's for "moments". */
function idFor(ids: ReadonlyMap<string, string>, random: Random, name: string): string {
  const kind = name.replace(/Id$/, '').replace(/-/g, '_').replace(/ies$/, 'y').replace(/s$/, '')
  const exact = ids.get(kind)
  if (exact !== undefined && random() < 0.8) return exact
  const near = [...ids].filter(([other]) => kind !== '' && other.endsWith(`_${kind}`))
  const [, id = ''] = pick(random, near.length > 0 && random() < 0.8 ? near : [...ids])
  return id
}
