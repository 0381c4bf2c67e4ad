"""Pictures: turned upright, made smaller, and cleared of where and when they were taken, before they are kept.

A picture's name is the beginning of the SHA-256 of its bytes, so the same picture is kept once and no name tells
anything. An iPhone's own pictures (HEIC) become JPEG where the extra ``facikit[photos]`` is there; where it is not,
they are kept as they are, less the place, until they can be read.
"""

from __future__ import annotations

import hashlib
import io
import re
from pathlib import Path

from facikit.errors import UserError
from facikit.session.session import Session

LONGEST_SIDE = 2400
"""Pixels: enough for a full page in print."""
MOST_PIXELS = 200_000_000
MOST_BYTES = 100 << 20
NAME = re.compile(r"[0-9a-f]{32}\.(jpg|png|heic)")
UNREAD = ".heic"
"""The ending of a picture that is kept and cannot be shown."""


def store(session: Session, path: Path) -> str:
    """Keep a cleaned copy of the picture at ``path`` in the session; return its name there."""
    data, ending = _prepared(path)
    name = f"{hashlib.sha256(data).hexdigest()[:32]}.{ending}"
    target = session.folder / "media" / name
    if not target.exists():
        try:
            session.files.make_folder(target.parent)
            session.files.write_whole(target, data)
        except OSError as error:
            raise UserError(f"The picture cannot be kept in {target.parent}: {error.strerror or error}.") from None
    return name


def path_of(session: Session, name: str) -> Path | None:
    """Return where the picture is; None where it is not here, or where ``name`` is not one of ours."""
    if not NAME.fullmatch(name):
        return None
    path = session.folder / "media" / name
    return path if path.is_file() and not path.is_symlink() else None


def _prepared(path: Path) -> tuple[bytes, str]:
    from PIL import Image, ImageOps

    from facikit.session.heic import is_heic, without_place

    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(
                f"{path.name} is larger than {MOST_BYTES >> 20} MiB.", "Save a smaller copy of the picture."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise UserError(f"The picture {path} cannot be read: {error.strerror or error}.") from None
    if is_heic(raw) and not _can_read_heic():
        return without_place(raw), "heic"
    try:
        with Image.open(io.BytesIO(raw)) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UserError(f"{path.name} has too many pixels.", "Save a smaller copy of the picture.")
            drawing = opened.format == "PNG"
            picture = ImageOps.exif_transpose(opened)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise UserError(f"{path.name} cannot be read as a picture.", "JPEG and PNG pictures can be read.") from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGBA" if drawing and picture.mode in ("RGBA", "LA", "P", "PA") else "RGB", picture.size)
    bare.paste(picture.convert(bare.mode))
    out = io.BytesIO()
    if drawing:
        bare.save(out, "PNG", optimize=True)
        return out.getvalue(), "png"
    bare.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue(), "jpg"


def _can_read_heic() -> bool:
    """Tell whether an iPhone's pictures can be opened here, and let Pillow open them."""
    try:
        from pillow_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener()
    return True
