"""What pages are about, in the words of schema.org, for dataset search and search engines.

The properties are those that Google's documentation of its dataset search requires (name,
description) and recommends. Nothing is said that the snapshot doesn't know: without a publisher
or a licence there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from dashboard.components import addresses, descriptions, sentences
from dashboard.components.sharing import DEMONSTRATION, SITE_NAME, Node
from dashboard.dataset import CouncilYear, Dataset, Figure
from dashboard.snapshot.manifest import DOWNLOADS, Manifest
from dashboard.statistics.definitions import DEFINITIONS
from dashboard.vocabulary import SnapshotKind, YearEnding

_FORMATS: Final = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ALL: Final = "/data#dataset"
_ABOUT: Final = "complaints decided by the Local Government and Social Care Ombudsman"


def website() -> Node:
    """The site, by the name under which search engines list it."""
    return {"@type": "WebSite", "name": SITE_NAME, "url": "/"}


def breadcrumbs(*steps: tuple[str, str]) -> Node:
    """The way to a page from the map: names and addresses."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate((("Map", "/"), *steps), start=1)
        ],
    }


def every_figure(dataset: Dataset) -> Node:
    """The yearly figures of all councils, with their downloads and sources."""
    manifest = dataset.manifest
    return {
        **_common(manifest, dataset.years),
        "@id": _ALL,
        "name": _name(manifest, f"English councils: {_ABOUT}"),
        "description": _description(manifest, descriptions.data(dataset)),
        "url": addresses.data(),
        "keywords": ["complaints", "ombudsman", "local government", "uphold rate", "England"],
        "spatialCoverage": _place("England", "E92000001"),
        "distribution": _distribution(manifest),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": definition.label,
                "description": definition.meaning,
                "unitText": "share from 0 to 1" if definition.is_share else "per 100,000 residents",
            }
            for definition in DEFINITIONS.values()
        ],
        "isBasedOn": [
            {"@type": "CreativeWork", "name": file.name, "description": file.kind}
            for file in dataset.source_files()
            if file.rows_taken
        ],
    }


def figures_of(
    dataset: Dataset, council_year: CouncilYear, history: Sequence[Figure]
) -> Node | None:
    """One council's figures, described by those of one year; None if none of them is known.

    `history` is its uphold rate in every year, oldest first.
    """
    known = [figure for figure in history if figure.value is not None]
    if not known:
        return None
    authority, manifest = council_year.authority, dataset.manifest
    said = descriptions.council(
        council_year, is_unfinished=council_year.year == manifest.unfinished_year
    )
    sources = sorted({figure.source_url for figure in known if figure.source_url})
    return {
        **_common(manifest, [figure.year for figure in known]),
        "name": _name(manifest, f"{authority.name}: {_ABOUT}"),
        "description": _description(manifest, f"{sentences.kind_and_region(authority)}. {said}"),
        "url": addresses.council(authority),
        "spatialCoverage": _place(authority.name, authority.code),
        "variableMeasured": [definition.label for definition in DEFINITIONS.values()],
        "isPartOf": {"@type": "Dataset", "@id": _ALL, "name": SITE_NAME, "url": addresses.data()},
        **({"isBasedOn": sources} if sources else {}),
    }


def _common(manifest: Manifest, years: Sequence[YearEnding]) -> dict[str, Any]:
    known = {
        "license": manifest.licence,
        "creator": manifest.publisher and {"@type": "Organization", "name": manifest.publisher},
    }
    return {
        "@type": "Dataset",
        "version": manifest.version,
        "dateModified": manifest.created,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{years[0].first_day}/{years[-1].last_day}",
        "measurementTechnique": addresses.methods(),
        **{name: value for name, value in known.items() if value},
    }


def _distribution(manifest: Manifest) -> list[Node]:
    """The downloads that the snapshot has, with their sizes."""
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "contentUrl": f"/{place}",
            "encodingFormat": _FORMATS[ending],
            "contentSize": f"{manifest.files[place].bytes} B",
        }
        for ending in _FORMATS
        if (place := f"{DOWNLOADS}/{(name := f'yearly-figures.{ending}')}") in manifest.files
    ]


def _place(name: str, code: str) -> Node:
    gss = {"@type": "PropertyValue", "propertyID": "GSS code", "value": code}
    return {"@type": "Place", "name": name, "identifier": gss}


def _name(manifest: Manifest, name: str) -> str:
    return f"{DEMONSTRATION}: {name}" if _is_made_up(manifest) else name


def _description(manifest: Manifest, said: str) -> str:
    return f"{said} {manifest.description}"


def _is_made_up(manifest: Manifest) -> bool:
    return manifest.kind is SnapshotKind.DEMONSTRATION
