/** Switches beside the policy: warnings, who sees what colleagues gave, and from what order a person writes from scratch. */
import { useEffect, useState } from 'react'
import { formatMoney, moneyOf } from '#kit/money.ts'
import { Toggle } from '#web/components/Toggle.tsx'
import type { PolicyProps } from './PolicySentence.tsx'

const USUAL_WARN_DAYS = 30
const USUAL_BIG_ORDER_MINOR = 50_000

export function KeepSafe({ policy, mayRule, save }: PolicyProps) {
  const { warnAgainDays, showsEveryone, bigOrderMinor } = policy
  const isBig = bigOrderMinor !== null
  return (
    <section className="Paper SettingsCard KeepSafe" aria-labelledby="keep-safe">
      <h2 className="head" id="keep-safe">
        Keep it safe
      </h2>
      <fieldset disabled={!mayRule}>
        <legend className="visually-hidden">Keep it safe</legend>
        <Toggle
          label={`Same customer, same favour: warn before a second gift in ${warnAgainDays || USUAL_WARN_DAYS} days`}
          isOn={warnAgainDays > 0}
          onChange={(isOn) =>
            save({ warnAgainDays: isOn ? USUAL_WARN_DAYS : 0 }, isOn ? 'Warns again.' : 'Warns no more.', {
              warnAgainDays,
            })
          }
        />
        <Toggle
          label="Show what colleagues have given to everyone"
          isOn={showsEveryone}
          onChange={(isOn) =>
            save({ showsEveryone: isOn }, isOn ? 'Everyone sees it.' : 'Only leaders see it.', {
              showsEveryone,
            })
          }
        />
        <Toggle
          label="About a big order a person writes from scratch"
          isOn={isBig}
          onChange={(isOn) =>
            save(
              { bigOrderMinor: isOn ? USUAL_BIG_ORDER_MINOR : null },
              isOn ? 'Big orders are written from scratch.' : 'No order counts as big.',
              { bigOrderMinor },
            )
          }
        />
        {bigOrderMinor !== null && (
          <BigOrder
            amountMinor={bigOrderMinor}
            currency={policy.currency}
            onSave={(amountMinor) =>
              save(
                { bigOrderMinor: amountMinor },
                `Big from ${formatMoney({ amountMinor, currency: policy.currency })}.`,
                { bigOrderMinor },
              )
            }
          />
        )}
      </fieldset>
      <p className="small third">
        Every act lands in the ledger with its reason. That can’t be switched off.
      </p>
    </section>
  )
}

function BigOrder(props: { amountMinor: number; currency: string; onSave: (amountMinor: number) => void }) {
  const said = formatMoney({ amountMinor: props.amountMinor, currency: props.currency })
  const [text, setText] = useState(said)
  useEffect(() => setText(said), [said])
  function done() {
    const typed = moneyOf(text, props.currency)?.amountMinor
    if (typed === undefined || typed <= 0) setText(said)
    else if (typed !== props.amountMinor) props.onSave(typed)
  }
  return (
    <label className="row KeepSafe-big" data-gap="6">
      Big from
      <input
        className="Input"
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={done}
        onKeyDown={(event) => event.key === 'Enter' && done()}
      />
    </label>
  )
}
