/** Which roles of a team lead it. */

/** Owners and supervisors: those who see and decide for others. */
export const leads = (role: string | undefined): boolean => role === 'owner' || role === 'supervisor'
