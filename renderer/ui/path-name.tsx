// Names of strangers one below the other, in the order of the page: each is isolated from its neighbours, so that a path
// of names from left to right is still read from right to left where the page is.

import { Fragment } from 'react'
import { visibleName } from '../../words/visible-name.ts'

export function PathName({ names, between = ' › ' }: { names: readonly string[]; between?: string }) {
  const shown = names.map(visibleName)
  return (
    <span className="file-name" title={shown.join(between)}>
      {shown.map((name, index) => (
        <Fragment key={index}>
          {index > 0 && between}
          <bdi>{name}</bdi>
        </Fragment>
      ))}
    </span>
  )
}
