/** What the screens of noticing ask of the server and change there. */
import type {
  Consent,
  Hint,
  JudgeHint,
  NoticingAnswer,
  OwnKind,
  OwnKindDefinition,
  TriedOwnKind,
} from '#features/moments/contract.ts'
import { changing, get, send } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const read = {
  consents: (customerId: string) =>
    get<ListOf<Consent>>(`/customers/${encodeURIComponent(customerId)}/consents`),
  noticing: () => get<NoticingAnswer>('/noticing'),
  hints: (customerId: string) => get<ListOf<Hint>>(`/customers/${encodeURIComponent(customerId)}/hints`),
}

export const change = {
  recordConsent: (customerId: string, about: Consent['about'], purpose: string) =>
    changing('POST', `/customers/${customerId}/consents`, `Consent: ${about}`, { about, purpose }),
  revokeConsent: ({ id, about }: Consent) =>
    changing('DELETE', `/consents/${id}`, `Consent taken back: ${about}`),
  judge: ({ entryId, customerId, at, kind, short }: Hint, verdict: JudgeHint['verdict']) =>
    changing('PUT', '/hints', `A hint: ${short}`, {
      entryId,
      customerId,
      at,
      kind,
      verdict,
      ...(verdict === 'wrong' ? { reason: 'wrong_meaning' } : {}),
    }),
  switch: (target: string, isOn: boolean, label: string) =>
    changing('PUT', `/noticing/switches/${target}`, label, { isOn }),
  saveOwn: ({ id, definition, isOn }: Pick<OwnKind, 'id' | 'definition' | 'isOn'>) =>
    changing('PUT', `/noticing/own-kinds/${id}`, definition.name, { definition, isOn }),
  deleteOwn: ({ id, definition }: OwnKind) =>
    changing('DELETE', `/noticing/own-kinds/${id}`, `${definition.name} deleted`),
}

/** Where the judged findings can be fetched as a file. */
export const EXAMPLES_ADDRESS = '/api/v1/noticing/examples.jsonl'

/** One stretch of what a kind would have caught; nothing is changed by asking. */
export async function tryStretch(
  definition: OwnKindDefinition,
  cursor: string | null,
): Promise<TriedOwnKind> {
  return (await send(changing('POST', '/noticing/trials', 'A look', { definition, cursor }))) as TriedOwnKind
}
