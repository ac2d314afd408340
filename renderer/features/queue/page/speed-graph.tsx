// The speed of the last two minutes as a line, and in words for those who do not see it.

import { makeStyles, tokens } from '@fluentui/react-components'
import { useStore } from 'zustand'
import { useReverie } from '../../../app/reverie.ts'
import { useWords } from '../../../app/words/words.ts'
import { formatSpeed } from '../../../ui/format/bytes.ts'
import { useNow } from '../../../ui/use-now.ts'
import { figuresOfSpeed, linePoints, samplesOf } from '../speed-history.ts'

const useStyles = makeStyles({
  box: {
    display: 'flex',
    alignItems: 'stretch',
    gap: tokens.spacingHorizontalS,
    flexShrink: 1,
    minInlineSize: '140px',
    flexGrow: 1,
    maxInlineSize: '360px',
    // The figures beside it say as much.
    '@media (max-width: 560px)': { display: 'none' },
  },
  graph: {
    inlineSize: '100%',
    blockSize: '44px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  line: { fill: 'none', stroke: tokens.colorBrandStroke1, strokeWidth: '1.5px', strokeLinejoin: 'round' },
  area: { fill: tokens.colorBrandBackground2, stroke: 'none' },
})

const size = { width: 240, height: 44 }

export function SpeedGraph() {
  const { queue } = useReverie()
  const words = useWords()
  const styles = useStyles()
  const history = useStore(queue.speeds.store)
  const nowMs = useNow(history.size > 0)
  const samples = samplesOf(history, nowMs)
  const { now, highest, average } = figuresOfSpeed(samples)
  const points = linePoints(samples, size).join(' ')
  const label =
    highest === 0
      ? words('transfers.graph.still')
      : words('transfers.graph.speeds', {
          now: formatSpeed(now, words),
          highest: formatSpeed(highest, words),
          average: formatSpeed(average, words),
        })
  return (
    <span className={styles.box} title={label}>
      <svg
        className={styles.graph}
        role="img"
        aria-label={label}
        viewBox={`0 0 ${size.width} ${size.height}`}
        preserveAspectRatio="none"
      >
        {highest > 0 && (
          <>
            <polygon
              className={styles.area}
              points={`0,${size.height} ${points} ${size.width},${size.height}`}
            />
            <polyline className={styles.line} points={points} vectorEffect="non-scaling-stroke" />
          </>
        )}
      </svg>
    </span>
  )
}
