/** What could be done for this person: each act puts its words into the reply, or takes them out again. */
import type { OfferedAct } from '#features/moments/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Kbd } from '#web/components/Kbd.tsx'
import { useIsPhone } from '#web/screen-size.ts'

export function SmallActs(props: {
  acts: readonly OfferedAct[]
  isOn: (act: OfferedAct) => boolean
  onPress: (act: OfferedAct) => void
}) {
  return (
    <section className="stack" data-gap="6" aria-labelledby="small-acts">
      <h2 className="head SmallActs-head" id="small-acts">
        Small acts
      </h2>
      <div className="SmallActs">
        {props.acts.map((act, at) => (
          <ActCard
            key={act.id}
            act={act}
            isOn={props.isOn(act)}
            cap={at < 9 ? String(at + 1) : undefined}
            onPress={() => props.onPress(act)}
          />
        ))}
      </div>
    </section>
  )
}

function ActCard(props: { act: OfferedAct; isOn: boolean; cap: string | undefined; onPress: () => void }) {
  const { act, isOn } = props
  const isPhone = useIsPhone()
  return (
    <button type="button" className="Act plain" aria-pressed={isOn} onClick={props.onPress}>
      <span className="Act-icon">
        <Icon name={act.icon} size="l" />
      </span>
      <span>
        <span className="Act-title">{act.title}</span>
        {act.words && <span className="Act-words voice">“{act.words}”</span>}
        <span className="Act-why small">{act.why}</span>
      </span>
      {isOn ? (
        <span className="row primary small strong" data-gap="6">
          <Icon name="check" size={isPhone ? 'l' : 's'} />
          {!isPhone && 'Added'}
          {!isPhone && props.cap && <Kbd>{props.cap}</Kbd>}
        </span>
      ) : (
        <span className="Act-add">
          {act.words === null ? 'Note' : act.words === '' ? 'Write' : 'Add'}
          {!isPhone && props.cap && <Kbd>{props.cap}</Kbd>}
        </span>
      )}
    </button>
  )
}
