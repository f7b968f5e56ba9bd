"""The sentences about a document's safety: never more comfort than there is. Pure; thread: any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.core.messages import N_, NP_, Message

DONE, NOTICE, PROBLEM, BEGUN = "done", "notice", "problem", "begun"
ASK_AFTER = timedelta(days=7)
"""A second place is asked for within a week, and a second copy should not be older."""
STALE_AFTER = timedelta(days=2)
BACKUPS = "backups"


@dataclass(frozen=True, slots=True)
class SafetyFact:
    """One line of "Is my work safe?".

    Args:
        shape: ``done``, ``notice``, ``problem`` or ``begun``.
        said: one sentence.
        action: words of a button, ``None`` for none.
        route: where the button leads.
        key: ``saved``, ``file``, ``backup``, ``photos``, ``second`` or ``travel``.
    """

    shape: str
    said: Message
    action: Message | None = None
    route: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the sentences are made of; times are aware, in the zone of the people.

    Args:
        now: the moment.
        saved_at: when the last step was stored.
        checked_at: when the whole file was last verified, ``None``: not yet.
        damages: how many damaged things that found.
        verified_at: when the newest good backup was made, ``None``: there is none.
        unsaved_since: since when there are changes that are in no backup, ``None``: there are none.
        photos_left_out: how many photos and files are in no backup.
        no_room: whether that is because the disk is full.
        trouble: what went wrong at the last try, ``None``: nothing.
        since: when the first backup was made here.
        second_name: the second place, "" where none was chosen.
        second_at: when its copy was written.
        second_reachable: whether it is there now.
        second_same_disk: whether it would be lost together with the document.
        stick_name: where everything was last copied to, "": nowhere.
        stick_at: when that was.
        backups_elsewhere: whether the backups stand on another disk than the document.
        put_off: until when the question for a second place was put off.
    """

    now: datetime
    saved_at: datetime | None = None
    checked_at: datetime | None = None
    damages: int = 0
    verified_at: datetime | None = None
    unsaved_since: datetime | None = None
    photos_left_out: int = 0
    no_room: bool = False
    trouble: Message | None = None
    since: datetime | None = None
    second_name: str = ""
    second_at: datetime | None = None
    second_reachable: bool = False
    second_same_disk: bool = False
    stick_name: str = ""
    stick_at: datetime | None = None
    backups_elsewhere: bool = False
    put_off: datetime | None = None

    @property
    def one_copy_only(self) -> bool:
        """Whether one broken disk would take everything."""
        second = self.second_at is not None and not self.second_same_disk
        return not (second or self.stick_at is not None or (self.backups_elsewhere and self.verified_at is not None))

    @property
    def asks_for_second(self) -> bool:
        """Whether it is time to ask for a second place."""
        if self.second_name or self.since is None or (self.put_off is not None and self.now < self.put_off):
            return False
        return self.now - self.since >= ASK_AFTER


def day_words(at: datetime, now: datetime) -> Message:
    """Return when something was, as people say it."""
    days = (now.date() - at.date()).days
    if days <= 0:
        return N_("today at {time}", time=at.time())
    if days == 1:
        return N_("yesterday at {time}", time=at.time())
    return N_("on {day}", day=at.date())


def age_words(at: datetime, now: datetime) -> Message:
    """Return how old something is."""
    days = max(0, (now.date() - at.date()).days)
    return NP_("{n} day old", "{n} days old", days) if days else N_("from today")


def safety(facts: Facts) -> tuple[SafetyFact, ...]:
    """Return the lines, the document first and the copy elsewhere last."""
    lines = (_saved(facts), _file(facts), _backup(facts), _photos(facts), _second(facts))
    return tuple(line for line in lines if line is not None)


def _saved(facts: Facts) -> SafetyFact:
    if facts.saved_at is None:
        return SafetyFact(DONE, N_("Everything is saved."), key="saved")
    said = N_("Everything is saved, last {when}.", when=day_words(facts.saved_at, facts.now))
    return SafetyFact(DONE, said, key="saved")


def _file(facts: Facts) -> SafetyFact | None:
    if facts.damages:
        said = NP_(
            "{n} thing in the file is damaged. Restore the newest backup.",
            "{n} things in the file are damaged. Restore the newest backup.",
            facts.damages,
        )
        return SafetyFact(PROBLEM, said, N_("Open backups"), BACKUPS, "file")
    if facts.checked_at is None:
        return SafetyFact(BEGUN, N_("The file is being checked in the background."), key="file")
    said = N_("The file is healthy, checked {when}.", when=day_words(facts.checked_at, facts.now))
    return SafetyFact(DONE, said, key="file")


def _backup(facts: Facts) -> SafetyFact:
    action, route = N_("Open backups"), BACKUPS
    if facts.trouble is not None:
        return SafetyFact(PROBLEM, N_("The last backup failed. {why}", why=facts.trouble), action, route, "backup")
    if facts.verified_at is None:
        return SafetyFact(NOTICE, N_("There is no verified backup yet."), action, route, "backup")
    when = day_words(facts.verified_at, facts.now)
    if facts.unsaved_since is not None and facts.now - facts.unsaved_since > STALE_AFTER:
        said = N_("The last good backup was made {when}. Newer work is in no backup.", when=when)
        return SafetyFact(NOTICE, said, action, route, "backup")
    return SafetyFact(DONE, N_("Backed up {when} and verified.", when=when), key="backup")


def _photos(facts: Facts) -> SafetyFact | None:
    if not facts.photos_left_out or (facts.verified_at is None and not facts.no_room):
        return None
    if facts.no_room:
        said = N_("Photos are not backed up: this disk has not enough room.")
        return SafetyFact(PROBLEM, said, N_("Open backups"), BACKUPS, "photos")
    said = NP_("{n} new photo is not backed up yet.", "{n} new photos are not backed up yet.", facts.photos_left_out)
    return SafetyFact(BEGUN, said, key="photos")


def _second(facts: Facts) -> SafetyFact:
    action = N_("Copy to a stick")
    if facts.second_name and facts.second_same_disk:
        said = N_("One copy only: {place} is on the same disk as the file.", place=facts.second_name)
        return SafetyFact(NOTICE, said, N_("Choose a second place"), BACKUPS, "second")
    if facts.one_copy_only:
        if facts.asks_for_second:
            said = N_("One copy only. Choose a second place now: a stick or another computer.")
            return SafetyFact(PROBLEM, said, N_("Choose a second place"), BACKUPS, "second")
        return SafetyFact(NOTICE, N_("One copy only: everything is on this computer."), action, BACKUPS, "second")
    newest = max(((at, name) for at, name in _others(facts)), default=None)
    if newest is None:
        said = N_("The backups are on another disk than the file.")
        return SafetyFact(DONE, said, key="second")
    at, name = newest
    params = {"place": name, "age": age_words(at, facts.now)}
    if facts.now - at <= ASK_AFTER:
        return SafetyFact(DONE, N_("A second copy is on {place}, {age}.", **params), key="second")
    if facts.second_name and not facts.second_reachable:
        said = N_("The copy on {place} is {age}. Put the stick in to renew it.", **params)
        return SafetyFact(NOTICE, said, N_("Open backups"), BACKUPS, "second")
    return SafetyFact(NOTICE, N_("The copy on {place} is {age}. Renew it.", **params), action, BACKUPS, "second")


def _others(facts: Facts) -> list[tuple[datetime, str]]:
    found = []
    if facts.second_at is not None and not facts.second_same_disk:
        found.append((facts.second_at, facts.second_name))
    if facts.stick_at is not None:
        found.append((facts.stick_at, facts.stick_name))
    return found
