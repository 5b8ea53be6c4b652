// SPDX-License-Identifier: GPL-3.0-or-later
import { all, get, newId, one, post } from './api.js';
import { busy, el, setText } from './dom.js';
import { keep, kept } from './kept.js';
import { compare, sorry, t } from './words.js';

const MOST_TITLE = 200;
const MOST_DESCRIPTION = 20000;
const PRIORITIES = ['low', 'medium', 'high', 'critical'];

/* A field with its label, its help and what is wrong with it. */
function field(control, label, help, isOptional = false) {
  const problem = el('p', { class: 'problem', id: `${control.id}-problem` });
  const helpText = help === null ? null : el('p', { class: 'help', id: `${control.id}-help` }, help);
  control.setAttribute('aria-describedby', [helpText?.id, problem.id].filter(Boolean).join(' '));
  const element = el('div', { class: 'field' },
    el('label', { for: control.id }, label, isOptional ? el('span', { class: 'optional' }, ` ${t('optional')}`) : null),
    helpText, control, problem);
  const say = (text) => {
    setText(problem, text);
    control.setAttribute('aria-invalid', String(text !== ''));
  };
  return { control, element, say, get isWrong() { return problem.textContent !== ''; } };
}

function count(text) {
  return Array.from(text).length;
}

function long(key, text, most) {
  return count(text) > most ? t(key, { count: count(text), most }) : '';
}

function offeringOptions(offerings) {
  const group = (kind, label) => {
    const options = offerings.filter((offering) => offering.kind === kind && offering.status === 'active')
      .sort((a, b) => compare(a.name, b.name))
      .map((offering) => el('option', { value: offering.id }, offering.name));
    return options.length === 0 ? null : el('optgroup', { label }, options);
  };
  return [el('option', { value: '' }, t('chooseOffering')), group('support', t('kindSupport')),
    group('service', t('kindService'))].filter((part) => part !== null);
}

class NewRequest {
  #go;
  #notice;
  #offering = field(el('select', { id: 'offering', required: true }), t('offering'), null);
  #title = field(el('input', { id: 'title', required: true, autocomplete: 'off', dir: 'auto', placeholder: ' ' }), t('title'), t('titleHelp'));
  #description = field(el('textarea', { id: 'description', rows: '6', dir: 'auto', placeholder: ' ' }), t('description'),
    t('descriptionHelp'), true);
  #priority = field(el('select', { id: 'priority' },
    PRIORITIES.map((one) => el('option', { value: one }, t(`priorityHelp.${one}`)))), t('priority'), null);
  #problem = el('p', { class: 'problem', role: 'alert' });
  #send = el('button', { class: 'primary' }, t('sendRequest'));
  #fields = { offering: this.#offering, title: this.#title, description: this.#description, priority: this.#priority };
  element = el('div', { class: 'narrow' }, el('h1', {}, t('newRequest')), el('p', { class: 'sub' }, t('newIntro')),
    el('form', { class: 'card', novalidate: true, submit: (event) => this.#onSubmit(event), input: () => this.#onInput() },
      Object.values(this.#fields).map((one) => one.element), this.#problem,
      el('div', { class: 'buttons' }, this.#send, el('a', { class: 'button', href: '/' }, t('cancel')))));

  constructor({ go, notice }) {
    this.#go = go;
    this.#notice = notice;
    this.#priority.control.value = 'medium';
    this.#restore();
    this.#load();
  }

  async #load() {
    const wanted = kept('new-request')?.offering ?? '';
    try {
      const offerings = all(await get('/offerings'), 'offering');
      this.#offering.control.replaceChildren(...offeringOptions(offerings));
      this.#offering.control.value = wanted;
      if (this.#offering.control.value !== wanted)
        this.#offering.control.value = '';
    } catch (error) {
      setText(this.#problem, sorry(error));
    }
  }

  #restore() {
    const draft = kept('new-request');
    if (draft === null)
      return;
    for (const name of ['title', 'description', 'priority'])
      this.#fields[name].control.value = draft[name];
  }

  #values() {
    return Object.fromEntries(Object.entries(this.#fields).map(([name, one]) => [name, one.control.value]));
  }

  /* Another text is another request: what was sent before, perhaps unnoticed, does not stand for it. */
  #onInput() {
    keep('new-request', { ...this.#values(), id: newId() });
    for (const one of Object.values(this.#fields))
      if (one.isWrong)
        this.#check();
  }

  #check() {
    const { offering, title, description } = this.#values();
    this.#offering.say(offering === '' ? t('offeringMissing') : '');
    this.#title.say(title.trim() === '' ? t('titleMissing') : long('titleLong', title.trim(), MOST_TITLE));
    this.#description.say(long('descriptionLong', description, MOST_DESCRIPTION));
    return Object.values(this.#fields).find((one) => one.isWrong) ?? null;
  }

  #fail(error) {
    const offering = error.code === 'conflict' || error.code === 'not_found';
    const named = /^\$\.(\w+)/.exec(error.message)?.[1];
    if (offering)
      this.#offering.say(t('offeringGone'));
    else if (error.code === 'invalid' && named in this.#fields)
      this.#fields[named].say(t('unexpected'));
    else
      setText(this.#problem, sorry(error));
    Object.values(this.#fields).find((one) => one.isWrong)?.control.focus();
  }

  async #onSubmit(event) {
    event.preventDefault();
    setText(this.#problem, '');
    const wrong = this.#check();
    if (wrong !== null) {
      wrong.control.focus();
      return;
    }
    await busy(this.#send, async () => {
      const values = this.#values();
      const id = kept('new-request')?.id ?? newId();
      keep('new-request', { ...values, id });
      try {
        const request = one(await post('/requests', { ...values, title: values.title.trim(), id }), 'request');
        keep('new-request', null);
        this.#notice(t('requestSent', { number: request.id }));
        this.#go(`/requests/${encodeURIComponent(request.id)}`);
      } catch (error) {
        this.#fail(error);
      }
    });
  }
}

export function newRequestView(portal) {
  return { title: t('newRequest'), element: new NewRequest(portal).element };
}
