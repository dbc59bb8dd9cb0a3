/** Whose journey is shown; leaders name journeys of their own: who stands so, and buys of what. */
import { Button } from '@mantine/core'
import { useId, useState } from 'react'
import type { SyntheticEvent } from 'react'
import { PERSON_STANDINGS, type PersonStanding } from '#features/journey/contract.ts'
import { counted } from '#kit/counted.ts'
import { Icon } from '#web/components/Icon.tsx'
import { Sheet } from '#web/components/Sheet.tsx'
import { change } from './api.ts'
import { useChange } from './useChange.ts'
import { useCategories, useRoutes } from './useJourney.ts'

const NEW = 'new'
export const STANDING_WORDS: Readonly<Record<PersonStanding, string>> = {
  prospect: 'who have never ordered',
  first: 'before their second order',
  regular: 'after their second order',
}

export function RouteChoice(props: {
  value: string | undefined
  onChange: (id: string | null) => void
  mayWrite: boolean
}) {
  const routes = useRoutes().data?.items ?? []
  const carry = useChange()
  const [isNew, setNew] = useState(false)
  const own = routes.find(({ id, isStarter }) => id === props.value && !isStarter)
  return (
    <>
      <label className="Chip RouteChoice">
        <Icon name="users" size="s" />
        <span className="visually-hidden">Whose journey</span>
        <select
          value={props.value ?? 'everyone'}
          onChange={({ target }) =>
            target.value === NEW
              ? setNew(true)
              : props.onChange(target.value === 'everyone' ? null : target.value)
          }
        >
          {routes.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {props.mayWrite && <option value={NEW}>A journey of our own …</option>}
        </select>
        <Icon name="chevron-down" size="s" />
      </label>
      {own && props.mayWrite && (
        <button
          type="button"
          className="Link"
          onClick={() => {
            props.onChange(null)
            void carry(
              change.removeRoute(own.id),
              `Forgot the journey “${own.name}”.`,
              () =>
                void carry(change.route({ name: own.name, standing: own.standing, category: own.category })),
            )
          }}
        >
          Forget it
        </button>
      )}
      {isNew && <NewRoute onClose={() => setNew(false)} />}
    </>
  )
}

function NewRoute({ onClose }: { onClose: () => void }) {
  const carry = useChange()
  const id = useId()
  const [name, setName] = useState('')
  const [standing, setStanding] = useState<PersonStanding | ''>('first')
  const [category, setCategory] = useState('')
  const categories = useCategories().data?.items ?? []
  async function submit(event: SyntheticEvent) {
    event.preventDefault()
    const route = {
      name: name.trim(),
      standing: standing === '' ? null : standing,
      category: category.trim() || null,
    }
    if (await carry(change.route(route), `Named the journey “${route.name}”.`)) onClose()
  }
  return (
    <Sheet title="A journey of our own" onClose={onClose}>
      <form className="Sheet-body stack" data-gap="12" onSubmit={(event) => void submit(event)}>
        <div className="Field">
          <label htmlFor={`${id}-name`}>What it is called</label>
          <input
            id={`${id}-name`}
            className="Input"
            data-first
            value={name}
            maxLength={60}
            placeholder="First-time dress buyer"
            onChange={(event) => setName(event.target.value)}
          />
        </div>
        <div className="Field">
          <label htmlFor={`${id}-standing`}>Customers</label>
          <select
            id={`${id}-standing`}
            className="Input"
            value={standing}
            onChange={(event) => setStanding(event.target.value as PersonStanding | '')}
          >
            <option value="">all</option>
            {PERSON_STANDINGS.map((one) => (
              <option key={one} value={one}>
                {STANDING_WORDS[one]}
              </option>
            ))}
          </select>
        </div>
        <div className="Field">
          <label htmlFor={`${id}-category`}>who buy of this category</label>
          <input
            id={`${id}-category`}
            className="Input"
            value={category}
            maxLength={60}
            placeholder="any"
            list={`${id}-categories`}
            onChange={(event) => setCategory(event.target.value)}
          />
          <datalist id={`${id}-categories`}>
            {categories.map(({ category, happened }) => (
              <option key={category} value={category} label={`${counted(happened)} happened in 90 days`} />
            ))}
          </datalist>
          <span className="small third">
            As your shop writes it: “Dresses”. It is that of the latest order, or of the first one to come.
          </span>
        </div>
        <div className="row" data-gap="6">
          <Button type="submit" variant="filled" disabled={name.trim() === ''}>
            Name it
          </Button>
        </div>
      </form>
    </Sheet>
  )
}
