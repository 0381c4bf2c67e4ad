"""The time zone of this laptop, by name: a session's times are read in it for ever after."""

from __future__ import annotations

import os
from pathlib import Path

WINDOWS = {
    "GMT Standard Time": "Europe/London",
    "Greenwich Standard Time": "Atlantic/Reykjavik",
    "W. Europe Standard Time": "Europe/Berlin",
    "Central Europe Standard Time": "Europe/Budapest",
    "Romance Standard Time": "Europe/Paris",
    "Central European Standard Time": "Europe/Warsaw",
    "E. Europe Standard Time": "Europe/Chisinau",
    "GTB Standard Time": "Europe/Bucharest",
    "FLE Standard Time": "Europe/Kiev",
    "Turkey Standard Time": "Europe/Istanbul",
    "Eastern Standard Time": "America/New_York",
    "Central Standard Time": "America/Chicago",
    "Mountain Standard Time": "America/Denver",
    "Pacific Standard Time": "America/Los_Angeles",
    "Atlantic Standard Time": "America/Halifax",
    "Newfoundland Standard Time": "America/St_Johns",
    "E. South America Standard Time": "America/Sao_Paulo",
    "South Africa Standard Time": "Africa/Johannesburg",
    "E. Africa Standard Time": "Africa/Nairobi",
    "W. Central Africa Standard Time": "Africa/Lagos",
    "Egypt Standard Time": "Africa/Cairo",
    "India Standard Time": "Asia/Kolkata",
    "China Standard Time": "Asia/Shanghai",
    "Singapore Standard Time": "Asia/Singapore",
    "Tokyo Standard Time": "Asia/Tokyo",
    "Korea Standard Time": "Asia/Seoul",
    "AUS Eastern Standard Time": "Australia/Sydney",
    "E. Australia Standard Time": "Australia/Brisbane",
    "W. Australia Standard Time": "Australia/Perth",
    "New Zealand Standard Time": "Pacific/Auckland",
}
"""What Windows calls the zones where most people live."""


def local_zone() -> str:
    """Return the zone's name, as in Europe/London; UTC with the offset of today where the laptop does not tell."""
    for name in (os.environ.get("TZ", "").lstrip(":"), _linked(), _written(), _of_windows()):
        if name and _known(name):
            return name
    return _by_offset()


def _linked() -> str:
    """macOS and most Linux: /etc/localtime is a link into the list of zones."""
    try:
        target = os.path.realpath("/etc/localtime").replace(os.sep, "/")
    except OSError:
        return ""
    return target.partition("zoneinfo/")[2].removeprefix("posix/").removeprefix("right/")


def _written() -> str:
    """Debian: the name stands in a file."""
    try:
        return Path("/etc/timezone").read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def _of_windows() -> str:
    if os.name != "nt":
        return ""
    import winreg

    try:
        place = winreg.OpenKey(  # type: ignore[attr-defined,unused-ignore]
            winreg.HKEY_LOCAL_MACHINE,  # type: ignore[attr-defined,unused-ignore]
            r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation",
        )
        name = str(winreg.QueryValueEx(place, "TimeZoneKeyName")[0])  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return ""
    return WINDOWS.get(name.partition("\0")[0], "")


def _known(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return "/" in name or name == "UTC"


def _by_offset() -> str:
    """A fixed offset, where it is whole hours: better than an hour off, though without summer time."""
    import time

    hours, rest = divmod(-time.timezone, 3600)
    if rest or not hours:
        return "UTC"
    name = f"Etc/GMT{-hours:+d}"  # the sign is the other way round in these names
    return name if _known(name) else "UTC"
