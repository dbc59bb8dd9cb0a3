/** The spoon with a heart. */
export function Logo() {
  return (
    <svg className="Logo" viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="7.5" fill="#963A70" />
      <g transform="rotate(38 13 13)">
        <ellipse cx="13" cy="8.2" rx="3.7" ry="4.6" fill="#fff" />
        <rect x="12" y="12" width="2" height="10.4" rx="1" fill="#fff" />
      </g>
      <path
        d="M14.2 7.1c.5-.9 1.8-.9 2.2 0 .4-.9 1.8-.9 2.2 0 .5 1.2-.8 2.3-2.2 3.3-1.4-1-2.7-2.1-2.2-3.3z"
        fill="#963A70"
        transform="translate(-.3 .3)"
      />
    </svg>
  )
}
