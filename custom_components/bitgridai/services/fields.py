"""Reading what was filled in; every refusal names the field, in the language of whoever reads it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from math import isfinite
from typing import Any

from homeassistant.util import dt as dt_util

from ..engine.document import EARLIEST, LATEST, describe, written
from ..inquiry.errors import invalid

TEXT_MAX = 200


class Fields:
    """The data of a call. A field that is absent or null reads as None."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        """Read from the data of a service call."""
        self._data = data

    def number(self, field: str, low: float, high: float) -> float | None:
        """Return a finite number within the closed range."""
        value = self._data.get(field)
        if value is None:
            return None
        try:
            number = None if isinstance(value, bool) else float(value)
        except TypeError, ValueError, OverflowError:
            number = None
        if number is None or not isfinite(number) or not low <= number <= high:
            raise invalid("bad_number", field=field, low=written(low), high=written(high), found=describe(value))
        return number

    def whole(self, field: str, low: int, high: int) -> int | None:
        """Return a whole number within the closed range."""
        number = self.number(field, low, high)
        if number is not None and not number.is_integer():
            raise invalid("bad_whole_number", field=field, found=describe(self._data[field]))
        return None if number is None else int(number)

    def option(self, field: str, options: Iterable[str]) -> str | None:
        """Return one of the words."""
        value, known = self._data.get(field), tuple(options)
        if value is None:
            return None
        for option in known:
            if value == option:
                return option
        raise invalid("bad_option", field=field, options=", ".join(known), found=describe(value))

    def member[E: StrEnum](self, field: str, kind: type[E], default: E) -> E:
        """Return a member of an enumeration."""
        option = self.option(field, [member.value for member in kind])
        return default if option is None else kind(option)

    def required(self, field: str, options: Iterable[str]) -> str:
        """Return one of the words; leaving it out is an error too."""
        known = tuple(options)
        option = self.option(field, known)
        if option is None:
            raise invalid("bad_option", field=field, options=", ".join(known), found=describe(None))
        return option

    def text(self, field: str) -> str | None:
        """Return a text that is not empty."""
        value = self._data.get(field)
        if value is None:
            return None
        if not isinstance(value, str) or not 0 < len(value.strip()) <= TEXT_MAX:
            raise invalid("bad_text", field=field, most=TEXT_MAX, found=describe(value))
        return value.strip()

    def switch(self, field: str) -> bool:
        """Return yes or no; no where it is left out."""
        value = self._data.get(field, False)
        if not isinstance(value, bool):
            raise invalid("bad_option", field=field, options="true, false", found=describe(value))
        return value

    def time(self, field: str) -> int | None:
        """Return epoch seconds of a date and time; without an offset it is local."""
        value = self._data.get(field)
        if value is None:
            return None
        try:
            moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
            local = moment if moment.tzinfo else moment.replace(tzinfo=dt_util.get_default_time_zone())
            seconds = int(local.timestamp() // 1)
        except TypeError, ValueError, OverflowError:
            seconds = -1
        if not EARLIEST <= seconds <= LATEST:
            raise invalid("bad_time", field=field, found=describe(value))
        return seconds

    def day(self, field: str) -> date | None:
        """Return a day."""
        value = self._data.get(field)
        if value is None:
            return None
        try:
            # A date and time is a date to Python, but not a day.
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except TypeError, ValueError:
            day = None
        if day is None or isinstance(day, datetime):
            raise invalid("bad_day", field=field, found=describe(value))
        return day

    def mapping(self, field: str) -> dict[str, Any]:
        """Return names with values; an empty one where it is left out."""
        value = self._data.get(field)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise invalid("bad_mapping", field=field, found=describe(value))
        return value
