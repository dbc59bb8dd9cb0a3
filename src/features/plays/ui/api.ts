/** What the screens of plays ask of the server and change there. */
import type {
  Anecdote,
  AnecdoteFields,
  Ask,
  AskColleague,
  AutonomyAnswer,
  ChangeAutonomy,
  Composer,
  DraftFields,
  FairnessAnswer,
  FilledMacro,
  GrantRow,
  LaterAnswer,
  LibraryFields,
  LibraryItem,
  LineProposal,
  Macro,
  MacroFields,
  OwnWordsAnswer,
  Play,
  PlayFields,
  Presence,
  ReplayAnswer,
  Reply,
  SendReply,
  Task,
  TrialAnswer,
  TryAgain,
  UseAnswer,
  VoiceFields,
} from '#features/plays/contract.ts'
import { asQuery, changing, get, send } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const read = {
  composer: (momentId: string, signal?: AbortSignal) =>
    get<Composer>(`/moments/${encodeURIComponent(momentId)}/composer`, signal),
  anecdotes: () => get<{ items: Anecdote[] }>('/anecdotes'),
  voice: () => get<VoiceFields>('/voice'),
  library: () => get<{ items: LibraryItem[] }>('/library'),
  ownWords: () => get<OwnWordsAnswer>('/own-words'),
  plays: () => get<{ items: Play[] }>('/plays'),
  macros: () => get<{ items: Macro[] }>('/macros'),
  filled: (macroId: string, moment: string) =>
    get<FilledMacro>(`/macros/${encodeURIComponent(macroId)}/filled${asQuery({ moment })}`),
  reply: (id: string) => get<Reply>(`/replies/${encodeURIComponent(id)}`),
  stuck: () => get<{ items: Reply[] }>('/replies?of=stuck'),
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

/** What a play would have meant in the last 90 days; nothing is changed by asking. */
export async function tryPlay(body: Pick<PlayFields, 'when' | 'acts'>): Promise<TrialAnswer> {
  return (await send(changing('POST', '/plays/trial', 'Tried', body))) as TrialAnswer
}

/** One line from the language model; nothing is written or sent by asking. */
export async function proposeLine(momentId: string): Promise<LineProposal> {
  const path = `/moments/${encodeURIComponent(momentId)}/line-proposal`
  return (await send(changing('POST', path, 'Asked'))) as LineProposal
}

/** Says that this page has the moment open; answers who else has. Not kept for later where there is no connection. */
export async function bePresent(momentId: string, isWriting: boolean): Promise<Presence[]> {
  const path = `/moments/${encodeURIComponent(momentId)}/presence`
  return ((await send(changing('PUT', path, 'Here', { isWriting }))) as { items: Presence[] }).items
}
export async function leaveMoment(momentId: string): Promise<void> {
  await send(changing('DELETE', `/moments/${encodeURIComponent(momentId)}/presence`, 'Left'))
}

/** Keeps a draft with the server, or lets go of it where there is nothing left of it. */
export async function keepOnServer(momentId: string, draft: DraftFields | null): Promise<void> {
  const path = `/moments/${encodeURIComponent(momentId)}/draft`
  await send(draft ? changing('PUT', path, 'A draft', draft) : changing('DELETE', path, 'A draft'))
}

/** Where a month of the ledger lies as a file. */
export const ledgerFile = (month: string) => `/api/v1/grants.csv${asQuery({ month })}`

export const change = {
  anecdote: (id: string | null, body: AnecdoteFields) =>
    id === null
      ? changing('POST', '/anecdotes', 'An anecdote', body)
      : changing('PUT', `/anecdotes/${id}`, 'An anecdote', body),
  dropAnecdote: (id: string) => changing('DELETE', `/anecdotes/${id}`, 'An anecdote'),
  voice: (body: VoiceFields) => changing('PUT', '/voice', 'Your voice', body),
  macro: (id: string | null, body: MacroFields) =>
    id === null
      ? changing('POST', '/macros', body.name, body)
      : changing('PUT', `/macros/${id}`, body.name, body),
  dropMacro: (id: string, name: string) => changing('DELETE', `/macros/${id}`, name),
  item: (id: string | null, body: LibraryFields) =>
    id === null
      ? changing('POST', '/library', body.title, body)
      : changing('PUT', `/library/${id}`, body.title, body),
  dropItem: (id: string, title: string) => changing('DELETE', `/library/${id}`, title),
  play: (id: string | null, body: PlayFields) =>
    id === null
      ? changing('POST', '/plays', body.name, body)
      : changing('PUT', `/plays/${id}`, body.name, body),
  switchPlay: (id: string, isOn: boolean, name: string) =>
    changing('PUT', `/plays/${id}/switch`, name, { isOn }),
  switchPack: (pack: 'starter' | 'holiday', isOn: boolean) =>
    changing('PUT', '/plays/pack', 'A pack of plays', { pack, isOn }),
  dropPlay: (id: string, name: string) => changing('DELETE', `/plays/${id}`, name),
  reply: (body: SendReply, label: string) => changing('POST', '/replies', label, body),
  undo: (id: string, label: string) => changing('DELETE', `/replies/${id}`, label),
  again: (id: string, body: Partial<TryAgain>, label: string) =>
    changing('POST', `/replies/${id}/attempts`, label, body),
  settle: (id: string, outcome: 'sent' | 'not_sent', label: string) =>
    changing('PUT', `/replies/${id}/settlement`, label, { outcome }),
  ask: (body: AskColleague, label: string) => changing('POST', '/asks', label, body),
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
