"""The faults of the article this project began with are found in its names (records.md, Names)."""

import pytest

from intloffice.i18n import language
from intloffice.names.checking import faults, is_reading_of
from intloffice.names.person import PersonName


def person(family, given, latin_family="", latin_given="", spoken="ja", **more):
    more.setdefault("spelling_state", "confirmed")
    return PersonName(
        family, given, spoken, latin_family=latin_family, latin_given=latin_given, **more
    )


def kinds(*arguments):
    return [fault.kind for fault in faults(*arguments)]


@pytest.mark.parametrize(
    ("family", "given", "latin_family", "latin_given"),
    [
        ("小松", "道彦", "Xiaosong", "Daoyan"),
        ("高島", "和希", "Gaodao", "Hexi"),
        ("河村", "能人", "Hecun", "Nengren"),
        ("馬場", "直志", "Machang", "Zhizhi"),
        ("河村", "能人", "Nengren", "Hecun"),
        ("河村", "能人", "HE CUN", "Neng-Ren"),
        ("佐々木", "健", "Zuozuomu", "Jian"),
    ],
)
def test_a_latin_name_that_is_the_chinese_reading_is_a_fault(
    family, given, latin_family, latin_given
):
    name = person(family, given, latin_family, latin_given)
    assert kinds(name, ["JP"]) == ["chinese reading"]


@pytest.mark.parametrize("titles", [[], ["学長"], ["熊本大学学長"]])
def test_a_title_read_as_part_of_the_name_is_recognised(titles):
    """records.md, Names: 学長谷口功 → "Changgu Kougong"."""
    name = person("谷口", "功", "Changgu", "Kougong")
    (fault,) = faults(name, ["JP"], titles)
    assert fault.kind == "title in name"
    assert dict(fault.facts)["title"] == (titles or ["学長"])[0]
    assert "Changgu Kougong" in fault.detail


@pytest.mark.parametrize(
    ("latin_family", "latin_given"),
    [
        ("Zhanggu", "Kougong"),
        ("Xuezhang Gukou", "Gong"),
        ("Gukou", "Gongjiaoshou"),
        ("Shougu", "Kougong"),
    ],
)
def test_every_reading_of_a_title_is_tried_before_and_after_the_name(latin_family, latin_given):
    name = person("谷口", "功", latin_family, latin_given)
    assert kinds(name, ["JP"], ["教授"]) == ["title in name"]


def test_a_variant_spelling_is_checked_too():
    name = person("河村", "能人", "Kawamura", "Yoshihito", latin_variants=("Hecun Nengren",))
    assert kinds(name, ["JP"]) == ["chinese reading"]


def test_a_japanese_name_in_its_own_reading_has_no_fault():
    assert faults(person("田村", "幸雄", "Tamura", "Yukio"), ["JP"]) == []
    assert faults(person("谷口", "功", "Taniguchi", "Isao"), ["JP"], ["学長"]) == []


def test_pinyin_is_right_for_a_person_from_where_names_are_spelled_so():
    for code in ("CN", "tw", "SG", "HK", "MO", "MY"):
        assert faults(person("蒋", "建平", "Jiang", "Jianping", "zh"), [code]) == []


def test_a_confirmed_spelling_of_a_chinese_name_holds_whatever_the_passport():
    assert faults(person("蒋", "建平", "Jiang", "Jianping", "zh"), ["US"]) == []


def test_the_nationality_is_asked_for_and_never_assumed():
    """field-notes.md, 2.6: the lint must ask nationality, not assume it."""
    name = person("蒋", "建平", "Jiang", "Jianping", "zh", spelling_state="unknown")
    assert kinds(name) == ["nationality unknown", "unconfirmed spelling"]
    assert kinds(person("河村", "能人", "Hecun", "Nengren"), []) == ["chinese reading"]


def test_a_japanese_name_with_a_chinese_reading_only_is_a_fault():
    assert kinds(person("河村", "能人", chinese_reading="Hecun Nengren"), ["JP"]) == [
        "reading only"
    ]
    assert kinds(person("河村", "能人"), ["JP"]) == []


def test_an_unconfirmed_spelling_is_a_fault():
    name = person("河村", "能人", "Kawamura", "Yoshihito", spelling_state="guessed")
    assert kinds(name, ["JP"]) == ["unconfirmed spelling"]


def test_a_missing_native_script_is_a_fault_where_there_is_one():
    assert kinds(person("", "", "Kawamura", "Yoshihito"), ["JP"]) == ["no native script"]
    assert kinds(person("", "", "Dupont", "Jean", "fr"), ["FR"]) == []
    assert kinds(person("Dupont", "Jean", "", "", "fr"), ["FR"]) == []


def test_a_name_of_one_character_is_too_short_to_tell():
    assert not is_reading_of("An", "安")


def test_the_ways_to_write_a_vowel_are_all_read():
    for spelling in ("Lü Bu", "Lv Bu", "Lu Bu", "Lyu Bu"):
        assert is_reading_of(spelling, "吕布")
    assert not is_reading_of("", "吕布")


def test_a_fault_is_told_in_a_language():
    (fault,) = faults(person("河村", "能人", "Hecun", "Nengren"), ["JP"])
    assert fault.text(language("en")) == fault.detail
    assert "Hecun Nengren" in fault.detail
    assert "河村能人" in fault.detail
