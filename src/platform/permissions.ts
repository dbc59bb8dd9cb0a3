/** Who may do what: the one matrix, read by every route at start and by the test that walks it. */

export const ROLES = ['owner', 'supervisor', 'agent', 'viewer'] as const
export type RoleName = (typeof ROLES)[number]

type Grant = {
  readonly roles: readonly RoleName[]
  /** The key scope that grants it; null where no program may. */ readonly scope: string | null
}

const everyone: readonly RoleName[] = ROLES
const workers: readonly RoleName[] = ['owner', 'supervisor', 'agent']
const leaders: readonly RoleName[] = ['owner', 'supervisor']
const owners: readonly RoleName[] = ['owner']

export const PERMISSIONS = {
  'session.read': { roles: everyone, scope: null },
  'preferences.write': { roles: everyone, scope: null },
  'customers.read': { roles: everyone, scope: 'read' },
  'customers.write': { roles: workers, scope: 'write' },
  'moments.read': { roles: everyone, scope: 'read' },
  'moments.write': { roles: workers, scope: 'write' },
  'noticing.read': { roles: everyone, scope: 'read' },
  'noticing.write': { roles: leaders, scope: null },
  'promises.read': { roles: everyone, scope: 'read' },
  'promises.write': { roles: workers, scope: 'write' },
  'facts.write': { roles: workers, scope: 'write' },
  'plays.read': { roles: everyone, scope: 'read' },
  // A person always sends and gives: no program may.
  'plays.write': { roles: workers, scope: null },
  'book.write': { roles: leaders, scope: null },
  'shop.write': { roles: owners, scope: null },
  'autonomy.write': { roles: leaders, scope: null },
  'calendar.write': { roles: leaders, scope: null },
  'voices.read': { roles: everyone, scope: 'read' },
  'complaints.write': { roles: workers, scope: 'write' },
  'causes.write': { roles: leaders, scope: null },
  'voices.write': { roles: workers, scope: 'write' },
  // Many people's words at once: whoever leads takes them along, no program.
  'voices.export': { roles: leaders, scope: null },
  'themes.write': { roles: leaders, scope: null },
  'surveys.write': { roles: leaders, scope: null },
  // A link is made for one customer and handed over by whoever asked for it.
  'surveys.send': { roles: workers, scope: 'write' },
  'live.read': { roles: everyone, scope: 'read' },
  'imports.read': { roles: leaders, scope: 'read' },
  'imports.write': { roles: leaders, scope: 'import' },
  'intake.write': { roles: [], scope: 'intake' },
  'refusals.read': { roles: leaders, scope: 'read' },
  'channels.read': { roles: leaders, scope: null },
  'channels.write': { roles: owners, scope: null },
  'outgoing.write': { roles: leaders, scope: null },
  'keys.read': { roles: owners, scope: null },
  'keys.write': { roles: owners, scope: null },
  'people.read': { roles: everyone, scope: null },
  'people.write': { roles: leaders, scope: null },
  'sign_in_rules.write': { roles: owners, scope: null },
  'journey.read': { roles: everyone, scope: 'read' },
  'journey.write': { roles: leaders, scope: null },
  'ideas.write': { roles: workers, scope: null },
  'home.read': { roles: everyone, scope: null },
  'home.write': { roles: workers, scope: null },
  'friction_notes.read': { roles: leaders, scope: null },
  'friction_notes.write': { roles: leaders, scope: null },
  'fixes.write': { roles: leaders, scope: null },
  'privacy.read': { roles: leaders, scope: null },
  'privacy.write': { roles: owners, scope: null },
  'retention.write': { roles: owners, scope: null },
  'audit.read': { roles: owners, scope: null },
  'operations.read': { roles: owners, scope: 'operate' },
} as const satisfies Record<string, Grant>

/** A permission of the matrix, or "public": open to everyone, with the reason written in the route's config. */
export type Permission = keyof typeof PERMISSIONS | 'public'

/** The scopes a key can be given. */
export const KEY_SCOPES: readonly string[] = [
  ...new Set(Object.values(PERMISSIONS).flatMap(({ scope }) => scope ?? [])),
]

export function roleMay(role: RoleName, permission: Permission): boolean {
  if (permission === 'public') return true
  const roles: readonly RoleName[] = PERMISSIONS[permission].roles
  return roles.includes(role)
}

export function keyMay(scopes: readonly string[], permission: Permission): boolean {
  if (permission === 'public') return true
  const { scope } = PERMISSIONS[permission]
  return scope !== null && scopes.includes(scope)
}

/** Everything a role may do, for the web to hide what would be refused. */
export function permissionsOf(role: RoleName): string[] {
  return Object.keys(PERMISSIONS).filter((permission) => roleMay(role, permission as Permission))
}
