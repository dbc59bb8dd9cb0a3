/** What crosses the wire about the people of a workspace and the session that asks. */
import { z } from 'zod'

export const ROLES = ['owner', 'supervisor', 'agent', 'viewer'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const SessionAnswer = z.object({
  member: z.object({ id: z.string(), name: z.string(), initials: z.string(), role: Role }),
  workspace: z.object({ id: z.string(), name: z.string(), zone: z.string(), currency: z.string() }),
  permissions: z.array(z.string()),
  /** Nothing has come in yet: show the first run. */
  isEmpty: z.boolean(),
  hasSample: z.boolean(),
  now: z.string(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

/** Somebody on the team, as others see her. */
export const MemberInfo = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  role: Role,
  /** Set while she is away: when she is back. */
  awayUntil: z.string().nullable(),
})
export type MemberInfo = z.infer<typeof MemberInfo>

export const SetAbsence = z.strictObject({ until: z.coerce.date() })

/** Kept per person on the server: how she likes her queue and which single keys are on. */
export const Preferences = z.object({
  queueOf: z.enum(['mine', 'team']).default('team'),
  valence: z.enum(['opportunity', 'threat']).nullable().default(null),
  singleKeys: z.boolean().default(true),
  density: z.enum(['compact', 'comfortable']).default('compact'),
  scheme: z.enum(['auto', 'light', 'dark']).default('auto'),
  undoSeconds: z.union([z.literal(10), z.literal(30), z.literal(0)]).default(10),
})
export type Preferences = z.infer<typeof Preferences>
