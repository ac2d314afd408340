// What went wrong, in words for a terminal: what happened, what helps, and the technical detail in brackets. English
// only; the window and the web page have their own words in the user's language.

import type { Failure, FailureKind } from '../core/model/failure.ts'
import { printable } from './terminal/text.ts'

export interface Words {
  readonly happened: string
  readonly helps: string
}

const later = 'It is tried again by itself; parts that are here already are kept.'
const askOwner = 'Ask the owner or the administrator of the site.'

const words: Record<FailureKind, Words> = {
  network: {
    happened: 'The connection broke.',
    helps: 'Check the network and the address; the same command goes on where it stopped.',
  },
  timeout: { happened: 'The server did not answer in time.', helps: later },
  stalled: { happened: 'No data came for a while.', helps: later },
  'server-busy': { happened: 'The server is busy.', helps: later },
  truncated: { happened: 'The server ended the file too early.', helps: later },
  'disk-busy': {
    happened: 'Another program is using the file on this disk.',
    helps: 'Close that program; it is tried again by itself.',
  },
  'proxy-unusable': {
    happened: 'The proxy cannot be reached, or opens no connection.',
    helps:
      'Check http_proxy, https_proxy and all_proxy, and whether the proxy runs; it is tried again by itself.',
  },
  'answer-unfit': {
    happened: 'Something else than the file came from the server.',
    helps:
      'Check whether a proxy or a sign-in page of the network stands in between, then run the same command again.',
  },
  'link-expired': { happened: 'The download link expired.', helps: 'A new one is fetched by itself.' },
  'link-rejected': {
    happened: 'The storage refused the download link.',
    helps: 'Try again; if it stays so, ask the administrator of the site to check its storage and clock.',
  },
  'changed-remotely': {
    happened: 'The file on the site changed during the download.',
    helps: 'Run the same command again to fetch the new version from the beginning.',
  },
  'range-refused': {
    happened: 'The server cannot go on in the middle of this file.',
    helps: 'Run the same command again; it starts from the beginning.',
  },
  'checksum-mismatch': {
    happened: 'What arrived is not what the site has.',
    helps: 'Run the same command again; the damaged part has been dropped.',
  },
  'sign-in-required': {
    happened: 'You are not signed in, or the session has ended.',
    helps: 'Sign in with “reverie login <site> --email <e-mail>” and run the same command again.',
  },
  'proxy-sign-in': {
    happened: 'The proxy asks for a user and a password, or does not take the ones it got.',
    helps:
      'Put them into the address of the proxy (http://user:password@host:port) and run the same command again.',
  },
  'disk-full': {
    happened: 'The disk is full.',
    helps: 'Free some space and run the same command again; it goes on where it stopped.',
  },
  'disk-gone': {
    happened: 'The disk or network share does not answer any more.',
    helps: 'Connect it again; it goes on by itself, or with the same command.',
  },
  offline: {
    happened: 'This machine is offline.',
    helps: 'Connect to the network; it goes on by itself, or with the same command.',
  },
  'scheduled-pause': {
    happened: 'Transfers rest at this hour, by the schedule in the settings.',
    helps: 'They go on by themselves when the hour has passed; change the schedule to go on now.',
  },
  'on-battery': {
    happened: 'This machine runs on its battery.',
    helps: 'Transfers rest until it is plugged in; change that in the settings of the app.',
  },
  'metered-network': {
    happened: 'This network is metered: its traffic costs money.',
    helps: 'Transfers rest until there is another one; change that in the settings of the app.',
  },
  'site-maintenance': {
    happened: 'The site is closed for maintenance.',
    helps: 'It goes on by itself when the site is back, or with the same command.',
  },
  'conflict-undecided': {
    happened: 'A file of this name is already there.',
    helps: 'Say what to do with --conflict rename, overwrite, skip or skip-if-same.',
  },
  'not-found': {
    happened: 'There is nothing under this name on the site.',
    helps: 'Look it up with “reverie ls”; upper and lower case matter.',
  },
  forbidden: {
    happened: 'The site does not allow this account to do that.',
    helps: 'Use another account with --account, or ask the owner for access.',
  },
  quota: { happened: 'A quota of the site is used up.', helps: askOwner },
  'name-impossible': {
    happened: 'This disk cannot hold a file of that name.',
    helps: 'Choose a shorter folder with -o, or rename the file on the site.',
  },
  'disk-denied': {
    happened: 'Files cannot be written to that folder.',
    helps: 'Choose another folder with -o, or change the rights of this one.',
  },
  'file-too-large': {
    happened: 'The file is larger than this disk can hold in one file.',
    helps: 'Choose a folder on another disk with -o; FAT disks hold no file of 4 GiB or more.',
  },
  'api-rejected': {
    happened: 'The site refused the request.',
    helps: 'Give the detail in brackets to the administrator of the site.',
  },
  'still-uploading': {
    happened: 'The file is still being uploaded to the site.',
    helps: 'Run the same command again when the upload is done.',
  },
  'purchase-required': {
    happened: 'This share has to be paid for.',
    helps: 'Open it in a web browser.',
  },
  'share-password': {
    happened: 'The share asks for a password, and there is none or a wrong one.',
    helps: 'Run the command on a terminal, or give the password on the standard input with --password-stdin.',
  },
  'name-taken': {
    happened: 'There is something with this name already.',
    helps: 'Choose another name, or another folder.',
  },
  locked: {
    happened: 'It is in use on the site: somebody uploads, edits or moves it.',
    helps: 'Wait until that is done, then run the command again.',
  },
  'share-gone': {
    happened: 'The share is gone: deleted, expired, or its downloads are used up.',
    helps: 'Ask the person who sent it for a new link.',
  },
  'not-cloudreve': {
    happened: 'There is no Cloudreve 4 site at this address.',
    helps: 'Check the address; it is the one that the site has in a web browser.',
  },
  'certificate-rejected': {
    happened: 'The certificate of the server is not trusted, so nothing was sent to it.',
    helps: 'Check the address, or give the certificate of your own authority with NODE_EXTRA_CA_CERTS.',
  },
  'proxy-unsupported': {
    happened: 'The proxy is of a kind that Reverie does not speak, or its address makes no sense.',
    helps: 'Name an HTTP proxy in http_proxy and https_proxy, or leave this site out with no_proxy.',
  },
  'wrong-credentials': {
    happened: 'The e-mail address or the password is wrong.',
    helps: 'Check both and sign in again.',
  },
  'account-blocked': {
    happened: 'The site has blocked this account, or it was never activated.',
    helps: 'Ask the administrator of the site.',
  },
  'otp-required': {
    happened: 'This account asks for a one-time code as well.',
    helps: 'Give it with --otp <code>, or sign in on a terminal.',
  },
  'otp-wrong': {
    happened: 'The one-time code is wrong or too old.',
    helps: 'Wait for the next code of your app, check the clock of this machine, and sign in again.',
  },
  'captcha-required': {
    happened: 'The site asks for the text of a picture.',
    helps: 'Read the picture and sign in again with --captcha <text> --captcha-ticket <ticket>.',
  },
  'captcha-wrong': {
    happened: 'The text of the picture was wrong.',
    helps: 'Sign in again; a new picture is shown.',
  },
  'captcha-unsupported': {
    happened: 'The site uses a puzzle that only a web browser can show.',
    helps: 'Ask the administrator for another kind of captcha, or none for signing in.',
  },
  'browser-sign-in-unsupported': {
    happened: 'This site has no sign-in page for apps; it came with Cloudreve 4.12.',
    helps: 'Sign in with --email and your password, or ask the administrator to update the site.',
  },
  'sign-in-canceled': {
    happened: 'The sign-in was canceled.',
    helps: 'Run the same command to start it again.',
  },
  'sign-in-mismatch': {
    happened: 'The answer belongs to another sign-in, so it was not used.',
    helps: 'Run the same command again and finish with the address that it prints.',
  },
  'sign-in-refused': {
    happened: 'The site refused the sign-in.',
    helps:
      'Run the same command again; with a client of your own, check its id, secret and redirect address.',
  },
  'sign-in-late': {
    happened: 'The sign-in took too long.',
    helps: 'Run the same command again; the site keeps a sign-in open for ten minutes only.',
  },
  'other-user': {
    happened: 'That is not the user of this account; nothing has changed.',
    helps: 'Sign in as the same user, or without naming an account to add another one.',
  },
  'other-site': {
    happened: 'Another site answers at this address.',
    helps: 'Check the address; all addresses of an account have to lead to the same site.',
  },
  'invalid-request': {
    happened: 'The request does not make sense.',
    helps: 'See “reverie help <command>” for what can be asked.',
  },
  'profile-in-use': {
    happened: 'Another Reverie is running the downloads of this profile.',
    helps: 'Close it, or use another profile with --profile <folder>.',
  },
  'bad-response': {
    happened: 'The server sent an answer that makes no sense.',
    helps:
      'Check the address and whether something stands in between; the detail in brackets helps to find it.',
  },
  'illegal-state': {
    happened: 'Reverie made a mistake.',
    helps: 'Your files are safe; please report it with the detail in brackets.',
  },
}

/** `The disk is full. Free some space … [disk-full: ENOSPC, code 40016, id 7bf5…]`, fit for a terminal. */
export function failureText(failure: Failure, told: Words = words[failure.kind]): string {
  const { happened, helps } = told
  return `${happened} ${helps} ${failureDetail(failure)}`
}

/** `the connection broke`: the reason inside of another sentence. */
export function failureReason(kind: FailureKind): string {
  const sentence = words[kind].happened.replace(/\.$/, '')
  return sentence.charAt(0).toLowerCase() + sentence.slice(1)
}

function failureDetail(failure: Failure): string {
  const parts = [
    failure.detail === '' ? failure.kind : `${failure.kind}: ${failure.detail}`,
    ...(failure.kind === 'scheduled-pause' && failure.retryAtMs !== undefined
      ? [`until ${new Date(failure.retryAtMs).toLocaleString('en-GB')}`]
      : []),
    ...(failure.code === undefined ? [] : [`code ${failure.code}`]),
    ...(failure.status === undefined ? [] : [`HTTP ${failure.status}`]),
    ...(failure.correlationId === undefined ? [] : [`id ${failure.correlationId}`]),
  ]
  return `[${printable(parts.join(', '))}]`
}
