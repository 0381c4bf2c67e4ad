"""Pictures are kept without where they were taken, upright, and no larger than a page needs."""

import sys

import pytest
from PIL import Image
from rooms import make

from facikit.errors import UserError
from facikit.session.doctor import look_over
from facikit.session.media import path_of, store
from facikit.session.responses import Draft, add
from facikit.session.session import Session


@pytest.fixture
def folder(tmp_path):
    return make(tmp_path / "session")


PLACE = {1: "N", 2: (51.0, 30.0, 10.0), 3: "W", 4: (0.0, 7.0, 5.0), 29: "2023:08:15"}
GPS = 0x8825
ORIENTATION = 0x0112


def taken(path, kind, size=(60, 40), **more):
    """Write a photo as a phone does: on its side, with the place in it."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    exif[0x010F] = "A phone"
    exif[GPS] = PLACE
    Image.new("RGB", size, "red").save(path, kind, exif=exif.tobytes(), **more)
    return path


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_turned_upright_and_tells_no_place(folder, tmp_path, kind):
    photo = taken(tmp_path / "wall", kind)
    assert Image.open(photo).getexif().get_ifd(GPS), "the photo to begin with tells its place"
    with Session.open(folder, "Anna") as session:
        kept = Image.open(path_of(session, store(session, photo)))
    assert kept.size == (40, 60)
    assert not dict(kept.getexif())
    assert "exif" not in kept.info


def test_a_large_photo_is_made_as_large_as_a_page_needs(folder, tmp_path):
    photo = taken(tmp_path / "wall.jpg", "JPEG", size=(6000, 3000))
    with Session.open(folder, "Anna") as session:
        assert Image.open(path_of(session, store(session, photo))).size == (1200, 2400)


def test_an_iphone_picture_becomes_one_that_prints(folder, tmp_path):
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    photo = taken(tmp_path / "wall.heic", "HEIF", size=(64, 48))
    with Session.open(folder, "Anna") as session:
        name = store(session, photo)
        assert name.endswith(".jpg")
        kept = Image.open(path_of(session, name))
    assert kept.size == (48, 64)
    assert not dict(kept.getexif())


def test_without_the_extra_it_is_kept_less_its_place_and_the_doctor_says_so(folder, tmp_path, monkeypatch):
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    photo = taken(tmp_path / "wall.heic", "HEIF", size=(64, 48))
    assert Image.open(photo).getexif().get_ifd(GPS)[2] == (51.0, 30.0, 10.0)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "pillow_heif", None)
        with Session.open(folder, "Anna") as session:
            name = store(session, photo)
            add(session, Draft(block="animals", field="photo", group="table-1", media=name, description="red"))
            assert any("iPhone" in finding.message for finding in look_over(session))
            kept = path_of(session, name)
    assert name.endswith(".heic")
    opened = Image.open(kept)
    place = opened.getexif().get_ifd(GPS)
    assert not any(value == told for key, told in PLACE.items() if (value := place.get(key)))
    assert opened.getexif()[0x010F] == "A phone"
    assert opened.convert("RGB").tobytes() == Image.open(photo).convert("RGB").tobytes()


@pytest.mark.parametrize(
    "data",
    [b"", b"ftypheic", b"\0\0\0\x18ftypheic" + b"II*\0\xff\xff\xff\xff", b"\0\0\0\x18ftypheicMM\0*\0\0\0\x08\xff\xff"],
)
def test_a_damaged_picture_is_told_or_kept_and_never_breaks_the_day(folder, tmp_path, data, monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    photo = tmp_path / "wall.heic"
    photo.write_bytes(data)
    with Session.open(folder, "Anna") as session:
        try:
            name = store(session, photo)
        except UserError as error:
            assert "wall.heic" in str(error)
        else:
            assert path_of(session, name).stat().st_size == len(data)


def test_where_text_in_the_picture_names_the_place_that_goes_too(folder, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pillow_heif", None)
    said = b'<x:xmpmeta><d exif:GPSLatitude="51,30.1N" dc:title="Wall"/><exif:GPSLongitude>0,7W</exif:GPSLongitude>'
    photo = tmp_path / "wall.heic"
    photo.write_bytes(b"\0\0\0\x18ftypheic" + said + b"</x:xmpmeta>")
    with Session.open(folder, "Anna") as session:
        kept = path_of(session, store(session, photo)).read_bytes()
    assert b"51,30" not in kept
    assert b"0,7W" not in kept
    assert b'dc:title="Wall"' in kept
    assert len(kept) == photo.stat().st_size
