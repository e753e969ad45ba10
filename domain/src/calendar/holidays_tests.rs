//! The national holidays of 2024 to 2032, day by day.

use super::holidays::{NATIONAL_HOLIDAYS, NationalHoliday, national_holiday};
use time::Date;
use time::macros::date;

/// Every national holiday of the years 2024 to 2032.
const HOLIDAYS: [(Date, &str); 115] = [
    (date!(2024 - 01 - 01), "capodanno"),
    (date!(2024 - 01 - 06), "epifania"),
    (date!(2024 - 03 - 31), "pasqua"),
    (date!(2024 - 04 - 01), "lunedi_angelo"),
    (date!(2024 - 04 - 25), "liberazione"),
    (date!(2024 - 05 - 01), "lavoro"),
    (date!(2024 - 06 - 02), "repubblica"),
    (date!(2024 - 08 - 15), "assunzione"),
    (date!(2024 - 11 - 01), "ognissanti"),
    (date!(2024 - 12 - 08), "immacolata"),
    (date!(2024 - 12 - 25), "natale"),
    (date!(2024 - 12 - 26), "santo_stefano"),
    (date!(2025 - 01 - 01), "capodanno"),
    (date!(2025 - 01 - 06), "epifania"),
    (date!(2025 - 04 - 20), "pasqua"),
    (date!(2025 - 04 - 21), "lunedi_angelo"),
    (date!(2025 - 04 - 25), "liberazione"),
    (date!(2025 - 05 - 01), "lavoro"),
    (date!(2025 - 06 - 02), "repubblica"),
    (date!(2025 - 08 - 15), "assunzione"),
    (date!(2025 - 11 - 01), "ognissanti"),
    (date!(2025 - 12 - 08), "immacolata"),
    (date!(2025 - 12 - 25), "natale"),
    (date!(2025 - 12 - 26), "santo_stefano"),
    (date!(2026 - 01 - 01), "capodanno"),
    (date!(2026 - 01 - 06), "epifania"),
    (date!(2026 - 04 - 05), "pasqua"),
    (date!(2026 - 04 - 06), "lunedi_angelo"),
    (date!(2026 - 04 - 25), "liberazione"),
    (date!(2026 - 05 - 01), "lavoro"),
    (date!(2026 - 06 - 02), "repubblica"),
    (date!(2026 - 08 - 15), "assunzione"),
    (date!(2026 - 10 - 04), "san_francesco"),
    (date!(2026 - 11 - 01), "ognissanti"),
    (date!(2026 - 12 - 08), "immacolata"),
    (date!(2026 - 12 - 25), "natale"),
    (date!(2026 - 12 - 26), "santo_stefano"),
    (date!(2027 - 01 - 01), "capodanno"),
    (date!(2027 - 01 - 06), "epifania"),
    (date!(2027 - 03 - 28), "pasqua"),
    (date!(2027 - 03 - 29), "lunedi_angelo"),
    (date!(2027 - 04 - 25), "liberazione"),
    (date!(2027 - 05 - 01), "lavoro"),
    (date!(2027 - 06 - 02), "repubblica"),
    (date!(2027 - 08 - 15), "assunzione"),
    (date!(2027 - 10 - 04), "san_francesco"),
    (date!(2027 - 11 - 01), "ognissanti"),
    (date!(2027 - 12 - 08), "immacolata"),
    (date!(2027 - 12 - 25), "natale"),
    (date!(2027 - 12 - 26), "santo_stefano"),
    (date!(2028 - 01 - 01), "capodanno"),
    (date!(2028 - 01 - 06), "epifania"),
    (date!(2028 - 04 - 16), "pasqua"),
    (date!(2028 - 04 - 17), "lunedi_angelo"),
    (date!(2028 - 04 - 25), "liberazione"),
    (date!(2028 - 05 - 01), "lavoro"),
    (date!(2028 - 06 - 02), "repubblica"),
    (date!(2028 - 08 - 15), "assunzione"),
    (date!(2028 - 10 - 04), "san_francesco"),
    (date!(2028 - 11 - 01), "ognissanti"),
    (date!(2028 - 12 - 08), "immacolata"),
    (date!(2028 - 12 - 25), "natale"),
    (date!(2028 - 12 - 26), "santo_stefano"),
    (date!(2029 - 01 - 01), "capodanno"),
    (date!(2029 - 01 - 06), "epifania"),
    (date!(2029 - 04 - 01), "pasqua"),
    (date!(2029 - 04 - 02), "lunedi_angelo"),
    (date!(2029 - 04 - 25), "liberazione"),
    (date!(2029 - 05 - 01), "lavoro"),
    (date!(2029 - 06 - 02), "repubblica"),
    (date!(2029 - 08 - 15), "assunzione"),
    (date!(2029 - 10 - 04), "san_francesco"),
    (date!(2029 - 11 - 01), "ognissanti"),
    (date!(2029 - 12 - 08), "immacolata"),
    (date!(2029 - 12 - 25), "natale"),
    (date!(2029 - 12 - 26), "santo_stefano"),
    (date!(2030 - 01 - 01), "capodanno"),
    (date!(2030 - 01 - 06), "epifania"),
    (date!(2030 - 04 - 21), "pasqua"),
    (date!(2030 - 04 - 22), "lunedi_angelo"),
    (date!(2030 - 04 - 25), "liberazione"),
    (date!(2030 - 05 - 01), "lavoro"),
    (date!(2030 - 06 - 02), "repubblica"),
    (date!(2030 - 08 - 15), "assunzione"),
    (date!(2030 - 10 - 04), "san_francesco"),
    (date!(2030 - 11 - 01), "ognissanti"),
    (date!(2030 - 12 - 08), "immacolata"),
    (date!(2030 - 12 - 25), "natale"),
    (date!(2030 - 12 - 26), "santo_stefano"),
    (date!(2031 - 01 - 01), "capodanno"),
    (date!(2031 - 01 - 06), "epifania"),
    (date!(2031 - 04 - 13), "pasqua"),
    (date!(2031 - 04 - 14), "lunedi_angelo"),
    (date!(2031 - 04 - 25), "liberazione"),
    (date!(2031 - 05 - 01), "lavoro"),
    (date!(2031 - 06 - 02), "repubblica"),
    (date!(2031 - 08 - 15), "assunzione"),
    (date!(2031 - 10 - 04), "san_francesco"),
    (date!(2031 - 11 - 01), "ognissanti"),
    (date!(2031 - 12 - 08), "immacolata"),
    (date!(2031 - 12 - 25), "natale"),
    (date!(2031 - 12 - 26), "santo_stefano"),
    (date!(2032 - 01 - 01), "capodanno"),
    (date!(2032 - 01 - 06), "epifania"),
    (date!(2032 - 03 - 28), "pasqua"),
    (date!(2032 - 03 - 29), "lunedi_angelo"),
    (date!(2032 - 04 - 25), "liberazione"),
    (date!(2032 - 05 - 01), "lavoro"),
    (date!(2032 - 06 - 02), "repubblica"),
    (date!(2032 - 08 - 15), "assunzione"),
    (date!(2032 - 10 - 04), "san_francesco"),
    (date!(2032 - 11 - 01), "ognissanti"),
    (date!(2032 - 12 - 08), "immacolata"),
    (date!(2032 - 12 - 25), "natale"),
    (date!(2032 - 12 - 26), "santo_stefano"),
];

#[test]
fn every_day_of_2024_to_2032_is_a_national_holiday_exactly_when_the_table_says_so() {
    let mut date = date!(2024 - 01 - 01);
    while date.year() <= 2032 {
        let expected = HOLIDAYS
            .iter()
            .find(|(holiday, _)| *holiday == date)
            .map(|(_, code)| *code);
        assert_eq!(
            national_holiday(date).map(NationalHoliday::code),
            expected,
            "{date}"
        );
        date = date.next_day().unwrap();
    }
}

#[test]
fn epiphany_is_a_holiday_again_from_1986() {
    assert!(national_holiday(date!(1985 - 01 - 06)).is_none());
    assert_eq!(
        national_holiday(date!(1986 - 01 - 06)).map(NationalHoliday::code),
        Some("epifania")
    );
}

#[test]
fn the_second_of_june_is_a_holiday_again_from_2001() {
    assert!(national_holiday(date!(2000 - 06 - 02)).is_none());
    assert_eq!(
        national_holiday(date!(2001 - 06 - 02)).map(NationalHoliday::code),
        Some("repubblica")
    );
}

#[test]
fn the_fourth_of_october_is_a_holiday_from_2026() {
    assert!(national_holiday(date!(2025 - 10 - 04)).is_none());
    assert_eq!(
        national_holiday(date!(2026 - 10 - 04)).map(NationalHoliday::code),
        Some("san_francesco")
    );
}

#[test]
fn easter_monday_may_fall_in_march_or_in_april() {
    assert_eq!(
        national_holiday(date!(2027 - 03 - 29)).map(NationalHoliday::code),
        Some("lunedi_angelo")
    );
    assert_eq!(
        national_holiday(date!(2026 - 04 - 06)).map(NationalHoliday::code),
        Some("lunedi_angelo")
    );
    assert!(national_holiday(date!(2026 - 04 - 07)).is_none());
}

#[test]
fn where_two_holidays_fall_on_one_day_the_fixed_one_names_it() {
    assert_eq!(
        national_holiday(date!(2011 - 04 - 25)).map(NationalHoliday::code),
        Some("liberazione")
    );
}

#[test]
fn every_holiday_tells_since_when_it_is_one_by_which_law_and_its_name_in_both_languages() {
    let told: Vec<(&str, i32, &str, &str, &str)> = NATIONAL_HOLIDAYS
        .iter()
        .map(|day| {
            (
                day.code(),
                day.first_year(),
                day.italian(),
                day.english(),
                day.source(),
            )
        })
        .collect();
    let law = "L. 260/1949 art. 2";
    assert_eq!(
        told,
        [
            ("capodanno", 1978, "Primo giorno dell'anno", "New Year's Day", law),
            (
                "epifania",
                1986,
                "Epifania",
                "Epiphany",
                "L. 260/1949 art. 2; DPR 792/1985 art. 1"
            ),
            (
                "liberazione",
                1978,
                "Anniversario della Liberazione",
                "Liberation Day",
                law
            ),
            ("lavoro", 1978, "Festa del Lavoro", "Labour Day", law),
            (
                "repubblica",
                2001,
                "Festa della Repubblica",
                "Republic Day",
                "L. 260/1949 art. 1; L. 336/2000 art. 1"
            ),
            (
                "assunzione",
                1978,
                "Assunzione della B.V. Maria",
                "Assumption Day",
                law
            ),
            (
                "san_francesco",
                2026,
                "San Francesco d'Assisi",
                "Saint Francis of Assisi",
                "L. 260/1949 art. 2; L. 151/2025 art. 1 c. 2"
            ),
            ("ognissanti", 1978, "Ognissanti", "All Saints' Day", law),
            (
                "immacolata",
                1978,
                "Immacolata Concezione",
                "Immaculate Conception",
                law
            ),
            ("natale", 1978, "Natale", "Christmas Day", law),
            ("santo_stefano", 1978, "Santo Stefano", "Saint Stephen's Day", law),
            ("pasqua", 1978, "Pasqua di Resurrezione", "Easter Sunday", law),
            ("lunedi_angelo", 1978, "Lunedì dell'Angelo", "Easter Monday", law),
        ]
    );
}
