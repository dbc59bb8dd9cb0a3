/** One kind: how it fares, whether it is on, and its rules behind a press. */
import type { NoticedKind } from '#features/moments/contract.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Toggle } from '#web/components/Toggle.tsx'
import { faresWords, thresholdWords } from './noticing-words.ts'

type Switch = (target: string, label: string, isOn: boolean) => void

export function NoticedKindRow({
  kind,
  mayWrite,
  onSwitch,
}: {
  kind: NoticedKind
  mayWrite: boolean
  onSwitch: Switch
}) {
  return (
    <li className="NoticedKind" data-off={!kind.isOn || undefined}>
      <div className="row between">
        <span className="row" data-gap="6">
          <Icon name={kind.icon} size="s" />
          <b className="strong">{kind.label}</b>
        </span>
        <OnOff {...kind} name={kind.label} target={`kind:${kind.kind}`} {...{ mayWrite, onSwitch }} />
      </div>
      <div className="small second">{faresWords(kind)}</div>
      {kind.isMostlyDismissed && <MostlyDismissed />}
      {kind.threshold && <div className="small third">{thresholdWords(kind.threshold)}</div>}
      {kind.rules.length > 0 && (
        <details className="NoticedRules">
          <summary className="small">
            {kind.rules.length} {kind.rules.length === 1 ? 'rule' : 'rules'} judged
            {kind.rules.some((rule) => rule.isMostlyDismissed) && ', one mostly dismissed'}
          </summary>
          <ul>
            {kind.rules.map((rule) => (
              <li key={rule.rule} data-off={!rule.isOn || undefined}>
                <div className="row between">
                  <span>{ruleName(rule.rule)}</span>
                  <OnOff
                    {...rule}
                    name={`${kind.label}: ${ruleName(rule.rule)}`}
                    target={`rule:${rule.rule}`}
                    {...{ mayWrite, onSwitch }}
                  />
                </div>
                <div className="small second">{faresWords(rule)}</div>
                {rule.isMostlyDismissed && <MostlyDismissed />}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  )
}

function MostlyDismissed() {
  return (
    <p className="Notice small" data-tone="warn">
      <Icon name="alert-circle" size="s" />
      <span>Dismissed more than half the time. You may want to switch it off.</span>
    </p>
  )
}

function OnOff(props: {
  name: string
  target: string
  isOn: boolean
  off: { by: string } | null
  mayWrite: boolean
  onSwitch: Switch
}) {
  const { name, target, isOn, off, mayWrite, onSwitch } = props
  const word = isOn ? 'On' : off ? `Off, by ${off.by}` : 'Off'
  if (!mayWrite) return <span className="third">{word}</span>
  return (
    <span role="group" aria-label={name}>
      <Toggle label={word} isOn={isOn} onChange={(next) => onSwitch(target, name, next)} />
    </span>
  )
}

/** "pet.still_here" gives "still here". */
const ruleName = (rule: string): string => rule.slice(rule.indexOf('.') + 1).replaceAll('_', ' ')
