// A page of the manual as text for a terminal: what the parser knows of a command, with what pages.ts adds.

import type { Command, Option } from 'commander'
import { exitMeanings } from '../exit-code.ts'
import { wrapText } from '../terminal/wrap.ts'
import { manualPages } from './pages.ts'
import { environmentMeanings, topics, type Topic } from './topics.ts'

const indent = 4
const widest = 96

type Term = readonly [string, string]

/** `path` is the words behind `reverie`, `command` what the parser has under them. */
export function commandPage(path: string, command: Command, columns: number): string {
  const page = manualPages[path]
  const width = widthOf(columns)
  const see = page?.see ?? []
  return [
    section('NAME', wrapText(`reverie ${path} – ${command.description()}`, width, indent)),
    section('USAGE', [`${' '.repeat(indent)}reverie ${path} ${command.usage()}`]),
    section('DESCRIPTION', paragraphs(page?.about ?? [], width)),
    section('ARGUMENTS', terms(argumentsOf(command), width)),
    section('COMMANDS', terms(commandsOf(command), width)),
    section('OPTIONS', terms(command.options.filter(isShown).map(optionTerm), width)),
    section('OPTIONS OF EVERY COMMAND', terms(globalsOf(command).map(optionTerm), width)),
    section(
      'EXIT CODES',
      terms(
        (page?.exits ?? []).map((code) => [String(code), exitMeanings[code]]),
        width,
      ),
    ),
    section('ENVIRONMENT', terms(environmentMeanings, width)),
    section('EXAMPLES', terms(page?.examples ?? [], width)),
    section('SEE ALSO', see.length === 0 ? [] : wrapText(see.map(reference).join(', '), width, indent)),
  ]
    .filter((text) => text !== '')
    .join('\n')
}

export function topicPage(name: string, topic: Topic, columns: number): string {
  const width = widthOf(columns)
  const body = topic.body.flatMap((part) => [
    ...(typeof part === 'string' ? wrapText(part, width, indent) : terms(part, width)),
    '',
  ])
  return section(`${name.toUpperCase()} – ${topic.title}`, body.slice(0, -1))
}

export function topicList(columns: number): string {
  const all = Object.entries(topics).map(([name, { title }]): Term => [name, title])
  return section('TOPICS', terms(all, widthOf(columns)))
}

function widthOf(columns: number): number {
  return Math.max(40, Math.min(widest, columns))
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.join('\n')}\n`
}

function paragraphs(texts: readonly string[], width: number): string[] {
  return texts.flatMap((text, index) => [...(index === 0 ? [] : ['']), ...wrapText(text, width, indent)])
}

function terms(all: readonly Term[], width: number): string[] {
  return all.flatMap(([term, meaning]) => [
    `${' '.repeat(indent)}${term}`,
    ...wrapText(meaning, width, indent * 2),
  ])
}

function reference(name: string): string {
  return name === 'topics' || Object.hasOwn(topics, name) ? `“reverie help ${name}”` : `reverie ${name}`
}

function argumentsOf(command: Command): Term[] {
  return command.registeredArguments.map((argument): Term => [argument.name(), argument.description])
}

function commandsOf(command: Command): Term[] {
  return command.commands.map((one): Term => [one.name(), one.description()])
}

function globalsOf(command: Command): readonly Option[] {
  let top = command
  while (top.parent !== null) top = top.parent
  return top.options.filter((option) => isShown(option) && option.long !== '--version')
}

function isShown({ hidden }: Option): boolean {
  return !hidden
}

function optionTerm({ flags, description, argChoices, defaultValue, defaultValueDescription }: Option): Term {
  const choices = argChoices === undefined ? '' : ` One of ${argChoices.join(', ')}.`
  const shown: unknown = defaultValueDescription ?? defaultValue
  const isTold = typeof shown === 'string' || typeof shown === 'number'
  const byDefault = isTold ? ` Default: ${shown}.` : ''
  return [flags, `${description.replace(/\.?$/, '.')}${choices}${byDefault}`]
}
