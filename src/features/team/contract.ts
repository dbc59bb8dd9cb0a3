/** What crosses the wire about the people of a workspace, how they get in, and the session that asks. */
import { z } from 'zod'
import { isStorable } from '#kit/storable.ts'
import { WEEKDAYS } from '#kit/time.ts'

export const ROLES = ['owner', 'supervisor', 'agent', 'viewer'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

/** Since when nothing goes out, and who said so. */
const OutgoingHold = z.object({ since: z.string(), by: z.string() })

/** What was held, by its kind: `count` is 0 while things go out. */
export const Outgoing = z.object({
  hold: OutgoingHold.nullable(),
  waiting: z.array(
    z.object({ name: z.enum(['replies', 'surveys']), count: z.number(), oldestAt: z.string().nullable() }),
  ),
})
export type Outgoing = z.infer<typeof Outgoing>

const Fate = z.enum(['send', 'drop'])
/** Turning the switch off needs a word on what it held. */
export const ReleaseOutgoing = z.strictObject({ replies: Fate, surveys: Fate })
export type ReleaseOutgoing = z.infer<typeof ReleaseOutgoing>

export const FACTOR_OF = ['nobody', 'leaders', 'everybody'] as const
/** Of whom a second step is demanded; leaders are owners and supervisors. */
const FactorOf = z.enum(FACTOR_OF)
export type FactorOf = z.infer<typeof FactorOf>

/** What a workspace asks at the door. */
export const SignInRules = z.object({
  idleHours: z.number(),
  sessionDays: z.number(),
  factorOf: FactorOf,
  factorFrom: z.string().nullable(),
  /** How many of those asked for a second step have none. */
  lacking: z.number(),
})
export type SignInRules = z.infer<typeof SignInRules>
/** `graceDays` counts for those who are asked anew. */
export const SetSignInRules = z.strictObject({
  idleHours: z.number().int().min(1).max(336),
  sessionDays: z.number().int().min(1).max(90),
  factorOf: FactorOf,
  graceDays: z.number().int().min(0).max(60),
})
export type SetSignInRules = z.infer<typeof SetSignInRules>

export const SessionAnswer = z.object({
  member: z.object({ id: z.string(), name: z.string(), initials: z.string(), role: Role }),
  workspace: z.object({ id: z.string(), name: z.string(), zone: z.string(), currency: z.string() }),
  permissions: z.array(z.string()),
  /** The screen her day begins with (S1.5). */
  landing: z.string(),
  /** Nothing has come in yet: show the first run. */
  isEmpty: z.boolean(),
  hasSample: z.boolean(),
  /** Set while nothing goes out of the workspace. */
  outgoingHold: OutgoingHold.nullable(),
  /** Set while a second step is asked of her and she has none; `isDue`: she sets it up before anything else. */
  secondStep: z.object({ from: z.string(), isDue: z.boolean() }).nullable(),
  now: z.string(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write times as 09:00')
/** A person's week, as business calendars write one: `{mon: [['09:00', '17:00']]}`. A day that is missing is free. */
export const Hours = z.partialRecord(z.enum(WEEKDAYS), z.array(z.tuple([Clock, Clock])).max(4))
export type Hours = z.infer<typeof Hours>

/** Somebody on the team, as others see her. */
export const MemberInfo = z.object({
  id: z.string(),
  name: z.string(),
  initials: z.string(),
  role: Role,
  nicknames: z.array(z.string()),
  zone: z.string().nullable(),
  hours: Hours,
  /** Whether her hours say that she works now; null where she gave none. */
  worksNow: z.boolean().nullable(),
  /** Set while she is away: when she is back. */
  awayUntil: z.string().nullable(),
  /** How she gets in; only for those who may change it. */
  login: z
    .object({ email: z.string().nullable(), hasPassword: z.boolean(), hasSecondFactor: z.boolean() })
    .nullable(),
  /** Whether the one who asks may change her role, and take her out. */
  mayChange: z.boolean(),
})
export type MemberInfo = z.infer<typeof MemberInfo>

export const SetAbsence = z.strictObject({ until: z.coerce.date() })
export const SetRole = z.strictObject({ role: Role })

/** In lower case; refused where mail could not be sent to it. */
export const Address = z
  .string()
  .max(254)
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z.string().regex(/^[a-z0-9.!#$%&'*+/=?^_{|}~-]{1,64}@[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'is no e-mail address'),
  )
/** As it is typed; what it must be is said by rules/password.ts. */
const Password = z.string().min(1).max(1_000)
const Token = z.string().max(200)
const Code = z.string().max(40)

export const Invite = z.strictObject({ email: Address, role: Role })
export const InvitationInfo = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  invitedBy: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string(),
  isExpired: z.boolean(),
})
export type InvitationInfo = z.infer<typeof InvitationInfo>
/** A link that works once; it is shown this once and kept nowhere. */
export const LinkAnswer = z.object({
  id: z.string().nullable(),
  link: z.string(),
  expiresAt: z.string(),
  /** To whom it was also mailed; null where no mailbox is set up or the mail did not go. */
  mailedTo: z.string().nullable(),
})
export type LinkAnswer = z.infer<typeof LinkAnswer>

export const AskWithToken = z.strictObject({ token: Token })
export const InvitationAnswer = z.object({ workspace: z.string(), email: z.string(), role: Role })
export type InvitationAnswer = z.infer<typeof InvitationAnswer>
export const AcceptInvitation = z.strictObject({
  token: Token,
  name: z.string().trim().min(1).max(100),
  password: Password,
})

/** Whatever a stranger types for an address; no database is asked for what it cannot keep. */
const Typed = z.string().max(254).refine(isStorable, 'This holds a character that no address has.')
export const SignIn = z.strictObject({ email: Typed, password: Password })
export const SecondStep = z.strictObject({ ticket: Token, code: Code })
export const SignInAnswer = z.union([
  z.object({ next: z.literal('in') }),
  z.object({ next: z.literal('code'), ticket: z.string() }),
])
export type SignInAnswer = z.infer<typeof SignInAnswer>

export const AskReset = z.strictObject({ email: Typed })
export const CompleteReset = z.strictObject({ token: Token, password: Password })

/** The one who asks, as she sees herself. */
export const Profile = z.object({
  id: z.string(),
  name: z.string(),
  nicknames: z.array(z.string()),
  role: Role,
  zone: z.string().nullable(),
  hours: Hours,
  email: z.string().nullable(),
  passwordAt: z.string().nullable(),
  secondFactorAt: z.string().nullable(),
  recoveryCodes: z.number(),
})
export type Profile = z.infer<typeof Profile>
export const ChangeProfile = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  nicknames: z.array(z.string().trim().min(1).max(40)).max(10).optional(),
  zone: z.string().max(60).nullable().optional(),
  hours: Hours.optional(),
})
export type ChangeProfile = z.infer<typeof ChangeProfile>
/** `password`: the present one, where there is one. */
export const ChangeAddress = z.strictObject({ email: Address, password: Password.optional() })
export const ChangePassword = z.strictObject({ password: Password.optional(), next: Password })
export const ProvePassword = z.strictObject({ password: Password.optional() })
export const ProveCode = z.strictObject({ code: Code })

export const SessionInfo = z.object({
  id: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  /** "Firefox on Linux", as far as the browser says. */
  device: z.string(),
  isThis: z.boolean(),
})
export type SessionInfo = z.infer<typeof SessionInfo>

/** A second factor that counts once a code of it was typed. `path` draws the QR code on a grid of `size`. */
export const PendingFactor = z.object({
  secret: z.string(),
  address: z.string(),
  qr: z.object({ size: z.number(), path: z.string() }),
})
export type PendingFactor = z.infer<typeof PendingFactor>
export const RecoveryCodes = z.object({ codes: z.array(z.string()) })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

/** One line of the matrix: what it is, and who may. */
export const PermissionLine = z.object({
  permission: z.string(),
  group: z.string(),
  words: z.string(),
  roles: z.array(Role),
  scope: z.string().nullable(),
})
export type PermissionLine = z.infer<typeof PermissionLine>

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
