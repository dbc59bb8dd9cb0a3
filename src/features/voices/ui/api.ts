/** What the screen of voices asks of the server and changes there. */
import type {
  AskProposal,
  AskTheme,
  ChangeTheme,
  CustomerTone,
  CutBy,
  CutsAnswer,
  IdeasAnswer,
  MergeTheme,
  MoveIdeas,
  NewTheme,
  SaidAnswer,
  SplitTheme,
  ThanksAnswer,
  ThemeDetail,
  ThemeProposal,
  ThemeKind,
  ThemesAnswer,
  TriedTheme,
  TryTheme,
  VoiceDetail,
  VoicesAnswer,
  VoiceSource,
  WrittenAnswer,
} from '#features/voices/contract.ts'
import { asQuery, changing, get, send } from '#web/api.ts'

export type Asked = { readonly days: number; readonly source: VoiceSource | undefined }

export const read = {
  themes: ({ days, source }: Asked) => get<ThemesAnswer>(`/voices/themes${asQuery({ days, source })}`),
  summary: ({ days, source }: Asked) => get<SaidAnswer>(`/voices/summary${asQuery({ days, source })}`),
  theme: (id: string, { days, words, source, feeling }: AskTheme) =>
    get<ThemeDetail>(`/voices/themes/${encodeURIComponent(id)}${asQuery({ days, words, source, feeling })}`),
  cuts: (id: string, by: CutBy, days: number) =>
    get<CutsAnswer>(`/voices/themes/${encodeURIComponent(id)}/cuts${asQuery({ by, days })}`),
  voice: (id: string) => get<VoiceDetail>(`/voices/${encodeURIComponent(id)}`),
  openNegatives: () => get<VoicesAnswer>('/voices?list=open_negative'),
  ideas: () => get<IdeasAnswer>('/voices/ideas'),
  idea: (id: string) => get<VoicesAnswer>(`/voices/ideas/${id}`),
  tone: (customerId: string) => get<CustomerTone>(`/customers/${encodeURIComponent(customerId)}/tone`),
  thanks: () => get<ThanksAnswer>('/voices/thanks'),
}

const one = (id: string): string => `/voices/themes/${encodeURIComponent(id)}`

/** What computes, and changes nothing. */
export const ask = {
  /** The language model's. */
  paragraph: async (asked: Asked) => (await send(changing('POST', '/voices/paragraphs', 'The paragraph', asked))) as WrittenAnswer, // prettier-ignore
  trial: async (body: TryTheme) => (await send(changing('POST', '/voices/themes/trials', 'A look', body))) as TriedTheme, // prettier-ignore
  proposal: async (body: AskProposal) => (await send(changing('POST', '/voices/themes/proposals', 'A proposal', body))) as ThemeProposal, // prettier-ignore
}

/** Addresses of files to take along. */
export const files = {
  themes: (asked: Asked & { kind: ThemeKind | undefined; hidden: '1' | undefined }) =>
    `/api/v1/voices/themes.csv${asQuery(asked)}`,
  comments: (form: 'csv' | 'jsonl', asked: Asked & { theme: string; feeling: 'negative' | undefined }) =>
    `/api/v1/voices/comments.${form}${asQuery(asked)}`,
}

export const change = {
  newTheme: (id: string, body: NewTheme) => changing('POST', one(id), 'A new theme', body),
  removeTheme: (id: string) => changing('DELETE', one(id), 'A deleted theme'),
  merge: (id: string, body: MergeTheme) => changing('POST', `${one(id)}/merges`, 'Merged themes', body),
  keepExample: (id: string, voice: string) => changing('PUT', `${one(id)}/examples/${voice}`, 'An example'),
  dropExample: (id: string, voice: string) => changing('DELETE', `${one(id)}/examples/${voice}`, 'An example'), // prettier-ignore
  theme: (id: string, body: ChangeTheme, label: string) =>
    changing('PATCH', `/voices/themes/${encodeURIComponent(id)}`, label, body),
  split: (id: string, body: SplitTheme) =>
    changing('POST', `/voices/themes/${encodeURIComponent(id)}/splits`, 'A split theme', body),
  discover: () => changing('POST', '/voices/discoveries', 'New themes', {}),
  moveIdeas: (body: MoveIdeas) => changing('POST', '/voices/ideas/moves', 'Ideas', body),
  close: (id: string, how: 'replied' | 'nothing_needed') =>
    changing('PUT', `/voices/${id}/closure`, 'A closed voice', { how }),
  reopen: (id: string) => changing('DELETE', `/voices/${id}/closure`, 'A voice opened again'),
  share: (id: string, isShared: boolean) => changing('PUT', `/voices/thanks/${id}`, 'Thanks', { isShared }),
}
