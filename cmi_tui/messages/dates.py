"""Dates and moments as they are said: « 1er mars 1948 », « hier à 18 h 04 »."""

from datetime import date, datetime, timedelta

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
)  # fmt: skip
_TODAY = "aujourd'hui à {time}"
_YESTERDAY = "hier à {time}"
_THAT_DAY = "le {day} à {time}"


def date_in_words(day: date) -> str:
    """A date as it is said: « 1er mars 1948 »."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"


def moment_in_words(moment: datetime, now: datetime) -> str:
    """A moment in the time zone of this machine, both aware: « aujourd'hui à 9 h 12 »."""
    local, today = moment.astimezone(), now.astimezone().date()
    time = f"{local.hour} h {local.minute:02}"
    if local.date() == today:
        return _TODAY.format(time=time)
    if local.date() == today - timedelta(days=1):
        return _YESTERDAY.format(time=time)
    return _THAT_DAY.format(day=date_in_words(local.date()), time=time)
