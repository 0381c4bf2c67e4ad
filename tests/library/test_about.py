"""What stands before and after a report is said once, in the workshop, and goes with every session made from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_kit import DAY, put, write_kit

from facikit.library.checking import check_path
from facikit.library.finding import find_workshop, shelf
from facikit.library.planning import plan, plan_text
from facikit.library.reading import read, read_text
from facikit.library.shapes import About, Link, Person, Plan, Reference, Workshop
from facikit.library.values import Item

SAID = """\
about:
  subtitle: Summary of what was done and learned
  status: preliminary
  date_as: month
  partners: [Harbour Council, "Northfield: University"]
  people:
    - Robin Vale
    - {name: Kim Ash, part: signs, post: Head, organisation: Harbour Council, email: kim@example.org, signature: k.png}
  contact: inquiries@example.org
  links: [https://example.org/a, {text: The film, url: https://example.org/film}]
  references: [Small tests, {title: Large ones, year: 2019, url: https://example.org/x}]
  logo: logo.png
  logo_description: Harbour Council
  licence: Licensed for anyone to use with credit.
"""
READ = About(
    subtitle="Summary of what was done and learned",
    status="preliminary",
    date_as="month",
    partners=(Item("Harbour Council", "harbour-council"), Item("Northfield: University", "northfield-university")),
    people=(
        Person(name="Robin Vale"),
        Person(
            name="Kim Ash",
            part="signs",
            post="Head",
            organisation="Harbour Council",
            email="kim@example.org",
            signature="k.png",
        ),
    ),
    contact="inquiries@example.org",
    links=(Link(url="https://example.org/a"), Link(text="The film", url="https://example.org/film")),
    references=(
        Reference(title="Small tests"),
        Reference(title="Large ones", year="2019", url="https://example.org/x"),
    ),
    logo="logo.png",
    logo_description="Harbour Council",
    licence="Licensed for anyone to use with credit.",
)


def workshop(folder: Path, about: str) -> tuple[Workshop, Path]:
    kit = write_kit(folder, day=DAY + about)
    found, problems = read(find_workshop("day", [kit]), Workshop)
    assert found is not None
    assert problems == []
    return found, kit


def test_a_plan_takes_it_from_its_workshop_and_keeps_it(tmp_path: Path) -> None:
    found, kit = workshop(tmp_path, SAID)
    made, _ = plan(found, shelf([kit]), session_id="k7q2m9", date="2023-08-15")
    assert made.about == READ
    again, problems = read_text(plan_text(made), "session.yaml", Plan)
    assert problems == []
    assert again == made


def test_where_nothing_is_said_the_plan_says_nothing(tmp_path: Path) -> None:
    found, kit = workshop(tmp_path, "")
    made, _ = plan(found, shelf([kit]), session_id="k7q2m9", date="2023-08-15")
    assert "about" not in plan_text(made)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("contact: nobody", "about.contact: 'nobody' is not an e-mail address; as in name@example.org"),
        ("links: [www.example.org]", "about.links[0].url: 'www.example.org' is not an address on the web"),
        ("links: ['https://a b']", "about.links[0].url: 'https://a b' is not an address on the web"),
        ("links: ['javascript:alert(1)']", "about.links[0].url: 'javascript:alert(1)' is not an address on the web"),
        ("references: [{title: T, url: x}]", "about.references[0].url: 'x' is not an address on the web"),
        ("people: [{name: A, email: a@b}]", "about.people[0].email: 'a@b' is not an e-mail address"),
        ("people: [{name: A, link: a.org}]", "about.people[0].link: 'a.org' is not an address on the web"),
        ("people: [{name: A, signature: ../a.png}]", "'../a.png' is not the name of a picture"),
        ("people: [{name: A, part: hots}]", "'hots' is not one of"),
        ("logo: /etc/logo.png\n  logo_description: x", "about.logo: '/etc/logo.png' is not the name of a picture"),
        ("logo: logo.png", "about.logo: has no description, so it will not print"),
        ("statu: final", "about.statu: 'statu' is not a key of an about; did you mean 'status'?"),
    ],
)
def test_what_would_print_otherwise_than_meant_is_told_before_the_day(tmp_path: Path, said: str, told: str) -> None:
    kit = write_kit(tmp_path, day=f"{DAY}about:\n  {said}\n")
    path = kit / "templates" / "workshops" / "day.yaml"
    problems = [str(problem) for problem in check_path(path, [kit])]
    assert len(problems) == 1
    assert told in problems[0]
    assert problems[0].startswith("day.yaml:18: about")


def test_a_sound_one_is_sound_in_the_plan_too(tmp_path: Path) -> None:
    found, kit = workshop(tmp_path, SAID)
    made, _ = plan(found, shelf([kit]), session_id="k7q2m9", date="2023-08-15")
    path = put(tmp_path / "made" / "session.yaml", plan_text(made).replace("inquiries@example.org", "inquiries"))
    assert [problem.key for problem in check_path(path, [kit])] == ["about.contact"]
