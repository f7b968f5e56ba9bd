"""Dates and times: the one place to import them from.

Storage holds ISO text of one to three parts; people see and type ROC or Gregorian dates.
"""

from app.core.date_format import STYLES, format_date
from app.core.date_parse import ParsedDate, parse_date
from app.core.partial_date import ROC_OFFSET, PartialDate
from app.core.times import (
    ParsedTime,
    format_datetime,
    format_time,
    format_time_range,
    parse_datetime,
    parse_time,
    parse_time_range,
)

__all__ = [
    "ROC_OFFSET",
    "STYLES",
    "ParsedDate",
    "ParsedTime",
    "PartialDate",
    "format_date",
    "format_datetime",
    "format_time",
    "format_time_range",
    "parse_date",
    "parse_datetime",
    "parse_time",
    "parse_time_range",
]
