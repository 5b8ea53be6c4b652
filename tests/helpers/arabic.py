# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop whose language is written from the right to the left."""
import locale
import os
import pathlib
import subprocess

LOCALE = 'ar_EG.UTF-8'
ACROSS = {'Left': 'Right', 'Right': 'Left'}


def environment(folder):
    """What a program is started with, so that it is in Arabic; the locale is made in the folder. Texts run from right to
    left, and days are Arabic; what it says is English all the same, whether somebody has translated it or not."""
    made = pathlib.Path(folder) / 'locales' / LOCALE
    made.parent.mkdir(exist_ok=True)
    # It warns of what the C library knows better, and makes the locale.
    subprocess.run(['localedef', '--quiet', '--force', '-i', 'ar_EG', '-f', 'UTF-8', made], check=False)
    if not made.is_dir():
        raise AssertionError(f'localedef has not made {made}')
    return {'LOCPATH': str(made.parent), 'LC_ALL': LOCALE, 'LANG': LOCALE, 'LANGUAGE': 'en'}


def write_days(case):
    """Writes days as the program does that is started with environment(), until the case is over."""
    os.environ['LOCPATH'] = str(case.folder / 'locales')
    locale.setlocale(locale.LC_TIME, LOCALE)
    case.defer(locale.setlocale, locale.LC_TIME, 'C')
    del os.environ['LOCPATH']


def mirrored(key):
    """The key for what goes the same way along a text: 'shift+Left' for 'shift+Right'."""
    *held, pressed = key.split('+')
    return '+'.join([*held, ACROSS.get(pressed, pressed)])
