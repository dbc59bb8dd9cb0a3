/** Rows of a table as units, one rule for each shape of file. Pure but for the counting of equal rows. */
import type { Channel, EntryData, EntryKind } from '#features/timeline/contract.ts'
import type { IncomingEntry } from '#features/timeline/index.ts'
import {
  cellOf,
  channelOf,
  currencyOf,
  identitiesOf,
  messageIdOf,
  numberOf,
  openOthers,
  openTraits,
  productOf,
  whenOf,
  type Reading,
  type Row,
} from './cells.ts'
import { OF_ANYBODY, type ImportShape } from './contract.ts'
import { readDate } from './dates.ts'
import type { Field } from './fields.ts'
import type { Occurrences } from './occurrences.ts'
import { setAside, type Unit } from './unit.ts'

/** Which kind of entry an event's name means; undefined for names nobody knows. */
export type EventRule = (
  name: string,
) => { readonly kind: EntryKind; readonly channel?: Channel; readonly status?: string } | undefined

export type Translator = {
  /** The units that are complete with this row. */
  row(row: Row): Unit[]
  /** What was still gathered. */
  end(): Unit[]
}

/** Rows one by one, for every shape but orders. */
export function openRows(
  shape: Exclude<ImportShape, 'orders'>,
  reading: Reading,
  occurrences: Occurrences,
  eventRule: EventRule,
): Translator {
  const traitsOf = openTraits(reading)
  const othersOf = openOthers(reading)
  const undated = reading.mapping.at === undefined
  const describe = SHAPES[shape]
  return {
    row(row) {
      const at = whenOf(reading, row)
      if (!at) return [setAside(row.line, row.raw, 'date_not_known')]
      const said = describe(reading, row, eventRule)
      if (typeof said === 'string') return [setAside(row.line, row.raw, said)]
      const { data, earlier } = said
      const messageId = messageIdOf(reading, row, occurrences)
      const named = identitiesOf(reading, row)
      const identities =
        named.length > 0 || !OF_ANYBODY.has(shape)
          ? named
          : [{ kind: 'anonymous' as const, value: `${reading.source}:${messageId}`, verified: false }]
      const other = othersOf(row)
      const entry: IncomingEntry = {
        source: reading.source,
        identities,
        messageId,
        at,
        kind: said.kind,
        channel: said.channel,
        conversation: said.conversation,
        title: said.title,
        text: said.text,
        author: said.author,
        data:
          undated || other ? { ...data, ...(undated ? { undated } : {}), ...(other ? { other } : {}) } : data,
        traits: traitsOf(row, identities),
      }
      const entries = earlier ? [{ source: reading.source, identities, ...earlier }, entry] : [entry]
      return [{ line: row.line, rows: 1, raw: row.raw, entries }]
    },
    end: () => [],
  }
}

type Said = Pick<IncomingEntry, 'kind' | 'channel' | 'conversation' | 'title' | 'text' | 'author'> & {
  readonly data: EntryData
  /** Something the row tells of an earlier time, once for all rows that tell it. */
  readonly earlier?: Pick<IncomingEntry, 'kind' | 'channel' | 'conversation' | 'messageId' | 'at' | 'data'>
}
type Describe = (reading: Reading, row: Row, eventRule: EventRule) => Said | string

const SHAPES: Record<Exclude<ImportShape, 'orders'>, Describe> = {
  messages(reading, row) {
    const text = cellOf(reading, row, 'text')
    if (text === undefined) return 'no_text'
    const isOurs = AGENTS.test(cellOf(reading, row, 'author') ?? '')
    return {
      kind: isOurs ? 'message_out' : 'message_in',
      channel: channelOf(reading, row),
      conversation: conversationOf(reading, row),
      title: cellOf(reading, row, 'title'),
      text,
      author: isOurs ? agentOf(reading, row) : undefined,
      data: dataOf(reading, row, ['order', 'topic']),
    }
  },
  reviews(reading, row) {
    const text = cellOf(reading, row, 'text')
    const title = cellOf(reading, row, 'title')
    const rating = numberOf(reading, row, 'rating')
    if (text === undefined && title === undefined && rating === undefined) return 'no_text'
    const product = productOf(reading, row, currencyOf(reading, row))
    return {
      kind: 'review',
      channel: 'review',
      title,
      text,
      data: {
        ...dataOf(reading, row, ['order', 'place', 'url']),
        ...(product ? { products: [product] } : {}),
        ...(rating === undefined
          ? {}
          : { rating, ratingFrom: 1, ratingTo: reading.highestRating > 5 ? 10 : 5 }),
      },
    }
  },
  surveys(reading, row) {
    const rating = numberOf(reading, row, 'rating')
    if (rating === undefined) return 'no_rating'
    const survey = surveyOf(reading, row)
    const [ratingFrom, ratingTo] = SCALES[survey]
    return {
      kind: 'survey_answer',
      channel: channelOf(reading, row) ?? 'survey',
      conversation: conversationOf(reading, row),
      title: cellOf(reading, row, 'title'),
      text: cellOf(reading, row, 'text'),
      data: { ...dataOf(reading, row, ['order', 'topic']), rating, ratingFrom, ratingTo, survey },
    }
  },
  posts(reading, row) {
    const text = cellOf(reading, row, 'text')
    const title = cellOf(reading, row, 'title')
    if (text === undefined && title === undefined) return 'no_text'
    const product = productOf(reading, row, currencyOf(reading, row))
    return {
      kind: 'post',
      channel: channelOf(reading, row) ?? 'community',
      title,
      text,
      data: {
        ...dataOf(reading, row, ['place', 'url', 'topic']),
        ...(product ? { products: [product] } : {}),
      },
    }
  },
  events(reading, row, eventRule) {
    const event = cellOf(reading, row, 'event')
    if (event === undefined) return 'no_event'
    const rule = eventRule(event)
    const kind = rule?.kind ?? 'activity'
    const channel = channelOf(reading, row) ?? rule?.channel
    const conversation = conversationOf(reading, row)
    const product = productOf(reading, row, currencyOf(reading, row))
    const data = dataOf(reading, row, [
      'order',
      'topic',
      'reason',
      'place',
      'url',
      'campaign',
      'form',
      'carrier',
      'tracking',
      'promisedFor',
    ])
    const status = rule?.status ?? cellOf(reading, row, 'status') ?? (kind === 'activity' ? event : undefined)
    const opened = cellOf(reading, row, 'opened')
    const openedAt =
      opened === undefined || !reading.opened
        ? undefined
        : readDate(opened, reading.opened.form, reading.zone)
    return {
      kind,
      channel,
      conversation,
      title: cellOf(reading, row, 'title') ?? (kind === 'activity' ? event.slice(0, 500) : undefined),
      text: cellOf(reading, row, 'text'),
      author: kind === 'message_out' ? agentOf(reading, row) : undefined,
      data: {
        ...data,
        ...(status === undefined ? {} : { status }),
        ...(product ? { products: [product] } : {}),
      },
      ...(openedAt !== undefined && conversation !== undefined
        ? {
            earlier: {
              kind: 'message_in' as const,
              messageId: `${conversation}:opened`,
              at: new Date(openedAt),
              conversation,
              channel,
              data,
            },
          }
        : {}),
    }
  },
}

const AGENTS = /^(agent|assistant|bot|system|support|staff|admin|outgoing|outbound|out|rep)$/i

const conversationOf = (reading: Reading, row: Row) => cellOf(reading, row, 'conversation')?.slice(0, 300)

function agentOf(reading: Reading, row: Row): { kind: 'agent'; name?: string } {
  const name = cellOf(reading, row, 'agent')?.slice(0, 200)
  return { kind: 'agent', ...(name === undefined ? {} : { name }) }
}

function dataOf(reading: Reading, row: Row, fields: readonly (Field & keyof EntryData)[]): EntryData {
  const data: Record<string, string> = {}
  for (const field of fields) {
    const value = cellOf(reading, row, field)
    if (value !== undefined) data[field] = field === 'order' ? value.replace(/^#/, '') : value
  }
  return data
}

const SCALES = { csat: [1, 5], ces: [1, 7], nps: [0, 10] } as const

/** Which survey: as the row or the column's name says, else by the highest score of the sample. */
function surveyOf(reading: Reading, row: Row): keyof typeof SCALES {
  const column = reading.mapping.rating
  const said =
    `${cellOf(reading, row, 'survey') ?? ''} ${column === undefined ? '' : (reading.columns[column] ?? '')}`.toLowerCase()
  if (/nps|promoter/.test(said)) return 'nps'
  if (/ces|effort/.test(said)) return 'ces'
  if (/csat|satisf/.test(said)) return 'csat'
  return reading.highestRating > 7 ? 'nps' : reading.highestRating > 5 ? 'ces' : 'csat'
}
