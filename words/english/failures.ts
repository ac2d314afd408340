// What a user reads for each kind of failure: what happened, what helps, and the short clause used in parentheses.
// Exhaustive by type: a kind without words does not compile.

import type { FailureKind } from '../../core/model/failure.ts'

export type FailureWords = {
  readonly what: string
  readonly help: string
  /** Completes “trying again (…)”. */
  readonly because: string
}

const passing = 'Nothing to do: it is tried again by itself.'
const askOwner = 'Ask the owner of the file or of the site.'
const report =
  'Try again. If it comes back, send the details below to the administrator of the site or report them to us.'

export const failures: Record<FailureKind, FailureWords> = {
  network: {
    what: 'The connection failed.',
    help: 'Check the address and your network, then try again.',
    because: 'the connection broke',
  },
  timeout: { what: 'The server took too long to answer.', help: passing, because: 'no answer in time' },
  stalled: { what: 'The data stopped coming.', help: passing, because: 'the data stopped coming' },
  'server-busy': { what: 'The server is busy.', help: passing, because: 'the server was busy' },
  truncated: {
    what: 'The server ended the file too early.',
    help: 'What is here is kept; the rest is fetched again by itself.',
    because: 'the file ended too early',
  },
  'answer-unfit': {
    what: 'The server answered with something that is not the file.',
    help: passing,
    because: 'the answer was not the file',
  },
  'disk-busy': {
    what: 'Another program holds the file.',
    help: 'Close the program that uses it; it is tried again by itself.',
    because: 'another program held the file',
  },
  'proxy-unusable': {
    what: 'The proxy does not answer.',
    help: 'Check that it runs and that its address is right; it is tried again by itself.',
    because: 'the proxy did not answer',
  },
  'link-expired': { what: 'The download link expired.', help: passing, because: 'the link expired' },
  'link-rejected': {
    what: 'The storage did not accept the download link.',
    help: passing,
    because: 'the link was refused',
  },
  'changed-remotely': {
    what: 'The file was changed on the site.',
    help: 'Try again to download the new version from the start.',
    because: 'the file was changed',
  },
  'range-refused': {
    what: 'The server cannot send parts of this file.',
    help: 'Try again to download it from the start.',
    because: 'the server refused to go on',
  },
  'checksum-mismatch': {
    what: 'What arrived is not what the site has.',
    help: 'The damaged part was thrown away. Try again.',
    because: 'the data was damaged',
  },
  'sign-in-required': {
    what: 'Your session has ended.',
    help: 'Sign in again; downloads go on by themselves.',
    because: 'the session has ended',
  },
  'proxy-sign-in': {
    what: 'The proxy asks for a user name and a password.',
    help: 'Enter them in the settings of the account; everything goes on by itself.',
    because: 'the proxy asks for a password',
  },
  'disk-full': {
    what: 'The disk is full.',
    help: 'Free some space; the download goes on by itself.',
    because: 'the disk was full',
  },
  'disk-gone': {
    what: 'The disk does not answer any more.',
    help: 'Connect it again; the download goes on by itself.',
    because: 'the disk went away',
  },
  offline: {
    what: 'This computer is offline.',
    help: 'Connect to a network; everything goes on by itself.',
    because: 'the computer was offline',
  },
  'scheduled-pause': {
    what: 'Transfers rest at this hour, by your schedule.',
    help: 'They go on by themselves; the schedule is in the settings.',
    because: 'resting by the schedule',
  },
  'on-battery': {
    what: 'This computer runs on its battery.',
    help: 'Transfers rest until it is plugged in, as the settings say.',
    because: 'the computer runs on its battery',
  },
  'metered-network': {
    what: 'This network is metered: its traffic costs money.',
    help: 'Transfers rest until there is another one, as the settings say.',
    because: 'the network is metered',
  },
  'site-maintenance': {
    what: 'The site is under maintenance.',
    help: 'It goes on by itself when the site is back.',
    because: 'the site is under maintenance',
  },
  'conflict-undecided': {
    what: 'A file of this name is already there.',
    help: 'Decide what to do with it.',
    because: 'it waits for your answer',
  },
  'not-found': {
    what: 'It is no longer there.',
    help: 'It was moved, renamed or deleted on the site. Refresh the folder.',
    because: 'it is no longer there',
  },
  forbidden: { what: 'You have no permission for this.', help: askOwner, because: 'no permission' },
  quota: {
    what: 'The traffic or storage allowance is used up.',
    help: 'Wait for it to be renewed, or ask the administrator of the site.',
    because: 'the allowance is used up',
  },
  'name-impossible': {
    what: 'This name cannot be used on this disk.',
    help: 'Download into another folder, or rename it on the site.',
    because: 'the name cannot be used',
  },
  'disk-denied': {
    what: 'Reverie may not write into this folder.',
    help: 'Choose another download folder, or change the rights of this one.',
    because: 'the folder is write-protected',
  },
  'file-too-large': {
    what: 'This disk cannot hold a file that large.',
    help: 'Download it to another disk; FAT disks end at 4 GiB.',
    because: 'the file is too large for this disk',
  },
  'api-rejected': {
    what: 'The site refused the request.',
    help: report,
    because: 'the site refused',
  },
  'name-taken': {
    what: 'There is something with this name already.',
    help: 'Choose another name, or another folder.',
    because: 'the name was taken',
  },
  locked: {
    what: 'It is in use on the site right now.',
    help: 'Wait until whoever uses it is done, or unlock it if it is yours.',
    because: 'it was in use',
  },
  'still-uploading': {
    what: 'This file is still being uploaded.',
    help: 'Try again when the upload is done.',
    because: 'it is still being uploaded',
  },
  'purchase-required': {
    what: 'This share must be bought first.',
    help: 'Buy it on the web page of the site, then try again.',
    because: 'it must be bought first',
  },
  'share-password': {
    what: 'That is not the password of this share.',
    help: 'Check it, or ask the person who sent you the link.',
    because: 'the share asks for a password',
  },
  'share-gone': {
    what: 'This share no longer exists.',
    help: 'It expired or was taken back. Ask the person who sent you the link for a new one.',
    because: 'the share no longer exists',
  },
  'not-cloudreve': {
    what: 'There is no Cloudreve 4 site at this address.',
    help: 'Check the address: it is the one you open in the browser.',
    because: 'it is no Cloudreve site',
  },
  'certificate-rejected': {
    what: 'The identity of this site could not be checked.',
    help: 'Its certificate is not trusted by this computer. Ask the administrator of the site.',
    because: 'the certificate is not trusted',
  },
  'proxy-unsupported': {
    what: 'Reverie cannot use this kind of proxy.',
    help: 'Use an HTTP proxy instead.',
    because: 'the kind of proxy is not supported',
  },
  'wrong-credentials': {
    what: 'E-mail or password is wrong.',
    help: 'Check both; capital letters count.',
    because: 'e-mail or password is wrong',
  },
  'account-blocked': {
    what: 'This account is blocked or not activated yet.',
    help: 'Look for an activation e-mail, or ask the administrator of the site.',
    because: 'the account is blocked',
  },
  'otp-required': {
    what: 'A code is needed to sign in.',
    help: 'Enter the six digits that your authenticator app shows.',
    because: 'a code is needed',
  },
  'otp-wrong': {
    what: 'That code is wrong or too old.',
    help: 'Enter the code that your authenticator app shows now.',
    because: 'the code was wrong',
  },
  'captcha-required': {
    what: 'The site wants to know that you are a person.',
    help: 'Type the characters of the picture.',
    because: 'a picture has to be read',
  },
  'captcha-wrong': {
    what: 'Those were not the characters of the picture.',
    help: 'Here is a new picture; try again.',
    because: 'the picture was misread',
  },
  'captcha-unsupported': {
    what: 'This site protects its sign-in with a check that only works in a web browser.',
    help: 'Ask the administrator to use the picture check. Share links can be opened without signing in.',
    because: 'its sign-in check only works in a browser',
  },
  'browser-sign-in-unsupported': {
    what: 'This site has no sign-in page for apps.',
    help: 'It needs Cloudreve 4.12 or newer. Sign in with your password, or ask the administrator to update the site.',
    because: 'the site has no sign-in page for apps',
  },
  'sign-in-canceled': {
    what: 'The sign-in was canceled.',
    help: 'Start it again whenever you like; nothing has changed.',
    because: 'the sign-in was canceled',
  },
  'sign-in-mismatch': {
    what: 'The answer belongs to another sign-in.',
    help: 'It was not used. Start again, and finish in the page that opens then.',
    because: 'the answer belonged to another sign-in',
  },
  'sign-in-refused': {
    what: 'The site refused the sign-in.',
    help: 'Try again. With a client of your own, check its id, its secret and its address in the advanced settings.',
    because: 'the site refused the sign-in',
  },
  'sign-in-late': {
    what: 'The sign-in took too long.',
    help: 'Start again; the site keeps a sign-in open for ten minutes only.',
    because: 'the sign-in took too long',
  },
  'other-user': {
    what: 'That is not the user of this account.',
    help: 'Nothing has changed. Sign in as the same user, or add the other one as an account of its own.',
    because: 'it was another user',
  },
  'other-site': {
    what: 'Another site answers at this address.',
    help: 'Check the address; all addresses of an account have to lead to the same site.',
    because: 'another site answers there',
  },
  'invalid-request': {
    what: 'This cannot be done that way.',
    help: 'Check what you entered, then try again.',
    because: 'the request did not fit',
  },
  'profile-in-use': {
    what: 'Reverie is already running with this profile.',
    help: 'Use the one that is running, or close it first.',
    because: 'the profile is in use',
  },
  'bad-response': {
    what: 'The server sent an answer that makes no sense.',
    help: report,
    because: 'the answer made no sense',
  },
  'illegal-state': { what: 'Something went wrong inside Reverie.', help: report, because: 'an inner error' },
}
