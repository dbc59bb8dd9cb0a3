/** What the screens of the privacy desk ask of the server and change there. */
import type {
  AuditCheck,
  AuditRow,
  ChangeStored,
  CheckRequest,
  Correction,
  DeskAnswer,
  MineAnswer,
  OpenRequest,
  PrivacyRequest,
  RefuseRequest,
  StoredAnswer,
} from '#features/privacy/contract.ts'
import type { z } from 'zod'
import { asQuery, changing, get } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const read = {
  desk: (id: string) => get<DeskAnswer>(`/privacy/customers/${encodeURIComponent(id)}`),
  requests: () => get<ListOf<PrivacyRequest>>('/privacy/requests'),
  stored: () => get<StoredAnswer>('/privacy/stored'),
  mine: () => get<MineAnswer>('/mine'),
  audit: (query: { action?: string | undefined; cursor?: string | undefined }) =>
    get<ListOf<AuditRow>>(`/audit${asQuery(query)}`),
  auditCheck: () => get<AuditCheck>('/audit/check'),
}

export const change = {
  open: (customerId: string, kind: z.infer<typeof OpenRequest>['kind'], label: string) =>
    changing('POST', `/privacy/customers/${customerId}/requests`, label, { kind }),
  check: (id: string, how: z.infer<typeof CheckRequest>['how'], label: string) =>
    changing('PUT', `/privacy/requests/${id}/check`, label, { how }),
  fulfil: (id: string, fields: Correction | undefined, label: string) =>
    changing('POST', `/privacy/requests/${id}/fulfilment`, label, fields ? { fields } : {}),
  refuse: (id: string, reason: z.infer<typeof RefuseRequest>['reason'], label: string) =>
    changing('POST', `/privacy/requests/${id}/refusal`, label, { reason }),
  lift: (customerId: string, kind: 'restriction' | 'objection', label: string) =>
    changing('DELETE', `/privacy/customers/${customerId}/holds/${kind}`, label),
  stored: (fields: ChangeStored, label: string) => changing('PATCH', '/privacy/stored', label, fields),
}

export const copyFile = (id: string, form: 'json' | 'csv'): string =>
  `/api/v1/privacy/requests/${encodeURIComponent(id)}/copy${form === 'csv' ? '.csv' : ''}`
export const AUDIT_FILE = '/api/v1/audit.csv'
