/** Settings of the whole workspace, each a page of its own; what a role may not see is left out by whoever lists them. */
export type SettingsPlace = { readonly path: string; readonly words: string; readonly needs?: string }

export const SETTINGS_PLACES: readonly SettingsPlace[] = [
  { path: '/settings/me', words: 'My profile: name, hours, password, where I am signed in' },
  { path: '/settings/people', words: 'People and invitations', needs: 'people.read' },
  { path: '/settings/roles', words: 'Roles: who may do what', needs: 'people.read' },
  { path: '/settings/keys', words: 'Keys of programs', needs: 'keys.read' },
  { path: '/settings/autonomy', words: 'What agents may give, and what was given' },
  { path: '/settings/words', words: 'My words: anecdotes, voice, macros', needs: 'plays.write' },
  { path: '/settings/plays', words: 'Plays: what to do about which moment' },
  { path: '/settings/hours', words: 'Opening hours, standing promises, contact form' },
  { path: '/settings/noticing', words: 'What is noticed, and kinds of your own' },
  { path: '/settings/privacy', words: 'Privacy: people’s requests', needs: 'privacy.read' },
  { path: '/settings/stored', words: 'What is stored, and for how long', needs: 'privacy.read' },
  { path: '/settings/audit', words: 'The audit log', needs: 'audit.read' },
  { path: '/settings/mine', words: 'What is kept about me' },
  { path: '/settings/email', words: 'Mailboxes', needs: 'channels.read' },
  { path: '/settings/outgoing', words: 'Nothing goes out: hold everything back at once' },
  {
    path: '/settings/connections',
    words: 'Connections: Chatwoot, shop, language model',
    needs: 'channels.read',
  },
]
