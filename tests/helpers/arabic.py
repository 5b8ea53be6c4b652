# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop whose language is written from the right to the left, and the program's texts in English."""
import locale
import os

import languages

LOCALE = 'ar_EG.UTF-8'


def environment(folder):
    """What a program is started with. The toolkit speaks Hebrew, so that it begins on the right; the program has no
    Hebrew and says its own texts in English, by which tests find them. Days are Arabic."""
    return languages.environment(folder, 'ar', texts='he')


def write_days(case):
    """Writes days as the program does that is started with environment(), until the case is over."""
    os.environ['LOCPATH'] = str(case.folder / 'locales')
    locale.setlocale(locale.LC_TIME, LOCALE)
    case.defer(locale.setlocale, locale.LC_TIME, 'C')
    del os.environ['LOCPATH']
