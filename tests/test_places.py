import pytest

from handlers.places import PlaceFound, Places, nearness
from storage.areas import Area


def area(
    name: str,
    kind: str,
    part_of: str,
    also_called: str = "",
    landmarks: str = "",
    districts: str = "",
) -> Area:
    return Area(
        ref=name,
        name=name,
        kind=kind,
        part_of=part_of,
        also_called=[one for one in also_called.split(";") if one],
        landmarks=[one for one in landmarks.split(";") if one],
        postcode_districts=districts.split(),
        notes="",
    )


TOWN = [
    area("Severdale", "region", "England"),
    area("Midshire", "county", "Severdale"),
    area("Fernleigh", "borough", "Midshire", districts="FN1 FN2 FN3"),
    area("Brookside", "ward", "Fernleigh", "the Brooky", "Meadow Lane flats", "FN3"),
    area("St Aldric's", "ward", "Fernleigh", "", "Marlbury Road", "FN3"),
    area("Canalside", "ward", "Fernleigh", "the Basin", "canal;towpath", "FN1"),
    area("Quarry Bank", "ward", "Fernleigh", "", "allotments", "FN2"),
    area("Marlbury", "neighbouring town", "Midshire"),
]


@pytest.mark.parametrize(
    ("text", "areas"),
    [
        ("room to hire in brookside", ["Brookside"]),
        ("up the Brooky", ["Brookside"]),
        ("St Aldrics", ["St Aldric's"]),
        ("St Aldric’s", ["St Aldric's"]),
        ("Brookside, in Fernleigh", ["Brookside"]),
        ("what about near the canal?", ["Canalside"]),
        ("the canal", ["Canalside"]),
        ("canal boats", []),
        ("how do we get an allotment", []),
        ("brooksyde", ["Brookside"]),
        ("quary bank", ["Quarry Bank"]),
        ("Marlbury Road", ["St Aldric's"]),
        ("Marlbury", ["Marlbury"]),
        ("FN1", ["Canalside"]),
        ("fn3 4ab", ["Brookside", "St Aldric's"]),
        ("a lunch club", []),
    ],
)
def test_our_places(text: str, areas: list[str]) -> None:
    assert sorted(Places(TOWN).find(text).areas) == areas


@pytest.mark.parametrize(
    ("text", "elsewhere", "nation"),
    [
        ("any grants for a group in Aberdeen?", "Aberdeen", "Scotland"),
        ("group in aberdeen", "Aberdeen", "Scotland"),
        ("a school in Leeds", "Leeds", "England"),
        ("AB10 1AA", "Scotland", "Scotland"),
        ("in Reading", "Reading", "England"),
        ("interested in reading", "", ""),
        ("rugby in the park", "", ""),
        ("a coach to Blackpool", "", ""),
    ],
)
def test_places_elsewhere(text: str, elsewhere: str, nation: str) -> None:
    found = Places(TOWN).find(text)
    assert (found.elsewhere, found.nation, found.areas) == (elsewhere, nation, ())


def test_a_place_of_ours_is_never_taken_for_elsewhere() -> None:
    leeds = Places([area("Leeds", "ward", "Yorkshire")])
    assert leeds.find("a group in Leeds") == PlaceFound(("Leeds",), said=((3, 4),))


def test_what_lies_around() -> None:
    places = Places(TOWN)
    assert places.around("Brookside") == (
        "Brookside",
        "Fernleigh",
        "Midshire",
        "Severdale",
        "England",
    )
    assert places.home == "Fernleigh"
    assert Places([]).home == ""


def test_areas_that_lie_in_each_other_in_a_ring_do_no_harm() -> None:
    ring = Places([area("One", "ward", "Two"), area("Two", "borough", "One")])
    assert ring.around("One") == ("One", "Two")


@pytest.mark.parametrize(
    ("place", "covered", "how"),
    [
        ("Brookside", ["Fernleigh"], "there"),
        ("Brookside", ["England"], "there"),
        ("Fernleigh", ["Brookside"], "around"),
        ("Brookside", ["Canalside"], "elsewhere"),
        ("Brookside", ["rural Midshire"], "unknown"),
        ("Marlbury", ["Fernleigh"], "elsewhere"),
        ("Marlbury", ["Midshire"], "there"),
    ],
)
def test_how_near_something_is(place: str, covered: list[str], how: str) -> None:
    assert nearness(Places(TOWN), place, covered) == how
