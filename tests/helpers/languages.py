# SPDX-License-Identifier: GPL-3.0-or-later
"""Desktops in other languages, and what the program says in them."""
import gettext
import pathlib
import subprocess

from desktop import PREFIX

LOCALES = {'de': 'de_DE', 'fr': 'fr_FR', 'ar': 'ar_EG'}


def environment(folder, language, texts=None):
    """What a program is started with, so that it speaks a language; its locale is made in the folder. texts: another
    language to take texts from."""
    name = f'{LOCALES[language]}.UTF-8'
    made = pathlib.Path(folder) / 'locales' / name
    made.parent.mkdir(exist_ok=True)
    # It warns of what the C library knows better, and makes the locale.
    subprocess.run(['localedef', '--quiet', '--force', '-i', LOCALES[language], '-f', 'UTF-8', made], check=False)
    if not made.is_dir():
        raise AssertionError(f'localedef has not made {made}')
    return {'LOCPATH': str(made.parent), 'LC_ALL': name, 'LANG': name, 'LANGUAGE': texts or language}


class Catalogue:
    """What is installed of a language; texts are looked up as they are shown, without the sign of their key."""

    def __init__(self, language):
        texts = gettext.translation('deskbell', PREFIX / 'share' / 'locale', [language])
        self._texts = {}
        for key, text in texts._catalog.items():
            english = key[0] if isinstance(key, tuple) else key
            context, _, english = english.rpartition('\4')
            found = self._texts.setdefault(english.replace('_', ''), {})
            found.setdefault(context, []).append(text.replace('_', ''))

    def say(self, english, context=''):
        return self._texts[english][context][0]

    def is_english(self, text):
        """Whether it is one of the program's English texts, and none of this language."""
        return text != '' and text in self._texts and not any(text in said for said in self._texts[text].values())
