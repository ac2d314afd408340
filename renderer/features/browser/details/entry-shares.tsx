// The shares of one entry, with their links.

import { useWords } from '../../../app/words/words.ts'
import type { ShareView } from '../../../../contract/browser-views.ts'
import { ShareLine } from '../shares/share-line.tsx'

export function EntryShares({ accountId, shares }: { accountId: string; shares: readonly ShareView[] }) {
  const words = useWords()
  return (
    <section>
      <h3 className="pane-heading" id="details-shares">
        {words('details.shares')}
      </h3>
      <ul className="bare-list" aria-labelledby="details-shares">
        {shares.map((share) => (
          <li key={share.id}>
            <ShareLine accountId={accountId} share={share} />
          </li>
        ))}
      </ul>
    </section>
  )
}
