/** One icon a file: the package's front door would make the build read six thousand. */
declare module '@tabler/icons-react/dist/esm/icons/*.mjs' {
  import type { Icon } from '@tabler/icons-react'
  const icon: Icon
  // eslint-disable-next-line no-restricted-syntax -- the package's own form
  export default icon
}
