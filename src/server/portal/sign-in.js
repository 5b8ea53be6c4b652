// SPDX-License-Identifier: GPL-3.0-or-later
import { one, session } from './api.js';
import { busy, el } from './dom.js';
import { sorry, t } from './words.js';

function explain(error) {
  if (error.code === 'signed_out' || error.code === 'invalid')
    return t('signInWrong');
  return error.code === 'too_many' ? t('signInTooMany') : sorry(error);
}

export function signInView({ onSignedIn }) {
  const problem = el('p', { class: 'problem', id: 'sign-in-problem', role: 'alert' });
  const name = el('input', {
    id: 'name', name: 'username', autocomplete: 'username', autocapitalize: 'none', spellcheck: 'false',
    'aria-describedby': problem.id, maxlength: '254',
  });
  const password = el('input', {
    id: 'password', name: 'password', type: 'password', autocomplete: 'current-password',
    'aria-describedby': problem.id, maxlength: '1024',
  });
  const button = el('button', { class: 'primary wide' }, t('signIn'));

  const say = (text, field) => {
    problem.textContent = text;
    for (const input of [name, password])
      input.setAttribute('aria-invalid', String(input === field));
    field?.focus();
  };

  const submit = async (event) => {
    event.preventDefault();
    if (name.value.trim() === '') {
      say(t('signInNameMissing'), name);
      return;
    }
    if (password.value === '') {
      say(t('signInPasswordMissing'), password);
      return;
    }
    say('', null);
    await busy(button, async () => {
      try {
        const records = await session.open(name.value.trim(), password.value);
        onSignedIn(one(records, 'person'));
      } catch (error) {
        password.value = error.code === 'signed_out' ? '' : password.value;
        say(explain(error), error.code === 'signed_out' ? password : null);
      }
    });
  };

  const element = el('div', { class: 'card sign-in' }, el('h1', {}, t('signIn')), el('p', {}, t('signInIntro')),
    el('form', { novalidate: true, submit },
      el('div', { class: 'field' }, el('label', { for: 'name' }, t('signInName')), name),
      el('div', { class: 'field' }, el('label', { for: 'password' }, t('signInPassword')), password),
      problem, button));

  return { title: t('signIn'), element, focus: name };
}
