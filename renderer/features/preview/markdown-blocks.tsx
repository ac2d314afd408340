// The values that `marked` reads out of a text, drawn as elements. Nothing of the text becomes markup by itself: a kind of
// token that is not named here is shown as its source.

import type { Token, Tokens } from 'marked'
import { createElement, Fragment, type ReactNode } from 'react'

/** How deep lists and quotes may lie in each other; deeper is shown as text. */
const mostDepth = 32

export function MarkdownBlocks({ tokens, depth = 0 }: { tokens: readonly Token[]; depth?: number }) {
  return tokens.map((token, index) => <Fragment key={index}>{block(token as AnyToken, depth)}</Fragment>)
}

type AnyToken =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Code
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Table
  | Tokens.Hr
  | Tokens.Space
  | Tokens.Def
  | Tokens.HTML
  | Tokens.Text
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Codespan
  | Tokens.Br
  | Tokens.Link
  | Tokens.Image
  | Tokens.Escape
  | Tokens.Checkbox

function block(token: AnyToken, depth: number): ReactNode {
  if (depth > mostDepth) return <p>{token.raw}</p>
  switch (token.type) {
    case 'heading':
      // The dialog has the first and second level.
      return createElement(`h${Math.min(6, token.depth + 2)}`, {}, inlines(token.tokens, depth))
    case 'paragraph':
      return <p>{inlines(token.tokens, depth)}</p>
    case 'code':
      return (
        <pre dir="ltr">
          <code>{token.text}</code>
        </pre>
      )
    case 'blockquote':
      return (
        <blockquote>
          <MarkdownBlocks tokens={token.tokens} depth={depth + 1} />
        </blockquote>
      )
    case 'list':
      return list(token, depth)
    case 'table':
      return table(token, depth)
    case 'hr':
      return <hr />
    case 'space':
    case 'def':
      return null
    case 'html':
      return <p>{token.raw}</p>
    default:
      return inline(token, depth)
  }
}

function list({ ordered, start, items }: Tokens.List, depth: number): ReactNode {
  const children = items.map((item, index) => (
    <li key={index}>
      <MarkdownBlocks tokens={item.tokens} depth={depth + 1} />
    </li>
  ))
  return ordered ? <ol start={start === '' ? 1 : start}>{children}</ol> : <ul>{children}</ul>
}

function table({ header, rows }: Tokens.Table, depth: number): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {header.map((cell, index) => (
            <th key={index}>{inlines(cell.tokens, depth)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, line) => (
          <tr key={line}>
            {row.map((cell, index) => (
              <td key={index}>{inlines(cell.tokens, depth)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function inlines(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  return (tokens ?? []).map((token, index) => (
    <Fragment key={index}>{inline(token as AnyToken, depth + 1)}</Fragment>
  ))
}

function inline(token: AnyToken, depth: number): ReactNode {
  if (depth > mostDepth) return token.raw
  switch (token.type) {
    case 'strong':
      return <strong>{inlines(token.tokens, depth)}</strong>
    case 'em':
      return <em>{inlines(token.tokens, depth)}</em>
    case 'del':
      return <del>{inlines(token.tokens, depth)}</del>
    case 'codespan':
      return <code dir="ltr">{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return link(token, depth)
    case 'image':
      // Never fetched: it would tell its site who reads this.
      return `[${token.text === '' ? token.href : token.text}]`
    case 'text':
      return 'tokens' in token && token.tokens !== undefined ? inlines(token.tokens, depth) : token.text
    case 'escape':
      return token.text
    case 'checkbox':
      return token.checked ? '☑ ' : '☐ '
    default:
      return token.raw
  }
}

/** Only the web's own addresses lead anywhere; the host opens them in the user's browser. */
function link(token: Tokens.Link, depth: number): ReactNode {
  const safe = URL.canParse(token.href) && /^https?:$/.test(new URL(token.href).protocol)
  if (!safe) return inlines(token.tokens, depth)
  return (
    <a href={token.href} title={token.href} target="_blank" rel="noopener noreferrer">
      {inlines(token.tokens, depth)}
    </a>
  )
}
