// SPDX-License-Identifier: GPL-3.0-or-later
// What the portal says to people, in the language that their browser asks for: words, dates and numbers.

import english from './words.en.js';

const translations = {
  ar: () => import('./words.ar.js'),
  de: () => import('./words.de.js'),
  fr: () => import('./words.fr.js'),
};
const RIGHT_TO_LEFT = ['ar'];

function languageOf(tag) {
  return tag.split('-')[0].toLowerCase();
}

/* The first of the languages of a browser, as it prefers them, that there are words for. */
function choose(tags) {
  return tags.find((tag) => languageOf(tag) === 'en' || Object.hasOwn(translations, languageOf(tag))) ?? 'en-GB';
}

/* A translation that cannot be loaded is no reason to say nothing. */
async function load(name) {
  try {
    return Object.hasOwn(translations, name) ? (await translations[name]()).default : english;
  } catch {
    return null;
  }
}

const preferred = choose(navigator.languages);
const translated = await load(languageOf(preferred));
const words = translated ?? english;
const locale = translated === null ? 'en-GB' : preferred;

/* For the attributes of the same names, wherever these words stand. */
export const lang = languageOf(locale);
export const dir = RIGHT_TO_LEFT.includes(lang) ? 'rtl' : 'ltr';

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const numbers = new Intl.NumberFormat(locale);
const plurals = new Intl.PluralRules(locale);
const days = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });

/* Sorts by name, as people look for it. */
export const { compare } = new Intl.Collator(locale);

/* What is put into a text. Among words that run the other way it must not turn those around it. */
function put(value) {
  const text = typeof value === 'number' ? numbers.format(value) : String(value);
  return dir === 'rtl' ? `\u2068${text}\u2069` : text;
}

/* A text, with {names} in it replaced; values.count decides the plural form. */
export function t(key, values = {}) {
  const word = typeof words[key] === 'object' ? words[key][plurals.select(values.count)] : words[key];
  return word.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? put(values[name]) : whole));
}

/* Why a chat ended, as agents choose it; what a script says is read as it is. */
export function endReason(reason) {
  return words[`reason.${reason}`] ?? reason;
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
  return past === 1 ? t('yesterdayAt', { time: time(instant) }) : t('dayAt', { day: day(instant, now), time: time(instant) });
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
