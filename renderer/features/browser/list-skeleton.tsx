// The shape of a list while its first page is on the way; never a flash, see use-delayed.ts.

import { Skeleton, SkeletonItem } from '@fluentui/react-components'
import { memo } from 'react'
import { useWords } from '../../app/words/words.ts'
import { useDelayed } from '../../ui/use-delayed.ts'

export const ListSkeleton = memo(function ListSkeleton({ loading }: { loading: boolean }) {
  const words = useWords()
  const shown = useDelayed(loading)
  if (!shown) return null
  return (
    <Skeleton aria-label={words('browser.state.loading')} data-testid="list-skeleton">
      {[62, 48, 55, 40, 66, 51, 44, 58].map((share, index) => (
        <SkeletonItem
          key={index}
          size={16}
          style={{ inlineSize: `${share}%`, marginBlock: '20px', marginInlineStart: '46px' }}
        />
      ))}
    </Skeleton>
  )
})
