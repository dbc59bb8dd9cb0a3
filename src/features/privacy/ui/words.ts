/** The desk's words for kinds of request, laws, checks and reasons. */
import type { z } from 'zod'
import type {
  CheckedHow,
  Law,
  PrivacyRequest,
  RefusedBecause,
  RequestKind,
} from '#features/privacy/contract.ts'

export const KIND: Readonly<Record<RequestKind, string>> = {
  export: 'A copy',
  correct: 'Correction',
  restrict: 'Restriction',
  object: 'Objection',
  erase: 'Erasure',
}
export const LAW: Readonly<Record<Law, string>> = { gdpr: 'GDPR, one month', ccpa: 'CCPA, 45 days' }
export const CHECKED: Readonly<Record<z.infer<typeof CheckedHow>, string>> = {
  known_address: 'She answered from an address we know',
  signed_in: 'She was signed in at our shop',
  document: 'She showed a document',
  operator: 'By whoever runs the server',
}
export const REASON: Readonly<Record<z.infer<typeof RefusedBecause>, string>> = {
  not_identified: 'It could not be made sure that it is she',
  legal_duty: 'The law makes us keep it',
  withdrawn: 'She took it back',
}
export const STANDING: Readonly<Record<PrivacyRequest['standing'], string>> = {
  open: 'Open',
  soon: 'Due soon',
  late: 'Late',
  done: 'Answered',
  refused: 'Refused',
}

/** "3 years", "180 days", "as long as she is a customer". */
export function daysWords(days: number | null): string {
  if (days === null) return 'as long as she is a customer'
  // A leap day more or less is still a year.
  const years = Math.round(days / 365.25)
  return years >= 1 && Math.abs(days - years * 365.25) <= 1
    ? `${years} ${years === 1 ? 'year' : 'years'}`
    : `${days} days`
}
