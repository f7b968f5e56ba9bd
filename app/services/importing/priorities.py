"""Headings under which an earlier plan lists its priorities, beside those of our own workbook.

Lists of earlier workshops have no common form; these are the words that their columns usually carry.
Source: ``mvp2.md`` 4 (step 6) and 6.
"""

from __future__ import annotations

from types import MappingProxyType

HEADINGS = MappingProxyType(
    {
        "Priority": "title",
        "Priorities": "title",
        "Priority action": "title",
        "Resilience priority": "title",
        "Resilience priorities": "title",
        "MVP priority": "title",
        "Action": "title",
        "Action item": "title",
        "Recommendation": "title",
        "Title": "title",
        "優先工作": "title",
        "優先事項": "title",
        "優先行動": "title",
        "行動": "title",
        "工作項目": "title",
        "項目": "title",
        "名稱": "title",
        "Reason": "reason",
        "Rationale": "reason",
        "Description": "reason",
        "Notes": "reason",
        "說明": "reason",
        "理由": "reason",
        "備註": "reason",
        "Hazard": "hazards",
        "Hazards": "hazards",
        "災害": "hazards",
        "災害類型": "hazards",
        "Benefits": "benefits",
        "Who benefits": "benefits",
        "Beneficiaries": "benefits",
        "受益對象": "benefits",
        "受益": "benefits",
    }
)
"""Heading to the field that it means; our own headings come first."""
