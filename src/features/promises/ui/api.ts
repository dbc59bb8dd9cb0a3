/** What the promise screens ask of the server and change there. */
import type {
  CalendarSetting,
  DelayDetail,
  InheritedAnswer,
  InheritPromises,
  KeptBy,
  ListPromises,
  PromiseBoard,
  PromiseDetail,
  PromiseRow,
  SettlePromise,
  StandingPromise,
  StandingTrial,
  TellFirst,
} from '#features/promises/contract.ts'
import { asQuery, changing, get, send } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export type Side = ListPromises['of']
export type Group = ListPromises['group']

/** A promise made by hand; `when` as it was typed. */
export type NewPromise = {
  customerId: string
  momentId?: string
  wording: string
  when: string
  keptBy: KeptBy
}

/** What a typed time means; `due` is null where it can't be read. */
type ReadWhen = { due: string | null; words: string }

/** The brand's public contact form: where it stands and what it offers where it fails. */
export type ContactFormSetting = { path: string; email: string | null; colour: string | null }

/** A question that is too long for an address; it changes nothing unless its body says so. */
const ask = async <T>(path: string, body: unknown): Promise<T> =>
  (await send(changing('POST', path, '', body))) as T

export const read = {
  board: (of: Side, touchpoint: string | null, signal?: AbortSignal) =>
    get<PromiseBoard>(`/promises/board${asQuery({ of, touchpoint: touchpoint ?? undefined })}`, signal),
  list: (query: { of?: Side; group?: Group; customer?: string; touchpoint?: string | undefined }) =>
    get<ListOf<PromiseRow>>(`/promises${asQuery(query)}`),
  promise: (id: string, signal?: AbortSignal) =>
    get<PromiseDetail>(`/promises/${encodeURIComponent(id)}`, signal),
  when: (when: string, signal?: AbortSignal) => get<ReadWhen>(`/promises/when${asQuery({ when })}`, signal),
  delay: (key: string, signal?: AbortSignal) =>
    get<DelayDetail>(`/promises/delay${asQuery({ key })}`, signal),
  standing: () => get<{ items: StandingPromise[] }>('/standing-promises'),
  calendar: () => get<CalendarSetting>('/calendar'),
  trial: (one: StandingPromise) => ask<StandingTrial>('/standing-promises/trial', one),
  inherit: (body: InheritPromises) => ask<InheritedAnswer>('/promises/inheritance', body),
  contactForm: () => get<ContactFormSetting>('/contact-form'),
}

export const change = {
  tell: (id: string, body: TellFirst, label: string) =>
    changing('POST', `/promises/${id}/telling`, label, body),
  make: (body: NewPromise, label: string) => changing('POST', '/promises', label, body),
  settle: (id: string, body: SettlePromise, label: string) =>
    changing('POST', `/promises/${id}/settlement`, label, body),
  unsettle: (id: string, label: string) => changing('DELETE', `/promises/${id}/settlement`, label),
  snooze: (id: string, body: { until: string; reason: string }, label: string) =>
    changing('PUT', `/promises/${id}/snooze`, label, body),
  wake: (id: string, label: string) => changing('DELETE', `/promises/${id}/snooze`, label),
  accept: (id: string, label: string) => changing('PUT', `/promises/${id}/acceptance`, label),
  unaccept: (id: string, label: string) => changing('DELETE', `/promises/${id}/acceptance`, label),
  alter: (id: string, body: { when?: string; ownerId?: string | null }, label: string) =>
    changing('PATCH', `/promises/${id}`, label, body),
  calendar: (body: CalendarSetting) => changing('PUT', '/calendar', 'Opening hours', body),
  holidays: (body: { country: string; region?: string; year: number }) =>
    changing('POST', '/calendar/holidays', 'Public holidays', body),
  ical: (text: string) => changing('POST', '/calendar/ical', 'Days from a calendar', { text }),
  standing: (body: StandingPromise) =>
    changing('PUT', `/standing-promises/${encodeURIComponent(body.id)}`, body.label, body),
  contactForm: (body: Partial<Omit<ContactFormSetting, 'path'>>) =>
    changing('PUT', '/contact-form', 'Contact form', body),
}
