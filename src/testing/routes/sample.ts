/** Builds requests from what a route declares: a body and a query that pass its schema, and every place in them where an id may stand. */
import { z } from 'zod'

type Json = Readonly<Record<string, unknown>>
type Place = readonly (string | number)[]
export type Part = 'params' | 'querystring' | 'body'

/** The shape of a part of a request, as JSON Schema; undefined where the route declares none. */
export function shapeOf(schema: unknown, part: Part, io: 'input' | 'output' = 'input'): Json | undefined {
  const declared = (schema as Partial<Record<Part, z.ZodType>> | undefined)?.[part]
  return declared && (z.toJSONSchema(declared, { io, unrepresentable: 'any' }) as Json)
}

/** Values of our own that fit a kind of text. */
const TEXTS: readonly string[] = [
  'a word',
  'word',
  'read',
  '2026-01-05T10:00:00Z',
  '2026-01-05',
  '10:00',
  'a@example.com',
  'USD',
  'mon',
  'example.com',
  'https://example.com',
  '#aa3377',
  'Europe/London',
  '2026-01',
  '07-04',
  'GB',
  'read.all',
]

/** A value that fits; `fill` may put something else in the place of a text. */
export function sampleOf(
  shape: Json,
  fill: (place: Place) => unknown = () => undefined,
  at: Place = [],
): unknown {
  const given = fill(at)
  if (given !== undefined) return given
  const { type, properties, items, prefixItems, anyOf, oneOf, allOf } = shape
  if ('const' in shape) return shape['const']
  if (Array.isArray(shape['enum'])) return shape['enum'][0]
  const choices = (anyOf ?? oneOf) as Json[] | undefined
  if (choices) return sampleOf(choices.find(({ type }) => type !== 'null') ?? choices[0] ?? {}, fill, at)
  if (Array.isArray(allOf)) return sampleOf((allOf as Json[])[0] ?? {}, fill, at)
  if (type === 'object') {
    const fields = Object.entries((properties ?? {}) as Record<string, Json>)
    return Object.fromEntries(fields.map(([name, field]) => [name, sampleOf(field, fill, [...at, name])]))
  }
  if (type === 'array') {
    if (Array.isArray(prefixItems))
      return (prefixItems as Json[]).map((item, i) => sampleOf(item, fill, [...at, i]))
    return [sampleOf((items ?? {}) as Json, fill, [...at, 0])]
  }
  if (type === 'number' || type === 'integer')
    return Math.max(1, Number(shape['minimum'] ?? shape['exclusiveMinimum'] ?? 1))
  if (type === 'boolean') return true
  if (type === 'string') return fittingText(shape)
  return '2026-01-05T10:00:00Z'
}

/** A text that fits the shape of one, where any of ours does. */
export function fittingText(shape: Json): string {
  const pattern = typeof shape['pattern'] === 'string' ? new RegExp(shape['pattern'], 'u') : undefined
  const least = Number(shape['minLength'] ?? 0)
  const fits = TEXTS.find((text) => (pattern?.test(text) ?? true) && text.length >= least)
  return fits ?? 'x'.repeat(Math.max(1, least))
}

/** Every place where a text may stand that is not one of a list, the nested ones included. */
export function placesOf(shape: Json | undefined): Place[] {
  const found: Place[] = []
  const walk = (one: Json, at: Place): void => {
    if ('const' in one || 'enum' in one) return
    for (const choice of [one['anyOf'], one['oneOf'], one['allOf']].flatMap((list) => (list ?? []) as Json[]))
      walk(choice, at)
    if (one['type'] === 'string') found.push(at)
    for (const [name, field] of Object.entries((one['properties'] ?? {}) as Record<string, Json>))
      walk(field, [...at, name])
    if (one['items']) walk(one['items'] as Json, [...at, 0])
  }
  if (shape) walk(shape, [])
  return [...new Map(found.map((place) => [place.join('.'), place])).values()]
}

/** Whether an object of the shape takes fields it does not name. */
export function isOpen(shape: Json | undefined): boolean {
  if (!shape) return false
  const { additionalProperties: more } = shape
  if (more === true || (typeof more === 'object' && more !== null && Object.keys(more).length === 0))
    return true
  const below = [
    ...Object.values((shape['properties'] ?? {}) as Record<string, Json>),
    ...['anyOf', 'oneOf', 'allOf'].flatMap((name) => (shape[name] ?? []) as Json[]),
    ...(shape['items'] ? [shape['items'] as Json] : []),
  ]
  return below.some(isOpen)
}
