/** Values for a JSON schema as a stranger may send them: some fit, some nearly, some not at all. Chance is handed in. */
import { integerBetween, pick, type Random } from '#kit/random.ts'

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
  readonly maximum?: number
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

/** `ids` are ids that exist, so that what lies behind them is reached too. */
export function valueFor(
  schema: Schema | undefined,
  random: Random,
  ids: readonly string[],
  depth = 0,
): unknown {
  if (!schema || depth > 6 || random() < 0.06) return pick(random, [...ODD, ...TEXTS])
  if (schema.const !== undefined) return random() < 0.9 ? schema.const : pick(random, ODD)
  if (schema.enum) return random() < 0.9 ? pick(random, schema.enum) : pick(random, TEXTS)
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (choices && choices.length > 0) return valueFor(pick(random, choices), random, ids, depth + 1)
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  if (type === 'object' || schema.properties) return objectFor(schema, random, ids, depth)
  if (type === 'array') return listFor(schema, random, ids, depth)
  if (type === 'number' || type === 'integer') return numberFor(schema, random)
  if (type === 'boolean') return random() < 0.9 ? random() < 0.5 : pick(random, ODD)
  return textFor(schema, random, ids)
}

function objectFor(
  { properties = {}, required = [] }: Schema,
  random: Random,
  ids: readonly string[],
  depth: number,
) {
  const made: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(properties)) {
    const isWanted = required.includes(name) ? random() < 0.96 : random() < 0.5
    if (isWanted) made[name] = valueFor(schema, random, ids, depth + 1)
  }
  if (random() < 0.08) made[pick(random, ['__proto__', 'constructor', 'role', 'home', 'workspaceId', 'isAdmin'])] = pick(random, ODD) // prettier-ignore
  return made
}

function listFor({ items }: Schema, random: Random, ids: readonly string[], depth: number) {
  const length = random() < 0.02 ? 2_000 : integerBetween(random, 0, 4)
  if (length > 4) return Array.from({ length }, () => 1)
  return Array.from({ length }, () => valueFor(items, random, ids, depth + 1))
}

function numberFor({ minimum = -10, maximum = 100 }: Schema, random: Random): unknown {
  if (random() < 0.3) return pick(random, NUMBERS)
  return integerBetween(random, Math.max(minimum, -1e6), Math.min(maximum, 1e6))
}

function textFor(
  { format, pattern = '', maxLength = 50 }: Schema,
  random: Random,
  ids: readonly string[],
): unknown {
  if (random() < 0.35) return pick(random, TEXTS)
  if (format === 'uuid' || pattern.includes('[0-9a-f')) return pick(random, ids)
  if (format === 'date-time') return pick(random, ['2025-11-21T15:42:00Z', '2025-11-25T09:00:00.000Z', '1970-01-01T00:00:00Z']) // prettier-ignore
  if (format === 'email') return 'maren@example.com'
  if (/\\d\{4\}-\\d/.test(pattern)) return '2025-11-21'
  return 'abc def '.repeat(8).slice(0, Math.max(1, Math.min(maxLength, integerBetween(random, 1, 60))))
}

/** A text for a place in an address. */
export function wordFor(random: Random, ids: readonly string[]): string {
  return random() < 0.6
    ? pick(random, ids)
    : encodeURIComponent(pick(random, TEXTS).toWellFormed()).slice(0, 400)
}
