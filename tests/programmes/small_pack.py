"""A small pack for tests: one round with two steps, a deadline, a category, a rubric, a dossier."""

from __future__ import annotations

from pathlib import Path

IDENTITY = """
id: toy-114
family: toy
round: "114"
round_offset: 1911
version: 1
source: made for tests
name: {zh_TW: "測試{round}年", en: "Test {round}"}
short: {zh_TW: 測試, en: Test}
country: TW
currency: TWD
calendar: roc
paper: A4
start_month: 2025-01
months: 12
settings:
  - {id: max_pages, label: {zh_TW: 頁數, en: Pages}, kind: integer, value: 100, group: pages, source: S4}
  - {id: warn_pages, label: {zh_TW: 提醒, en: Warn}, kind: integer, value: 96, group: pages, source: S4}
categories:
  - {id: GEN, title: {zh_TW: 一般, en: General}, amount: 100000, count: 57, source: S4}
deadlines:
  - {id: T1, title: {zh_TW: 送件, en: Hand in}, kind: hard, date: 2025-04-15, steps: [b], source: S4}
  - {id: T2, title: {zh_TW: 審查, en: Review}, kind: planned, start: 2025-04-15, end: 2025-05-20, source: S4}
  - {id: T8, title: {zh_TW: 結案, en: Close}, kind: hard, date: 2025-10-30, source: S4}
roles:
  - {id: lead, name: {zh_TW: 組長, en: Lead}, source: S4}
  - {id: liaison, name: {zh_TW: 聯絡員, en: Liaison}, appears: a, appears_at: end, source: S4}
  - {id: vendor, name: {zh_TW: 廠商, en: Vendor}, leaves: a, source: S4}
phases:
  - {id: P, title: {zh_TW: 準備, en: Prepare}, months: [1, 4], source: S4}
rubrics:
  - id: written
    title: {zh_TW: 書面, en: Written}
    stage: written
    total: 100
    source: S4
    items:
      - {id: "1", title: {zh_TW: 規劃, en: Plans}, points: 60}
      - {id: "2", title: {zh_TW: 特色, en: Special}, points: 40}
heads:
  - {id: office, title: {zh_TW: 事務費, en: Office}, source: S4}
"""

STEPS = """
steps:
  - {id: a, phase: P, title: {zh_TW: 甲, en: First}, purpose: {zh_TW: 甲, en: First}, months: [1, 2], source: S4}
  - id: b
    phase: P
    title: {zh_TW: 乙, en: Second}
    purpose: {zh_TW: "{date.T1}前、{set.max_pages}頁", en: "By {date.T1}, {set.max_pages} pages"}
    months: [3, 4]
    needs: [a]
    source: S4
"""

GUIDANCE = """{why: {zh_TW: 因, en: why}, how: [{zh_TW: 一, en: a}, {zh_TW: 二, en: b}, {zh_TW: 三, en: c}],
      example: {zh_TW: 例, en: ex}, mistake: {zh_TW: 錯, en: err}, whom: {zh_TW: 誰, en: who}}"""

TASKS = "tasks:\n" + "".join(
    f"""  - id: {task}
    step: {step}
    title: {{zh_TW: {task}, en: {task}}}
    owner: lead
    optional: {optional}
    source: S4
    guidance: {GUIDANCE}
"""
    for task, step, optional in (("a.1", "a", "false"), ("a.2", "a", "true"), ("b.1", "b", "false"))
)

DOSSIER = """
dossier:
  title: {zh_TW: 書面資料, en: Dossier}
  page_limit: 100
  body_pt: 14
  cover_title_pt: 16
  min_dpi: 300
  cover: [{zh_TW: "{round}年{name}", en: "{round} {name}"}]
  order: [cover, chapters]
  summary_title: {zh_TW: 簡表, en: Summary}
  summary_columns: [{zh_TW: 項目, en: Item}, {zh_TW: 說明, en: Text}]
  summary_rows: [{id: s1, title: {zh_TW: 一, en: One}}]
  front_pages: 5
  appendix_pages: 5
  source: S4
  chapters:
    - {id: c1, title: {zh_TW: 一, en: One}, weight: 60, pages: 54, aspect: "1", guidance: {zh_TW: 寫, en: write}}
    - {id: c2, title: {zh_TW: 二, en: Two}, weight: 40, pages: 36, aspect: "2", guidance: {zh_TW: 寫, en: write}}
"""


def write_pack(folder: Path) -> Path:
    """Write the pack's files into a new folder ``toy-114`` and return it."""
    place = folder / "toy-114"
    place.mkdir()
    for name, text in (("10-id", IDENTITY), ("20-steps", STEPS), ("30-tasks", TASKS), ("60-dossier", DOSSIER)):
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place
