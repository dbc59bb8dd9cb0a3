/** Where a sender puts its write key: Basic user name, JSON body, or both beside a Bearer token. Finds it, never checks it. */

/** The key, or undefined. Basic wins over the body; its password is ignored; a Bearer counts only where the body has none. */
export function writeKeyOf(authorization: string | undefined, body: unknown): string | undefined {
  const [scheme = '', credentials = ''] = (authorization ?? '').trim().split(/\s+/, 2)
  if (scheme.toLowerCase() === 'basic') {
    const [user] = Buffer.from(credentials, 'base64').toString('utf8').split(':', 1)
    if (user) return user
  }
  const inBody =
    typeof body === 'object' && body !== null ? (body as { writeKey?: unknown }).writeKey : undefined
  if (typeof inBody === 'string' && inBody !== '') return inBody
  return scheme.toLowerCase() === 'bearer' && credentials !== '' ? credentials : undefined
}
