"""Days as people say them: short beside a row, whole above a text. No setting of the system is asked."""

from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_A_WEEK = 7


def short_day(day: date, today: date) -> str:
    """Return a day for the end of a row: ``today``, ``yesterday``, ``Sunday``, ``16 Mar 2025``."""
    ago = (today - day).days
    if ago in {0, 1}:
        return "yesterday" if ago else "today"
    if 0 < ago < _A_WEEK:
        return _WEEKDAYS[day.weekday()]
    month = f"{day.day} {_MONTHS[day.month - 1][:3]}"
    return month if day.year == today.year else f"{month} {day.year}"


def whole_day(day: date, today: date) -> str:
    """Return a day as it stands above a text: ``Tuesday 24 March``, with its year if that is another."""
    said = f"{_WEEKDAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
    return said if day.year == today.year else f"{said} {day.year}"
