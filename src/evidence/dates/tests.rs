use super::calendar::to_day;
use super::*;

fn exact(text: &str) -> String {
    match read_date(text) {
        DateReading::Date(StatedDate { day, exact: true }) => day.to_string(),
        other => format!("{other:?}"),
    }
}

fn last(text: &str) -> String {
    match read_date(text) {
        DateReading::Date(StatedDate { day, exact: false }) => day.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn days_are_read_in_every_form() {
    for text in [
        "2026-02-03",
        " 2026-02-03 ",
        "2026/02/03",
        "2026.02.03",
        "2026-2-3",
        "20260203",
        "2026-02-03T10:00:00Z",
        "2026-02-03 10:00",
        "2026-02-03T10:00:00+01:00",
        "2026-02-03T10:00:00.123",
        "3.2.2026",
        "03.02.2026",
        "03.02.26",
        "3. 2. 2026",
        "03.02.2026, 10:00 Uhr",
        "3 February 2026",
        "03 Feb 2026",
        "3 Feb. 2026",
        "3-Feb-2026",
        "03-FEB-26",
        "3/Feb/2026",
        "February 3, 2026",
        "Feb 3 2026",
        "Feb. 3rd, 2026",
        "February 3rd 2026",
        "3rd of February 2026",
        "3rd February, 2026",
        "the 3rd of February 2026",
        "3. Februar 2026",
        "3. Feb. 2026",
        "am 3. Februar 2026",
        "Dienstag, 3. Februar 2026",
        "Di, 03.02.2026",
        "Di., 03.02.2026",
        "Tuesday, 3 February 2026",
        "Tue 3 Feb 2026",
        "2026 Feb 3",
        "2026-Feb-03",
        "on 3 Feb 2026",
        "3.2.2026 (Beschluss der Leitung)",
        "**2026-02-03**",
        "\"2026-02-03\"",
        "2026\u{2011}02\u{2011}03",
        "2026–02–03",
        "3\u{a0}February\u{a0}2026",
        "3 February 2026.",
        "20260203T1000",
        "vom 03.02.2026",
        "Tuesday 3 February 2026, 10:00-12:00",
    ] {
        assert_eq!(exact(text), "2026-02-03", "{text}");
    }
    assert_eq!(exact("May 30th 2024"), "2024-05-30");
    assert_eq!(exact("30th of May 2024"), "2024-05-30");
    assert_eq!(exact("1. März 2026"), "2026-03-01");
    assert_eq!(exact("1. Ma\u{308}rz 2026"), "2026-03-01");
    assert_eq!(exact("1. Maerz 2026"), "2026-03-01");
    assert_eq!(exact("7. Dezember 1999"), "1999-12-07");
    assert_eq!(exact("29.02.2024"), "2024-02-29");
    assert_eq!(exact("13/2/2026"), "2026-02-13");
    assert_eq!(exact("2/13/2026"), "2026-02-13");
    assert_eq!(exact("02-13-2026"), "2026-02-13");
    assert_eq!(exact("5/5/2026"), "2026-05-05");
    assert_eq!(exact("25/12/25"), "2025-12-25");
}

#[test]
fn parts_of_a_year_are_their_last_day() {
    for (text, day) in [
        ("Feb 2026", "2026-02-28"),
        ("February 2018", "2018-02-28"),
        ("Februar 2026", "2026-02-28"),
        ("2026-02", "2026-02-28"),
        ("02/2026", "2026-02-28"),
        ("2/2026", "2026-02-28"),
        ("02.2026", "2026-02-28"),
        ("2026/02", "2026-02-28"),
        ("February, 2026", "2026-02-28"),
        ("2026 February", "2026-02-28"),
        ("end of March 2026", "2026-03-31"),
        ("Ende März 2026", "2026-03-31"),
        ("Q1 2026", "2026-03-31"),
        ("2026-Q1", "2026-03-31"),
        ("2026Q1", "2026-03-31"),
        ("Q1/2026", "2026-03-31"),
        ("Q1-2026", "2026-03-31"),
        ("1. Quartal 2026", "2026-03-31"),
        ("1st quarter of 2026", "2026-03-31"),
        ("Q4/26", "2026-12-31"),
        ("H1 2026", "2026-06-30"),
        ("2. Halbjahr 2026", "2026-12-31"),
        ("2026-W05", "2026-02-01"),
        ("KW 5/2026", "2026-02-01"),
        ("2026", "2026-12-31"),
        ("18-21 May 2026", "2026-05-21"),
        ("18 and 19 May 2026", "2026-05-19"),
        ("17./18. September 2026", "2026-09-18"),
        ("May 18-21, 2026", "2026-05-21"),
        ("2026-05-18 to 2026-05-21", "2026-05-21"),
        ("01.01.2026 - 31.03.2026", "2026-03-31"),
        ("Januar bis März 2026", "2026-03-31"),
        ("Jan – Mar 2026", "2026-03-31"),
        ("June 2027 (the team reviews once a year)", "2027-06-30"),
    ] {
        assert_eq!(last(text), day, "{text}");
    }
}

#[test]
fn two_meanings_are_both_given() {
    let day = |month, day| jiff::civil::date(2026, month, day);
    for text in [
        "3/2/2026",
        "03-02-2026",
        "3/2/26",
        "03/02/2026 10:00",
        "3 / 2 / 2026",
    ] {
        assert_eq!(
            read_date(text),
            DateReading::Ambiguous(day(2, 3), day(3, 2)),
            "{text}"
        );
    }
    assert!(matches!(read_date("26-02-03"), DateReading::Ambiguous(..)));
}

#[test]
fn what_nobody_filled_in_is_told_apart() {
    for text in [
        "",
        "TBD",
        "[TODO: Date]",
        "{{ date }}",
        "YYYY-MM-DD",
        "TT.MM.JJJJ",
        "2026-XX-XX",
        "dd/mm/yyyy",
        "-",
    ] {
        assert_eq!(read_date(text), DateReading::Placeholder, "{text}");
    }
}

#[test]
fn other_texts_are_no_dates() {
    for text in [
        "next Tuesday",
        "annually",
        "R. Ibarra",
        "1.2",
        "1.2.3",
        "12",
        "8.6.1",
        "27001",
        "20000-1",
        "2026-13",
        "2026-02-30",
        "31.04.2026",
        "1989-12-31",
        "2101-01-01",
        "0000-00-00",
        "2026/27",
        "2026-2027",
        "3 Feb",
        "Feb 26",
        "Q5 2026",
        "2026-W60",
        "99999999999999999999",
        "2026-02-03 and more",
        "room 2026-02-03",
        "2026-02-03 17",
        "10:00",
        "T",
        "1/2/3/4",
        "March of the penguins",
        "Mayor 2026",
        "approved 2026-02-03",
    ] {
        assert_eq!(read_date(text), DateReading::NotADate, "{text}");
    }
}

#[test]
fn names_and_dates_are_parted() {
    for (text, day, rest) in [
        ("R. Ibarra, 2026-02-03", "2026-02-03", "R. Ibarra"),
        ("R. Ibarra (2026-02-03)", "2026-02-03", "R. Ibarra"),
        ("R. Ibarra on 3 Feb 2026", "2026-02-03", "R. Ibarra"),
        (
            "by R. Ibarra on 3 February 2026.",
            "2026-02-03",
            "R. Ibarra",
        ),
        ("am 03.02.2026 durch M. Okonjo", "2026-02-03", "M. Okonjo"),
        ("03.02.2026, M. Okonjo", "2026-02-03", "M. Okonjo"),
        (
            "3 February 2026 by T. Lindqvist, CIO",
            "2026-02-03",
            "T. Lindqvist, CIO",
        ),
        ("2026-02-03", "2026-02-03", ""),
        (
            "durch die Geschäftsführung am 3. Februar 2026",
            "2026-02-03",
            "die Geschäftsführung",
        ),
    ] {
        let (found, left) = split_date(text).unwrap();
        assert!(
            matches!(found, DateReading::Date(date) if date.day.to_string() == day),
            "{text}: {found:?}"
        );
        assert_eq!(left, rest, "{text}");
    }
    for text in ["R. Ibarra", "Office 2026", "", "8.6.1", "board, minute 12"] {
        assert_eq!(split_date(text), None, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in ".{0,60}") {
        let _ = read_date(&text);
        let _ = split_date(&text);
    }

    #[test]
    fn no_near_date_panics(text in "(([0-9]{1,9}|März|may|Q|kw|th|bis|to|ä|\u{308})[-/. :(–]?){0,8}") {
        let _ = read_date(&text);
        let _ = split_date(&text);
    }

    #[test]
    fn every_iso_day_is_read(year in 1990_i16..=2100, month in 1_i8..=12, number in 1_i8..=28) {
        let day = jiff::civil::date(year, month, number);
        proptest::prop_assert_eq!(read_date(&day.to_string()), to_day(day));
        proptest::prop_assert_eq!(read_date(&day.strftime("%d.%m.%Y").to_string()), to_day(day));
        proptest::prop_assert_eq!(read_date(&day.strftime("%-d %B %Y").to_string()), to_day(day));
    }

    #[test]
    fn the_form_of_exports_is_read_as_any_other(
        (year, month, day) in (1985_u32..2105, 0_u32..14, 0_u32..33),
        (hour, minute, second) in (0_u32..26, 0_u32..62, 0_u32..62),
        length in proptest::sample::select(vec![10_usize, 16, 19]),
    ) {
        let text = format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}");
        let text = &text[..length];
        if let Some(read) = super::iso(text) {
            proptest::prop_assert_eq!(read, super::read_any(text));
        }
        let plain = (1..=12).contains(&month) && (1..=28).contains(&day) && (1990..=2100).contains(&year);
        proptest::prop_assert!(!plain || length > 10 || super::iso(text).is_some());
    }
}
