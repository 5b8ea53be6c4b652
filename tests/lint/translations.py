#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the languages of po/LINGUAS: complete, and with the holes that the English has. Speaks TAP."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
KEYWORDS = ['_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3']

# What has to be in a translation as often as in the English; of one thing or two a language may speak
# without the number.
HOLE = re.compile(r'%(?:\d+\$)?[-+ #0]*(\d*(?:\.\d+)?(?:hh|h|ll|l|j|z|t)?[diouxXeEfgGcsp])|(\{\w+\})')


def tool(*words):
    """Gives what a program prints, and what it complains of."""
    run = subprocess.run(words, cwd=TOP, capture_output=True, text=True)
    return run.stdout, [line for line in run.stderr.splitlines() if run.returncode]


def languages():
    return re.findall(r'^[^#\s]\S*', (TOP / 'po' / 'LINGUAS').read_text(encoding='utf-8'), flags=re.M)


def template(folder):
    """Writes what there is to translate, as the build does; gives its path and what went wrong."""
    path = Path(folder) / 'deskbell.pot'
    _, problems = tool('xgettext', '--files-from=po/POTFILES.in', '--directory=.', '--from-code=UTF-8', '--add-comments',
                       f'--output={path}', *[f'--keyword={word}' for word in KEYWORDS],
                       '--flag=g_dngettext:2:pass-c-format', '--flag=g_strdup_printf:1:c-format',
                       '--flag=g_string_append_printf:2:c-format', '--flag=g_print:1:c-format',
                       '--flag=g_set_error:4:c-format', '--flag=N_:1:pass-c-format', '--flag=C_:2:pass-c-format')
    return path, problems


def entries(text):
    """Gives (flags, what is to be translated, translations) of each message of a file that is not wrapped."""
    for block in text.split('\n\n'):
        lines = [line for line in block.splitlines() if not line.startswith('#~')]
        flags = ' '.join(line for line in lines if line.startswith('#,'))
        said = dict(re.findall(r'^(msg\w+(?:\[\d\])?) "(.*)"$', '\n'.join(lines), flags=re.M))
        if said.get('msgid'):
            yield flags, said, [value for key, value in said.items() if key.startswith('msgstr')]


def holes(text):
    return sorted(number or name for number, name in HOLE.findall(text.replace('%%', '')))


def same_holes(flags, said, translations):
    wanted = holes(said.get('msgid_plural', said['msgid']))
    if ' c-format' not in flags and '{' not in said['msgid']:
        return True
    if 'msgid_plural' not in said:
        return holes(translations[0]) == wanted
    return all(holes(text) == wanted or len(holes(text)) == len(wanted) - 1 for text in translations) and any(
        holes(text) == wanted for text in translations)


def check_language(language, pot):
    po = TOP / 'po' / f'{language}.po'
    if not po.is_file():
        return [f'po/LINGUAS names {language}, and there is no po/{language}.po']
    _, problems = tool('msgfmt', '--check', '--output-file=/dev/null', str(po))
    merged, wrong = tool('msgmerge', '--quiet', '--no-fuzzy-matching', '--no-wrap', '--output-file=-', str(po), str(pot))
    problems += wrong
    for flags, said, translations in entries(merged):
        short = said['msgid'][:70]
        if not translations or not all(translations):
            problems.append(f'{language}: not translated: "{short}"')
        elif 'fuzzy' in flags:
            problems.append(f'{language}: fuzzy: "{short}"')
        elif not same_holes(flags, said, translations):
            problems.append(f'{language}: other holes than in English: "{short}": "{translations[0][:70]}"')
        elif said['msgid'].endswith('\\n') != translations[0].endswith('\\n'):
            problems.append(f'{language}: ends otherwise than in English: "{short}"')
    return problems


def main():
    files = {path.stem for path in (TOP / 'po').glob('*.po')}
    with tempfile.TemporaryDirectory() as folder:
        pot, problems = template(folder)
        cases = [('what there is to translate can be read', problems),
                 ('po/LINGUAS names all languages that there are',
                  [f'po/LINGUAS lacks {language}' for language in sorted(files - set(languages()))])]
        cases += [(f'{language} is complete', check_language(language, pot)) for language in languages()]
    print(f'1..{len(cases)}')
    for number, (title, found) in enumerate(cases, 1):
        print(f"{'not ok' if found else 'ok'} {number} {title}")
        for problem in found[:200]:
            print(f'# {problem}')
    return 0


sys.exit(main())
