/** What the screens of the team ask of the server and change there. Passwords and links are sent at once and never kept on the device. */
import type {
  ChangeProfile,
  InvitationAnswer,
  InvitationInfo,
  LinkAnswer,
  MemberInfo,
  Outgoing,
  PendingFactor,
  PermissionLine,
  Profile,
  RecoveryCodes,
  ReleaseOutgoing,
  Role,
  SessionInfo,
  SetSignInRules,
  SignInAnswer,
  SignInRules,
} from '#features/team/contract.ts'
import { changing, get, send } from '#web/api.ts'
import type { ListOf } from '#web/api.ts'

export const PEOPLE = ['members'] as const
export const INVITATIONS = ['invitations'] as const
export const PERMISSIONS = ['permissions'] as const
export const ME = ['me'] as const
export const OUTGOING = ['outgoing-hold'] as const
export const SESSIONS = ['my-sessions'] as const
export const SIGN_IN_RULES = ['sign-in-rules'] as const

const now = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, label: string, body?: object) =>
  send(changing(method, path, label, body)) as Promise<T>
const member = (id: string) => `/members/${encodeURIComponent(id)}`

export const read = {
  people: () => get<ListOf<MemberInfo>>('/members'),
  invitations: () => get<ListOf<InvitationInfo>>('/invitations'),
  permissions: () => get<ListOf<PermissionLine>>('/permissions'),
  outgoing: () => get<Outgoing>('/outgoing-hold'),
  signInRules: () => get<SignInRules>('/sign-in-rules'),
  me: () => get<Profile>('/me'),
  sessions: () => get<ListOf<SessionInfo>>('/me/sessions'),
}

export const door = {
  signIn: (email: string, password: string) =>
    now<SignInAnswer>('POST', '/session', 'Sign in', { email, password }),
  secondStep: (ticket: string, code: string) =>
    now<SignInAnswer>('POST', '/session/second-step', 'Sign in', { ticket, code }),
  askReset: (email: string) => now<object>('POST', '/password-reset', 'A new password', { email }),
  completeReset: (token: string, password: string) =>
    now<undefined>('POST', '/password-reset/completion', 'A new password', { token, password }),
  invitation: (token: string) =>
    now<InvitationAnswer>('POST', '/invitations/reading', 'An invitation', { token }),
  accept: (token: string, name: string, password: string) =>
    now<SignInAnswer>('POST', '/invitations/acceptance', 'Join', { token, name, password }),
}

export const team = {
  invite: (email: string, role: Role) =>
    now<LinkAnswer>('POST', '/invitations', 'An invitation', { email, role }),
  takeBack: (id: string) =>
    now<undefined>('DELETE', `/invitations/${encodeURIComponent(id)}`, 'Take an invitation back'),
  role: (id: string, role: Role) => now<undefined>('PUT', `${member(id)}/role`, 'A role', { role }),
  away: (id: string, until: string) => now<undefined>('PUT', `${member(id)}/absence`, 'Away', { until }),
  back: (id: string) => now<undefined>('DELETE', `${member(id)}/absence`, 'Back'),
  remove: (id: string) => now<undefined>('DELETE', member(id), 'Take somebody out'),
  resetLink: (id: string) => now<LinkAnswer>('POST', `${member(id)}/password-reset`, 'A new password'),
  removeFactor: (id: string) => now<undefined>('DELETE', `${member(id)}/second-factor`, 'A second factor'),
  endSessions: (id: string) => now<undefined>('DELETE', `${member(id)}/sessions`, 'End sessions'),
  setSignInRules: (rules: SetSignInRules) => now<SignInRules>('PUT', '/sign-in-rules', 'Signing in', rules),
}

export const outgoing = {
  hold: () => now<Outgoing>('PUT', '/outgoing-hold', 'Nothing goes out'),
  release: (fates: ReleaseOutgoing) =>
    now<Outgoing>('POST', '/outgoing-hold/release', 'Things go out again', fates),
}

export const me = {
  change: (change: ChangeProfile) => now<Profile>('PATCH', '/me', 'My profile', change),
  address: (email: string, password: string | undefined) =>
    now<undefined>('PUT', '/me/address', 'My address', { email, password }),
  password: (password: string | undefined, next: string) =>
    now<undefined>('PUT', '/me/password', 'My password', { password, next }),
  beginFactor: (password: string | undefined) =>
    now<PendingFactor>('POST', '/me/second-factor', 'A second factor', { password }),
  confirmFactor: (code: string) =>
    now<RecoveryCodes>('PUT', '/me/second-factor', 'A second factor', { code }),
  renewCodes: (code: string) => now<RecoveryCodes>('POST', '/me/recovery-codes', 'Recovery codes', { code }),
  removeFactor: (code: string) =>
    now<undefined>('POST', '/me/second-factor/removal', 'A second factor', { code }),
  endSession: (id: string) =>
    now<undefined>('DELETE', `/me/sessions/${encodeURIComponent(id)}`, 'End a session'),
  endOthers: () => now<undefined>('DELETE', '/me/sessions', 'End the other sessions'),
}
