/** What the journey's screens ask of the server and change there. */
import type {
  BoughtCategory,
  ChangeIdea,
  Idea,
  JourneyMap,
  JourneyRoute,
  ListEvidence,
  NewIdea,
  Piece,
  RouteFields,
  Rule,
  RuleTrial,
  Touchpoint,
  TouchpointFields,
  TouchpointNote,
  TouchpointPage,
} from '#features/journey/contract.ts'
import { asQuery, changing, get, send, sendFile } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export type Asked = { route: string | undefined; days: number; to?: string | undefined }

/** A question that is too long for an address; it changes nothing unless its body says so. */
const ask = async <T>(path: string, body: unknown): Promise<T> =>
  (await send(changing('POST', path, '', body))) as T

const at = (id: string) => `/touchpoints/${encodeURIComponent(id)}`

export const read = {
  map: (asked: Asked, signal?: AbortSignal) => get<JourneyMap>(`/journey${asQuery(asked)}`, signal),
  page: (id: string, asked: Asked, signal?: AbortSignal) =>
    get<TouchpointPage>(`${at(id)}/page${asQuery(asked)}`, signal),
  evidence: (id: string, asked: Asked & { feeling: ListEvidence['feeling']; cursor: string | undefined }) =>
    get<ListOf<Piece>>(`${at(id)}/evidence${asQuery(asked)}`),
  touchpoints: () => get<ListOf<Touchpoint>>('/touchpoints'),
  categories: () => get<ListOf<BoughtCategory>>('/journeys/categories'),
  routes: () => get<ListOf<JourneyRoute>>('/journeys'),
  trial: (body: { id: string | null; rule: Rule; place: number }) =>
    ask<RuleTrial>('/touchpoints/trial', body),
}

/** Puts a photo to a touchpoint, with words or without. Throws a `Problem` where it is refused. */
export const sendPhoto = (touchpoint: string, photo: File, words: string): Promise<unknown> =>
  sendFile(`${at(touchpoint)}/photos${asQuery({ name: photo.name.slice(0, 200), words })}`, photo)

export const change = {
  idea: (touchpoint: string, body: NewIdea) =>
    changing('POST', `${at(touchpoint)}/ideas`, 'Idea written down.', body),
  alterIdea: (idea: Idea, body: ChangeIdea, label: string) =>
    changing('PATCH', `/ideas/${idea.id}`, label, body),
  vote: (idea: Idea) => changing(idea.isVotedByMe ? 'DELETE' : 'PUT', `/ideas/${idea.id}/vote`, 'Vote'),
  review: (id: string) => changing('POST', `${at(id)}/reviews`, 'Looked at.', { words: null }),
  touchpoint: (id: string | null, body: TouchpointFields) =>
    changing(id === null ? 'POST' : 'PUT', id === null ? '/touchpoints' : at(id), body.name, body),
  remove: (id: string) => changing('DELETE', at(id), 'Taken off the map.'),
  restore: (id: string) => changing('POST', `${at(id)}/return`, 'Brought back.', {}),
  note: ({ id, name }: Pick<Touchpoint, 'id' | 'name'>, words: string) =>
    changing('POST', `${at(id)}/notes`, `A note at ${name}`, { words }),
  removeNote: ({ id }: TouchpointNote) => changing('DELETE', `/touchpoint-notes/${id}`, 'A note taken away'),
  returnNote: ({ id }: TouchpointNote) =>
    changing('POST', `/touchpoint-notes/${id}/return`, 'A note brought back', {}),
  route: (body: RouteFields) => changing('POST', '/journeys', body.name, body),
  removeRoute: (id: string) =>
    changing('DELETE', `/journeys/${encodeURIComponent(id)}`, 'Journey forgotten.'),
}
