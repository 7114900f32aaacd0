"""Dates as sources give them: the days they may mean, their calendar and their words kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rhetoric.dates import describe, parse_date
from rhetoric.errors import DateError
from rhetoric.written_dates import read_date


@pytest.mark.parametrize(
    "written",
    ["2020-05-28", "2020-05", "2020", "2020-21", "2020~", "2019-12/2020-01", "2020-05/..",
     "../2020-05", "2012/2013"],
)  # fmt: skip
def test_edtf_is_read_as_edtf(written: str) -> None:
    assert read_date(written) == parse_date(written)
    assert read_date(written).written == written


@pytest.mark.parametrize(
    ("written", "edtf", "precision"),
    [
        ("28 May 2020", "2020-05-28", "day"),
        ("May 28, 2020", "2020-05-28", "day"),
        ("Thursday, 28th of May 2020", "2020-05-28", "day"),
        ("1er juin 2020", "2020-06-01", "day"),
        ("jeudi 28 mai 2020", "2020-05-28", "day"),
        ("12 août 2020", "2020-08-12", "day"),
        ("25 déc. 2019", "2019-12-25", "day"),
        ("٢٨ مايو ٢٠٢٠", "2020-05-28", "day"),
        ("الخميس 28 مايو 2020م", "2020-05-28", "day"),
        ("May 2020", "2020-05", "month"),
        ("Sept. 2019", "2019-09", "month"),
        ("mars 2019", "2019-03", "month"),
        ("spring 2020", "2020-21", "season"),
        ("été 2019", "2019-22", "season"),
        ("ربيع 2020", "2020-21", "season"),
        ("first half of 2020", "2020-40", "season"),
        ("1er trimestre 2020", "2020-33", "season"),
        ("النصف الأول من 2020", "2020-40", "season"),
        ("٢٠٢٠", "2020", "year"),
    ],
)
def test_words_of_three_languages_are_read_as_precisely_as_they_say(
    written: str, edtf: str, precision: str
) -> None:
    span = read_date(written)
    assert (span.text, span.precision, span.calendar) == (edtf, precision, "gregorian")
    plain = parse_date(edtf)
    assert (span.first, span.last) == (plain.first, plain.last)
    assert span.written == written


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "كانون الثاني|يناير|جانفي"), (2, "شباط|فبراير|فيفري"), (3, "آذار|مارس"),
        (4, "نيسان|أبريل|إبريل|أفريل"), (5, "أيار|مايو|ماي"), (6, "حزيران|يونيو|جوان"),
        (7, "تموز|يوليو|يوليوز|جويلية"), (8, "آب|أغسطس|غشت|أوت"), (9, "أيلول|سبتمبر|شتنبر"),
        (10, "تشرين الأول|أكتوبر"), (11, "تشرين الثاني|نوفمبر|نونبر"),
        (12, "كانون الأول|ديسمبر|دجنبر"),
    ],
)  # fmt: skip
def test_arabic_months_of_levant_gulf_and_maghreb_are_the_same_months(
    month: int, names: str
) -> None:
    for name in names.split("|"):
        assert read_date(f"5 {name} 2020").first == date(2020, month, 5), name


def test_two_names_of_one_month_are_one_month() -> None:
    assert read_date("28 أيار/مايو 2020").text == "2020-05-28"
    assert read_date("15 كانون الأول/ديسمبر 2019").text == "2019-12-15"


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("early 2020", "2020-01/2020-04"),
        ("début 2020", "2020-01/2020-04"),
        ("أوائل عام 2020", "2020-01/2020-04"),
        ("mid-2019", "2019-05/2019-08"),
        ("fin 2019", "2019-09/2019-12"),
        ("late May 2020", "2020-05-21/2020-05-31"),
        ("أواخر مايو 2020", "2020-05-21/2020-05-31"),
        ("début juin 2020", "2020-06-01/2020-06-10"),
        ("mi-mai 2020", "2020-05-11/2020-05-20"),
        ("end of February 2020", "2020-02-21/2020-02-29"),
    ],
)
def test_early_mid_and_late_are_thirds(written: str, edtf: str) -> None:
    span = read_date(written)
    assert (span.text, span.precision) == (edtf, "interval")
    assert (span.first, span.last) == (parse_date(edtf).first, parse_date(edtf).last)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("18–20 April 2020", "2020-04-18/2020-04-20"),
        ("18-20 April 2020", "2020-04-18/2020-04-20"),
        ("du 18 au 20 avril 2020", "2020-04-18/2020-04-20"),
        ("من 18 إلى 20 أبريل 2020", "2020-04-18/2020-04-20"),
        ("April-May 2020", "2020-04/2020-05"),
        ("between March and June 2019", "2019-03/2019-06"),
        ("بين مارس ويونيو 2019", "2019-03/2019-06"),
        ("late 2019 – early 2020", "2019-09/2020-04"),
        ("2012–2013", "2012/2013"),
        ("since March 2019", "2019-03/.."),
        ("jusqu'à mai 2020", "../2020-05"),
        ("منذ مارس 2019", "2019-03/.."),
    ],
)
def test_intervals_are_read_with_what_their_end_says_for_both(written: str, edtf: str) -> None:
    assert read_date(written).text == edtf


def test_about_is_kept_as_approximate() -> None:
    for written in ("around May 2020", "vers mai 2020", "حوالي مايو 2020"):
        assert read_date(written).approximate
        assert read_date(written).text == "2020-05~"


@pytest.mark.parametrize(
    "written",
    ["3 Ramadan 1441", "3 Ramaḍān 1441 AH", "٣ رمضان ١٤٤١هـ", "3 رمضان 1441 هـ", "1441-09-03",
     "1441/09/03 هـ", "3 ramadan 1441 de l’hégire", "3 Ramadan 1441 H", "١٤٤١-٠٩-٠٣"],
)  # fmt: skip
def test_a_hijri_date_is_its_day_and_keeps_calendar_and_words(written: str) -> None:
    span = read_date(written)
    assert (span.first, span.last, span.precision) == (date(2020, 4, 26),) * 2 + ("day",)
    assert (span.calendar, span.original, span.text) == ("hijri", written, "2020-04-26")
    assert describe(span) == "26 April 2020"


@pytest.mark.parametrize(
    ("month", "names"),
    [
        (1, "Muharram|Mouharram|محرم"), (2, "Safar|صفر"),
        (3, "Rabi' al-Awwal|Rabi I|Rabia al-awal|ربيع الأول"),
        (4, "Rabiʿ al-Thānī|Rabi II|Rabi' al-Akhir|ربيع الثاني|ربيع الآخر"),
        (5, "Jumada al-Ula|Joumada al-oula|Jumada I|جمادى الأولى"),
        (6, "Jumada al-Akhira|Jumada II|Joumada ath-thania|جمادى الآخرة|جمادى الثانية"),
        (7, "Rajab|رجب"), (8, "Sha'ban|Chaabane|شعبان"), (9, "Ramadan|Ramadhan|رمضان"),
        (10, "Shawwal|Chawwal|شوال"),
        (11, "Dhu al-Qa'dah|Dhul Qi'da|Dhou al-qada|ذو القعدة|ذي القعدة"),
        (12, "Dhu al-Hijja|Dhu'l-Hijjah|Zul Hijja|ذو الحجة|ذي الحجة"),
    ],
)  # fmt: skip
def test_hijri_months_are_known_in_their_spellings(month: int, names: str) -> None:
    for name in names.split("|"):
        assert read_date(f"{name} 1441").first == read_date(f"1441-{month:02}").first, name


def test_a_hijri_month_or_year_is_no_more_precise_than_it_is() -> None:
    month, year = read_date("Ramadan 1441"), read_date("1441")
    assert (month.precision, month.text) == ("month", "2020-04-24/2020-05-23")
    assert describe(month) == "between 24 April 2020 and 23 May 2020"
    assert (year.precision, year.text) == ("year", "2019-08-31/2020-08-19")
    assert describe(year) == "between 31 August 2019 and 19 August 2020"
    assert read_date("early Ramadan 1441").text == "2020-04-24/2020-05-03"
    assert read_date("1441-09/1441-10").text == "2020-04-24/2020-06-21"


def test_a_hijri_month_of_a_gregorian_year_is_found() -> None:
    assert read_date("Ramadan 2020").text == "2020-04-24/2020-05-23"


@pytest.mark.parametrize(
    "written",
    ["3 Ramadan 1441 / 26 April 2020", "3 رمضان 1441هـ الموافق 26 أبريل 2020م",
     "26 avril 2020 (3 ramadan 1441)", "3 رمضان 1441هـ - 26 أبريل 2020م"],
)  # fmt: skip
def test_a_date_in_both_calendars_is_the_gregorian_one(written: str) -> None:
    span = read_date(written)
    assert (span.text, span.calendar, span.original) == ("2020-04-26", "gregorian", written)


def test_two_calendars_that_do_not_agree_are_refused() -> None:
    with pytest.raises(DateError) as caught:
        read_date("3 Ramadan 1441 / 26 May 2020")
    assert "says two dates, 2020-04-26 and 2020-05-26" in str(caught.value)


@pytest.mark.parametrize(
    ("written", "one", "two", "remedy"),
    [
        ("03/04/2020", "3 April 2020", "4 March 2020", "write 2020-04-03 or 2020-03-04"),
        ("٣/٤/٢٠٢٠", "3 April 2020", "4 March 2020", "write 2020-04-03 or 2020-03-04"),
        ("3-9-1441", "3 Ramadan 1441", "9 Rabi al-Awwal 1441", "write 2020-04-26 or 2019-11-06"),
    ],
)
def test_numbers_with_two_meanings_are_refused_and_both_are_named(
    written: str, one: str, two: str, remedy: str
) -> None:
    with pytest.raises(DateError) as caught:
        read_date(written)
    assert caught.value.problem == f"'{written}' is {one} or {two}: there is no telling which"
    assert caught.value.remedy == remedy


def test_numbers_with_one_meaning_are_read() -> None:
    for written in ("28/05/2020", "05/28/2020", "28.05.2020", "2020/5/28", "٢٠٢٠/٥/٢٨"):
        assert read_date(written).text == "2020-05-28", written
    assert read_date("03/03/2020").text == "2020-03-03"
    assert read_date("05/2020").text == "2020-05"


def test_the_order_of_numbers_may_be_told() -> None:
    assert read_date("03/04/2020", order="dmy").text == "2020-04-03"
    assert read_date("03/04/2020", order="mdy").text == "2020-03-04"


def test_the_time_of_day_is_left_aside() -> None:
    for written in ("2020-05-28T12:31:00Z", "2020-05-28 12:31", "28 May 2020, 12:31"):
        assert (read_date(written).text, read_date(written).original) == ("2020-05-28", written)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("28 May", "the year is missing"), ("Ramadan", "the year is missing"),
        ("28/05/20", "the year needs four digits"), ("31 April 2020", "day"),
        ("30 Safar 1441", "Safar 1441 has 29 days"), ("1441-13", "no such month"),
        ("26 April 1441 AH", "another calendar"), ("3 Ramadan 1600 AH", "1343 to 1500"),
        ("some day", "is not a date"), ("1990s", "is not a date"), ("", "is not a date"),
        ("2020-05/2020-03", "ends before it begins"), ("May 2020 to March 2020", "ends before"),
        ("28 29 May 2020", "is not a date"), ("early summer 2020", "is not a date"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(DateError) as caught:
        read_date(written)
    assert why in str(caught.value)
    assert caught.value.remedy


WORDS = st.sampled_from(
    "early mi fin late 3 03 28 31 1441 2020 ٣ ١٤٤١ May mai juin رمضان Ramadan مايو تشرين الأول "
    "AH هـ م to au - – / . , ( ) between and و بين since depuis about first half quarter Q1 "
    "spring ~ ..".split()
)


@given(st.one_of(st.text(max_size=30), st.lists(WORDS, max_size=7).map(" ".join),
                 st.lists(WORDS, max_size=5).map("".join)))  # fmt: skip
@example("2020-05/.. ")
@example("1441/")
@example("../1441-09")
@example("/1441")
@example("10000")
def test_any_text_is_a_date_or_a_date_error(written: str) -> None:
    try:
        span = read_date(written)
    except DateError as problem:
        assert problem.remedy
        return
    assert span.known
    assert span.first is None or span.last is None or span.first <= span.last
    again = parse_date(span.text)
    assert (again.first, again.last, again.approximate) == (
        span.first, span.last, span.approximate
    ), "the EDTF says the same"  # fmt: skip
    assert read_date(span.written) == span


@given(st.dates(date(1925, 1, 1), date(2070, 1, 1)))
def test_a_day_is_the_same_in_every_notation(day: date) -> None:
    for written in (f"{day:%d %B %Y}", f"{day:%B} {day.day}, {day.year}", day.isoformat()):
        assert read_date(written).first == day == read_date(written).last


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 28))
def test_hijri_days_follow_one_another(year: int, month: int, day: int) -> None:
    one = read_date(f"{year}-{month:02}-{day:02}")
    whole = read_date(f"{year}-{month:02}")
    assert whole.first is not None
    assert one.first is not None
    assert (one.first - whole.first).days == day - 1
    assert whole.days in (28, 29, 30)  # 28 but once, in 1343
