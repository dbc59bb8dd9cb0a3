/** What the screens of plays ask of the server and change there. */
import type {
  Ask,
  AutonomyAnswer,
  ChangeAutonomy,
  FairnessAnswer,
  GrantRow,
  LaterAnswer,
  ReplayAnswer,
  Task,
  UseAnswer,
} from '#features/plays/contract.ts'
import { asQuery, changing, get, send } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const read = {
  autonomy: () => get<AutonomyAnswer>('/autonomy'),
  use: (month: string | undefined) => get<UseAnswer>(`/autonomy/use${asQuery({ month })}`),
  fairness: () => get<FairnessAnswer>('/autonomy/fairness'),
  later: () => get<LaterAnswer>('/autonomy/later'),
  grants: (query: { month: string; cursor?: string | undefined; limit?: number }) =>
    get<ListOf<GrantRow>>(`/grants${asQuery(query)}`),
  asks: (of: 'open' | 'mine' | 'all') => get<{ items: Ask[] }>(`/asks${asQuery({ of })}`),
  tasks: (of: 'mine' | 'open' | 'done') => get<{ items: Task[] }>(`/tasks${asQuery({ of })}`),
}

/** What changed limits would have meant; nothing is changed by asking. */
export async function replay(body: ChangeAutonomy): Promise<ReplayAnswer> {
  return (await send(changing('POST', '/autonomy/replay', 'Replayed', body))) as ReplayAnswer
}

/** Where a month of the ledger lies as a file. */
export const ledgerFile = (month: string) => `/api/v1/grants.csv${asQuery({ month })}`

export const change = {
  autonomy: (body: ChangeAutonomy) => changing('PATCH', '/autonomy', 'The limits', body),
  takeBack: (id: string, because: string, label: string) =>
    changing('POST', `/grants/${id}/reversal`, label, { because }),
  answer: (id: string, body: { isYes: boolean; words?: string }, label: string) =>
    changing('PUT', `/asks/${id}/answer`, label, body),
  finish: (id: string, words: string, label: string) =>
    changing('PUT', `/tasks/${id}/completion`, label, words === '' ? {} : { words }),
  reopen: (id: string, label: string) => changing('DELETE', `/tasks/${id}/completion`, label),
  own: (id: string, memberId: string, label: string) =>
    changing('PUT', `/tasks/${id}/owner`, label, { memberId }),
}
