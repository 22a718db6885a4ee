"""Dates and moments as they are said: « 1er mars 1948 », « hier à 18 h 04 »."""

from datetime import date, datetime, timedelta

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
_TODAY = "aujourd'hui à {time}"
_YESTERDAY = "hier à {time}"
_THAT_DAY = "le {day} à {time}"
_UNTIL_TODAY = "jusqu'à {time}"
_UNTIL_TOMORROW = "jusqu'à demain à {time}"
_UNTIL_THAT_DAY = "jusqu'au {day} à {time}"


def date_in_words(day: date) -> str:
    """A date as it is said: « 1er mars 1948 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """A moment in the time zone of this machine, both aware: « aujourd'hui à 9 h 12 »."""
    local, today = moment.astimezone(), now.astimezone().date()
    time = _time_in_words(local)
    if local.date() == today:
        return _TODAY.format(time=time)
    if local.date() == today - timedelta(days=1):
        return _YESTERDAY.format(time=time)
    return _THAT_DAY.format(day=date_in_words(local.date()), time=time)


def until_in_words(moment: datetime, now: datetime) -> str:
    """Up to when, to the minute and never told shorter than it is: « jusqu'à demain à 9 h 12 »."""
    local = (moment + timedelta(minutes=1) - timedelta.resolution).astimezone()
    today, time = now.astimezone().date(), _time_in_words(local)
    if local.date() == today:
        return _UNTIL_TODAY.format(time=time)
    if local.date() == today + timedelta(days=1):
        return _UNTIL_TOMORROW.format(time=time)
    return _UNTIL_THAT_DAY.format(day=date_in_words(local.date()), time=time)


def _time_in_words(local: datetime) -> str:
    return f"{local.hour} h {local.minute:02}"
