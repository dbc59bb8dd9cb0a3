/** What the language model proposes, where one is set up: a line with the words it rests on. It stands in the reply only when she takes it. */
import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Icon } from '#web/components/Icon.tsx'
import { failureWords } from '#web/failure.ts'
import { proposeLine } from './api.ts'

type ProposedLineProps = { momentId: string; onTake: (words: string) => void }

export function ProposedLine({ momentId, onTake }: ProposedLineProps) {
  const { data, error, isPending, mutate, reset } = useMutation({
    mutationFn: () => proposeLine(momentId),
    networkMode: 'always',
  })
  if (!data)
    return (
      <div className="row wrap" data-gap="8">
        <Button size="xs" variant="subtle" loading={isPending} onClick={() => mutate()}>
          <Icon name="template" size="s" />
          {error ? 'Ask again' : 'Have a line proposed'}
        </Button>
        {error && (
          <span className="small warn" role="alert">
            {failureWords(error)}
          </span>
        )}
      </div>
    )
  return (
    <section className="ProposedLine" aria-label="A proposed line">
      <p>{data.line}</p>
      <ul className="small second plain" aria-label="What it rests on">
        {data.cites.map(({ fact, quote }) => (
          <li key={`${fact} ${quote}`}>
            {fact}: <q className="voice">{quote}</q>
          </li>
        ))}
      </ul>
      <div className="row between wrap" data-gap="8">
        <span className="small third">{data.label}</span>
        <span className="row" data-gap="6">
          <Button size="xs" variant="subtle" onClick={() => reset()}>
            No, thanks
          </Button>
          <Button
            size="xs"
            onClick={() => {
              onTake(data.line)
              reset()
            }}
          >
            Put it in
          </Button>
        </span>
      </div>
    </section>
  )
}
