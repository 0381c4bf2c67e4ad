"""The laptops that a bundle is for: system, machine and Python, and how each is named to pip and in a requirement."""

from __future__ import annotations

from typing import NamedTuple

PYTHONS = ("3.11", "3.12", "3.13", "3.14")


class System(NamedTuple):
    """A kind of laptop: its names in words, in requirements (PEP 508) and in the names of wheels."""

    name: str
    words: str
    machine: str
    """As ``platform.machine()`` has it there."""
    wheels: tuple[str, ...]
    os_name: str
    sys_platform: str
    platform_system: str


def _many(machine: str) -> tuple[str, ...]:
    """Return the tags of Linux wheels for glibc 2.28 and whatever asks for less: every Linux since 2019."""
    newer = tuple(f"manylinux_2_{minor}_{machine}" for minor in (28, 27, 26, 24, 17, 12, 5))
    return (*newer, *(f"manylinux{year}_{machine}" for year in ("2014", "2010", "1")))


def _mac(machine: str, oldest: str) -> tuple[str, ...]:
    """Return the tags of wheels for macOS 11, and for whatever pip takes for that."""
    return (f"macosx_11_0_{machine}", f"macosx_{oldest}_{machine}", "macosx_11_0_universal2")


SYSTEMS = (
    System("windows", "Windows", "AMD64", ("win_amd64",), "nt", "win32", "Windows"),
    System("macos", "macOS, Apple chip", "arm64", _mac("arm64", "11_0"), "posix", "darwin", "Darwin"),
    System("macos", "macOS, Intel chip", "x86_64", _mac("x86_64", "10_15"), "posix", "darwin", "Darwin"),
    System("linux", "Linux", "x86_64", _many("x86_64"), "posix", "linux", "Linux"),
    System("linux", "Linux, ARM chip", "aarch64", _many("aarch64"), "posix", "linux", "Linux"),
)
NAMES = tuple(dict.fromkeys(system.name for system in SYSTEMS))


class Target(NamedTuple):
    """One Python on one kind of laptop."""

    system: System
    python: str

    @property
    def words(self) -> str:
        """Say which it is."""
        return f"{self.system.words}, Python {self.python}"

    @property
    def for_pip(self) -> list[str]:
        """Return what tells pip to look for wheels that fit there."""
        platforms = [f"--platform={tag}" for tag in dict.fromkeys((*self.system.wheels, "any"))]
        return [f"--python-version={self.python}", "--implementation=cp", "--only-binary=:all:", *platforms]

    @property
    def markers(self) -> dict[str, str]:
        """Return what a requirement's condition is looked at with."""
        return {
            "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0",
            "os_name": self.system.os_name,
            "platform_machine": self.system.machine,
            "platform_python_implementation": "CPython",
            "platform_release": "",
            "platform_system": self.system.platform_system,
            "platform_version": "",
            "python_full_version": f"{self.python}.0",
            "python_version": self.python,
            "sys_platform": self.system.sys_platform,
        }


def targets(systems: tuple[str, ...] = NAMES, pythons: tuple[str, ...] = PYTHONS) -> list[Target]:
    """Return every Python on every kind of laptop asked for."""
    return [Target(system, python) for system in SYSTEMS if system.name in systems for python in pythons]
