/** How it felt along the path: a curve with its band, hollow dots where little is known. The table below says the same. */
import type { MapColumn } from '#features/journey/contract.ts'
import { clearSideOf, curveThrough, type Point } from './curve.ts'
import { feelingWords, SOLID } from './say.ts'

const HEIGHT = 176
const EDGE = 16
/** The room between a dot and the words beside it, and of a letter of these. */
const BESIDE_PX = 18
const LETTER_PX = 6.4

export function FeelingCurve({ columns, width }: { columns: readonly MapColumn[]; width: number }) {
  const step = 1000 / Math.max(1, columns.length)
  const y = (feeling: number) => EDGE + ((1 - feeling) / 2) * (HEIGHT - 2 * EDGE)
  const felt = columns.flatMap(({ feeling }, index) =>
    feeling ? [{ feeling, x: (index + 0.5) * step, column: columns[index] }] : [],
  )
  const line = (of: (one: (typeof felt)[number]) => number): Point[] => felt.map((one) => [one.x, y(of(one))])
  const low = line(({ feeling }) => feeling.low)
  const high = line(({ feeling }) => feeling.high)
  const deepest = deepestOf(columns, width / Math.max(1, columns.length))
  return (
    <div className="FeelingCurve" style={{ width }}>
      {(['Delighted', 'Neutral', 'Let down'] as const).map((word, index) => (
        <span key={word} className="FeelingCurve-word small second" style={{ top: y(1 - index) - 8 }}>
          {word}
        </span>
      ))}
      <svg
        viewBox={`0 0 1000 ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={felt.map(({ column }) => (column ? feelingWords(column) : '')).join('; ')}
      >
        {[1, 0, -1].map((feeling) => (
          <line
            key={feeling}
            x1="0"
            x2="1000"
            y1={y(feeling)}
            y2={y(feeling)}
            className="FeelingCurve-rule"
            data-middle={feeling === 0 || undefined}
          />
        ))}
        {felt.length > 1 && (
          <>
            <path
              className="FeelingCurve-band"
              d={`${curveThrough(high)} L ${curveThrough(low.toReversed()).slice(2)} Z`}
            />
            <path className="FeelingCurve-line" d={curveThrough(line(({ feeling }) => feeling.mean))} />
          </>
        )}
      </svg>
      {felt.map(({ feeling, x, column }) => (
        <i
          key={column?.touchpoint}
          className="FeelingCurve-dot"
          data-tone={feeling.low > 0 ? 'pos' : feeling.high < 0 ? 'neg' : 'neu'}
          data-hollow={feeling.pieces < SOLID || undefined}
          style={{ insetInlineStart: `${x / 10}%`, top: y(feeling.mean) }}
          title={column ? feelingWords(column) : undefined}
        />
      ))}
      {deepest && (
        <q
          className="FeelingCurve-words voice"
          style={{
            [deepest.side === 'before' ? 'insetInlineEnd' : 'insetInlineStart']: `calc(${
              (deepest.side === 'before' ? 1 - deepest.middle : deepest.middle) * 100
            }% + ${BESIDE_PX}px)`,
            top: HEIGHT - 26,
          }}
        >
          {deepest.words}
        </q>
      )}
    </div>
  )
}

/** The words of the lowest point that has a friction rank, where they are short enough to stand beside it clear of the curve. */
function deepestOf(columns: readonly MapColumn[], columnPx: number) {
  const means = columns.map(({ feeling }) => feeling?.mean ?? null)
  const [worst] = columns
    .flatMap(({ feeling, quote, rank }, index) =>
      rank !== null && feeling && feeling.mean < 0 && quote
        ? [{ index, mean: feeling.mean, words: quote }]
        : [],
    )
    .sort((a, b) => a.mean - b.mean)
  if (!worst) return null
  const span = Math.ceil((worst.words.length * LETTER_PX + BESIDE_PX) / columnPx)
  const side = clearSideOf(means, worst.index, span)
  return side && { side, middle: (worst.index + 0.5) / columns.length, words: worst.words }
}
