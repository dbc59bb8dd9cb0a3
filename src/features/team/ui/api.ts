/** What the screens of the team ask of the server and change there. Passwords and links are sent at once and never kept on the device. */
import type { InvitationAnswer, SignInAnswer } from '#features/team/contract.ts'
import { changing, send } from '#web/api.ts'

const now = <T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, label: string, body?: object) =>
  send(changing(method, path, label, body)) as Promise<T>

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
