/** What the complaint register asks of the server and changes there. */
import type {
  ChurnReason,
  Complaint,
  ComplaintCause,
  ComplaintDetail,
  ComplaintFigures,
} from '#features/voices/contract.ts'
import { asQuery, changing, get } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const COMPLAINTS = ['complaints'] as const

export type ComplaintQuery = {
  standing: 'waiting' | 'resolved' | 'closed' | 'all'
  owner: 'me' | 'nobody' | 'all'
  cause?: string | undefined
}

export const read = {
  list: (query: ComplaintQuery, cursor?: string) =>
    get<ListOf<Complaint>>(`/complaints${asQuery({ ...query, cursor })}`),
  one: (id: string) => get<ComplaintDetail>(`/complaints/${encodeURIComponent(id)}`),
  figures: () => get<ComplaintFigures>('/complaints/figures'),
  causes: () => get<ListOf<ComplaintCause>>('/complaints/causes'),
}

export const change = {
  own: (id: string, memberId: string | null) => changing('PUT', `/complaints/${id}/owner`, 'An owner', { memberId }), // prettier-ignore
  cause: (id: string, causeId: string | null) => changing('PUT', `/complaints/${id}/cause`, 'A cause', { causeId }), // prettier-ignore
  act: (id: string, words: string) => changing('POST', `/complaints/${id}/acts`, 'An act', { words }),
  resolve: (id: string, words: string, churnReason: ChurnReason | null) =>
    changing('PUT', `/complaints/${id}/resolution`, 'A solution', { words, churnReason }),
  reopen: (id: string) => changing('DELETE', `/complaints/${id}/resolution`, 'Opened again'),
  close: (id: string, outcome: 'closed' | 'not_a_complaint') =>
    changing('PUT', `/complaints/${id}/closure`, 'Closed', { outcome }),
  takeDown: (customerId: string, words: string) =>
    changing('POST', '/complaints', 'A complaint', { customerId, words }),
  saveCause: (id: string, body: { name: string; parentId: string | null; isArchived: boolean }) =>
    changing('PUT', `/complaints/causes/${id}`, body.name, body),
}
