/** What the screen of voices asks of the server and changes there. */
import type {
  AskTheme,
  ChangeTheme,
  CustomerTone,
  CutBy,
  CutsAnswer,
  SaidAnswer,
  SplitTheme,
  ThanksAnswer,
  ThemeDetail,
  ThemesAnswer,
  VoiceDetail,
  VoicesAnswer,
  VoiceSource,
} from '#features/voices/contract.ts'
import { asQuery, changing, get } from '#web/api.ts'

export type Asked = { readonly days: number; readonly source: VoiceSource | undefined }

export const read = {
  themes: ({ days, source }: Asked) => get<ThemesAnswer>(`/voices/themes${asQuery({ days, source })}`),
  summary: ({ days, source }: Asked) => get<SaidAnswer>(`/voices/summary${asQuery({ days, source })}`),
  theme: (id: string, { days, words, source, feeling }: AskTheme) =>
    get<ThemeDetail>(`/voices/themes/${encodeURIComponent(id)}${asQuery({ days, words, source, feeling })}`),
  cuts: (id: string, by: CutBy, days: number) =>
    get<CutsAnswer>(`/voices/themes/${encodeURIComponent(id)}/cuts${asQuery({ by, days })}`),
  voice: (id: string) => get<VoiceDetail>(`/voices/${encodeURIComponent(id)}`),
  voices: (list: 'open_negative' | 'ideas') => get<VoicesAnswer>(`/voices${asQuery({ list })}`),
  tone: (customerId: string) => get<CustomerTone>(`/customers/${encodeURIComponent(customerId)}/tone`),
  thanks: () => get<ThanksAnswer>('/voices/thanks'),
}

export const change = {
  theme: (id: string, body: ChangeTheme, label: string) =>
    changing('PATCH', `/voices/themes/${encodeURIComponent(id)}`, label, body),
  split: (id: string, body: SplitTheme) =>
    changing('POST', `/voices/themes/${encodeURIComponent(id)}/splits`, 'A split theme', body),
  discover: () => changing('POST', '/voices/discoveries', 'New themes', {}),
  close: (id: string, how: 'replied' | 'nothing_needed') =>
    changing('PUT', `/voices/${id}/closure`, 'A closed voice', { how }),
  reopen: (id: string) => changing('DELETE', `/voices/${id}/closure`, 'A voice opened again'),
  share: (id: string, isShared: boolean) => changing('PUT', `/voices/thanks/${id}`, 'Thanks', { isShared }),
}
