/** On a phone: the places that have no tab, settings and help. */
import { Icon } from '../components/Icon.tsx'
import { Sheet } from '../components/Sheet.tsx'
import type { Destination } from '../frame/Shell.tsx'

export function PlacesSheet(props: {
  places: readonly Destination[]
  onGo: (path: string) => void
  onSettings: () => void
  onHelp: () => void
  onClose: () => void
}) {
  const ways = [
    ...props.places.map(({ path, name, icon, hot }) => ({
      icon,
      word: name,
      hot,
      run() {
        props.onClose()
        props.onGo(path)
      },
    })),
    { icon: 'settings', word: 'Settings', hot: undefined, run: props.onSettings },
    { icon: 'help-circle', word: 'Help', hot: undefined, run: props.onHelp },
  ]
  return (
    <Sheet title="More" at="foot" onClose={props.onClose}>
      <nav className="Sheet-body stack" data-gap="6" aria-label="More places">
        {ways.map((way, i) => (
          <button
            key={way.word}
            type="button"
            className="Pick plain"
            data-first={i === 0 || undefined}
            onClick={way.run}
          >
            <Icon name={way.icon} />
            <b className="strong grow">{way.word}</b>
            {way.hot && <span className="small bad">{way.hot}</span>}
          </button>
        ))}
      </nav>
    </Sheet>
  )
}
