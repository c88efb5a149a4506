"""The editions of profiles: which there are, and what each means with those that it extends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from profiles.rules.locking import differences
from profiles.rules.package import Package
from profiles.rules.problem import Problem, RuleError
from profiles.rules.profile_reading import Statement
from profiles.rules.reading import nearest
from profiles.rules.resolving import resolve
from profiles.rules.rule import Profile, Rule

_DEEPEST = 20


class Editions:
    """Every profile in every version: those of the program, those in work, and those that were released."""

    def __init__(self, rules: Mapping[str, Rule], packages: list[Package]) -> None:
        self.packages = packages
        self._rules = rules
        self._made: dict[
            int, tuple[Package, Profile]
        ] = {}  # the package is held, so that no other has its id

    def working(self) -> Iterator[Package]:
        """Yield all but the released versions in folders of users."""
        return (one for one in self.packages if not one.is_release)

    def names(self) -> tuple[str, ...]:
        """Return the ids of all profiles."""
        return tuple(sorted({one.name for one in self.packages if one.statement is not None}))

    def named(self, name: str, version: str) -> Package | None:
        """Return the profile of an id, that in work before those released, or that of a version."""
        found = [one for one in self.packages if one.name == name]
        if not version:
            return next((one for one in found if not one.is_release), None)
        fitting = [one for one in found if one.statement and str(one.statement.version) == version]
        return max(fitting, key=lambda one: one.is_release, default=None)

    def at(self, path: Path) -> Package | None:
        """Return the profile of a file."""
        return next((one for one in self.packages if one.path.resolve() == path.resolve()), None)

    def versions(self, name: str) -> str:
        """Return the versions of an id, in words."""
        found = (one.statement for one in self.packages if one.name == name and one.statement)
        return ", ".join(f"{one.id}@{one.version}" for one in found)

    def profile(self, package: Package, above: tuple[Package, ...] = ()) -> Profile:
        """Return what a package means.

        Raises RuleError where something in it or in those that it extends is wrong,
        or where it was released and is no longer the same.
        """
        said = package.statement
        if said is None:
            raise RuleError("\n".join(map(str, package.problems)))
        made = self._made.get(id(package))
        if made is None:
            self._refuse_rings(package, said, above)
            base = self.profile(self._base(package, said), (*above, package)) if said.base else None
            made = package, _as_released(package, said, self._resolved(package, said, base))
            self._made[id(package)] = made
        return made[1]

    def _resolved(self, package: Package, said: Statement, base: Profile | None) -> Profile:
        profile, problems = resolve(said, base, {**self._rules, **package.rules}, _broken(package))
        for name, rule in package.rules.items():
            if base is not None and name in base.rules:
                cause = f"the id {name} is that of a rule of {base.id}, in {base.rules[name].origin}"
                problems.append(Problem(rule.origin, 1, cause, "give the rule an id of your own"))
        problems += [problem for problem in package.problems if problem not in problems]
        if profile is None or problems:
            raise RuleError("\n".join(map(str, problems)))
        return profile

    def _refuse_rings(self, package: Package, said: Statement, above: tuple[Package, ...]) -> None:
        if package in above:
            ring = " extends ".join(one.name for one in (*above[above.index(package) :], package))
            raise _at_base(said, f"{ring}: a ring", "let one of them extend another profile, or none")
        if len(above) > _DEEPEST:
            raise _at_base(said, f"more than {_DEEPEST} profiles extend one another", "extend one further up")

    def _base(self, package: Package, said: Statement) -> Package:
        """Return the newest that fits; what was released stays upon the one that it was released upon."""
        assert said.base is not None  # noqa: S101 - it is asked for no other
        name = said.base.id
        if package.lock is not None and package.lock.extends:
            exact = package.lock.extends[0].partition("@")[2]
            locked = self.named(name, exact)
            if locked is not None:
                return locked
            known = self.versions(name) or "none"
            cause = f"{said.id} {said.version} was released upon {name} {exact}, and there is {known}"
            raise _at_base(said, cause, "install that version, or release a new version of your profile")
        fitting = [
            (one.statement.version, number)
            for number, one in enumerate(self.packages)
            if one.statement and one.name == name and said.base.takes(one.statement.version)
        ]
        if fitting:
            return self.packages[max(fitting)[1]]
        broken = next((one for one in self.packages if one.name == name and one.statement is None), None)
        if broken is not None:
            raise RuleError("\n".join(map(str, broken.problems)))
        known = self.versions(name)
        cause = f"there is no profile {name}" + (" of the version that is asked for" if known else "")
        raise _at_base(said, cause, f"there is {known}" if known else nearest(name, self.names()))


def _broken(package: Package) -> set[str]:
    """Return the ids of the rules whose files cannot be used."""
    return {Path(problem.file).stem for problem in package.problems}


def _as_released(package: Package, said: Statement, profile: Profile) -> Profile:
    """Return a profile with the date of its release; refuse one that is no longer as it was released."""
    lock = package.lock
    if lock is None or lock.released is None:
        return profile
    changes = list(differences(lock, profile, package.files if lock.files else {}))
    if not changes:
        return replace(profile, released=lock.released)
    told = ", ".join(changes[:5]) + (f" and {len(changes) - 5} more" if len(changes) > 5 else "")
    cause = f"{said.id} {said.version} was released on {lock.released} and has been edited since: {told}"
    line = said.reading.said.line(("version",))
    raise RuleError(
        str(Problem(said.file, line, cause, "give it a new version, or restore what was released"))
    )


def _at_base(said: Statement, cause: str, remedy: str) -> RuleError:
    key = "extends" if said.is_extension else "derivedFrom"
    return RuleError(str(Problem(said.file, said.reading.said.line((key,)), f"{key}: {cause}", remedy)))
