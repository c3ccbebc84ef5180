"""Days and moments of the stories, counted from the day the sandbox started."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True)
class Kalender:
    """Counts from `vandaag`; a negative number is in the past."""

    vandaag: date

    def dag(self, days: int) -> str:
        """YYYY-MM-DD."""
        return (self.vandaag + timedelta(days)).isoformat()

    def moment(self, days: int, hour: int = 9, minute: int = 0) -> str:
        """A moment on that day in UTC, ending in Z."""
        found = datetime.combine(self.vandaag + timedelta(days), time(hour, minute), UTC)
        return found.isoformat().replace("+00:00", "Z")
