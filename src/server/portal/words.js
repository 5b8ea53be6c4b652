// SPDX-License-Identifier: GPL-3.0-or-later
// Everything that the portal says to people, in one place, so that it can be translated.

const words = {
  portal: 'Service Portal',
  skip: 'Skip to the content',
  mainNavigation: 'Main',
  loading: 'Loading…',
  retry: 'Try again',
  connectionLost: 'The connection to the desk is lost. It is being tried again; nothing you write is lost.',
  connectionBack: 'The connection is back.',
  offline: 'The desk cannot be reached just now. Everything you wrote is kept; try again in a moment.',
  unexpected: 'The desk could not do this. Everything you wrote is kept; try again in a moment.',
  denied: 'You may not do this.',

  signIn: 'Sign in',
  signInIntro: 'Follow your requests and get help from the service desk.',
  signInName: 'User name or e-mail address',
  signInPassword: 'Password',
  signInWrong: 'The name or the password is wrong. Check both and try again.',
  signInTooMany: 'Too many wrong passwords. Wait a little, then try again.',
  signInNameMissing: 'Enter your user name or e-mail address.',
  signInPasswordMissing: 'Enter your password.',
  signedOut: 'You have been signed out. Sign in again to go on where you were.',
  signOut: 'Sign out',

  myRequests: 'My requests',
  newRequest: 'New request',
  noRequests: 'You have no requests yet.',
  noRequestsHelp: 'Something does not work, or you need something? Tell the service desk.',
  openRequests: 'In progress',
  doneRequests: 'Done',
  noOpenRequests: 'None of your requests is in progress.',
  moreRequests: 'Show more requests',

  'phase.open': 'Open',
  'phase.suspended': 'On hold',
  'phase.resolved': 'Resolved',
  'phase.closed': 'Closed',
  'priority.critical': 'Critical',
  'priority.high': 'High',
  'priority.medium': 'Medium',
  'priority.low': 'Low',
  'priorityHelp.critical': 'Critical: many people cannot work',
  'priorityHelp.high': 'High: I cannot work',
  'priorityHelp.medium': 'Medium: I can work, but not well',
  'priorityHelp.low': 'Low: it can wait',

  newIntro: 'Say what you need; the right people get it at once.',
  offering: 'What is it about?',
  chooseOffering: 'Choose one',
  offeringMissing: 'Choose what it is about.',
  offeringGone: 'This is no longer offered. Choose something else.',
  kindSupport: 'Something does not work',
  kindService: 'I need something',
  title: 'Title',
  titleHelp: 'One line, such as “Mail cannot be sent to the whole office”',
  titleMissing: 'Give your request a title.',
  titleLong: 'The title has {count} characters; at most {most} fit.',
  description: 'Description',
  descriptionHelp: 'What happens, since when, and what you have tried',
  descriptionLong: 'The description has {count} characters; at most {most} fit.',
  optional: '(optional)',
  priority: 'Priority',
  send: 'Send',
  sendRequest: 'Send request',
  cancel: 'Cancel',
  requestSent: 'Your request {number} has been sent.',

  status: 'Status',
  asked: 'Sent',
  about: 'About',
  noDescription: 'No description.',
  requestGone: 'There is no such request among yours.',
  requestGoneHelp: 'It may have been typed wrongly, or belong to somebody else.',
  pageGone: 'There is no such page.',
  backToRequests: 'Back to my requests',

  chatWithAgent: 'Chat with an agent',
  chatIntro: 'Talk to somebody who works on this request. It usually takes a few minutes until an agent answers.',
  chatAgain: 'Need anything else about this request?',
  chatRefused: 'Chat is not available for this request at the moment. Your request is not touched by that; the service desk keeps working on it.',
  chatNone: 'Chat is not available here.',
  waiting: 'Waiting for an agent.',
  waitingSince: 'You asked {ago}. You can already write; stay on this page.',
  answered: 'An agent answered.',
  answeredBy: 'You are talking to {name}.',
  ended: 'The chat has ended.',
  endedBy: '{name} ended it {when}.',
  endedByYou: 'You ended it {when}.',
  endReason: 'Reason: {reason}',
  'reason.solved': 'solved',
  'reason.continued': 'it goes on here, on the request',
  'reason.handed_over': 'handed over to somebody else',
  'reason.no_reply': 'there was no reply',
  'reason.misdirected': 'it did not belong here',
  abandoned: 'You left this chat.',
  abandonedWhen: 'It was closed {when}. Should an agent still write, you will find it here.',
  leave: 'Leave',
  leaveHelp: 'Leave: no longer wait for an agent',
  endChat: 'End chat',
  endChatQuestion: 'End this chat?',
  endChatHelp: 'Neither of you can write in it afterwards. What was written stays on the request.',
  goOn: 'Go on',
  messages: 'Messages',
  yourMessage: 'Your message',
  composerHelp: 'Enter sends, Shift+Enter makes a new line',
  you: 'You',
  agent: 'Agent',
  desk: 'Service desk',
  sending: 'Sending…',
  sent: 'Sent',
  notSent: 'Not sent.',
  edit: 'Edit',
  messageLong: 'The message has {count} characters; at most {most} fit. Shorten it, or send it in parts.',
  messageTooLarge: 'The message is too long.',
  messageOver: 'The chat is over.',
  messageRefused: 'The desk did not take it.',
  unsentText: 'You had not sent this yet. It is kept for the next chat:',
  earlierMessages: 'Show earlier messages',
  newMessages: 'New messages',
  earlierChats: 'Earlier chats',
  chatOf: 'Chat of {when}',
  justNow: 'just now',
  today: 'Today',
  yesterday: 'Yesterday',
  todayAt: 'today at {time}',
  yesterdayAt: 'yesterday at {time}',
  newTab: 'opens in a new tab',
  barWaiting: 'Waiting for an agent',
  barActive: 'You are talking to an agent',
  barOpen: 'Go to the chat',
  unread: '({count}) {title}',
};

/* A text, with {names} in it replaced. */
export function t(key, values = {}) {
  return words[key].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/* Why a chat ended, as agents choose it; what a script says is read as it is. */
export function endReason(reason) {
  return words[`reason.${reason}`] ?? reason;
}

const locale = navigator.languages.find((language) => language.split('-')[0] === document.documentElement.lang)
  ?? 'en-GB';
const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const numbers = new Intl.NumberFormat(locale);
const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

export function number(value) {
  return numbers.format(value);
}

export function time(instant) {
  return times.format(new Date(instant));
}

function daysAgo(instant, now) {
  const date = new Date(instant);
  const today = new Date(now);
  return Math.round((today.setHours(0, 0, 0, 0) - date.setHours(0, 0, 0, 0)) / 86400000);
}

export function day(instant, now) {
  const ago = daysAgo(instant, now);
  if (ago === 0)
    return t('today');
  return ago === 1 ? t('yesterday') : days.format(new Date(instant));
}

export function when(instant, now) {
  const past = daysAgo(instant, now);
  if (past === 0)
    return t('todayAt', { time: time(instant) });
  return past === 1 ? t('yesterdayAt', { time: time(instant) }) : `${day(instant, now)}, ${time(instant)}`;
}

/* How long ago: "2 minutes ago". */
export function ago(instant, now) {
  const minutes = Math.max(0, Math.floor((now - new Date(instant)) / 60000));
  if (minutes < 1)
    return t('justNow');
  if (minutes < 60)
    return relative.format(-minutes, 'minute');
  return minutes < 1440 ? relative.format(-Math.floor(minutes / 60), 'hour')
    : relative.format(-Math.floor(minutes / 1440), 'day');
}

/* Why a call was not carried out, in words, where nothing better is known. */
export function sorry(error) {
  if (error.code === 'offline' || error.code === 'store')
    return t('offline');
  return error.code === 'denied' ? t('denied') : t('unexpected');
}
