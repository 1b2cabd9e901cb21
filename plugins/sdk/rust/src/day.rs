//! The calendar: days since 1970-01-01 and dates.

/// A date; month and day count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year, such as 2026.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: i32,
    /// The day of the month, 1 to 31.
    pub day: i32,
}

/// Returns the date of a day, counted since 1970-01-01.
pub fn date_of(day: i32) -> Date {
    // Days of a year that begins in March, so that a leap day comes last.
    let z = day as i64 + 719468;
    let era = z.div_euclid(146097);
    let in_era = z.rem_euclid(146097);
    let of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
    let in_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
    let m = (5 * in_year + 2) / 153;
    let month = if m < 10 { m + 3 } else { m - 9 };
    Date {
        year: (of_era + era * 400 + i64::from(month <= 2)) as i32,
        month: month as i32,
        day: (in_year - (153 * m + 2) / 5 + 1) as i32,
    }
}

/// Returns the day of a date, counted since 1970-01-01.
pub fn day_of(date: Date) -> i32 {
    let (mut year, mut month) = (date.year as i64, date.month as i64);
    if month <= 2 {
        year -= 1;
        month += 12;
    }
    let of_era = year.rem_euclid(400);
    let in_year = (153 * (month - 3) + 2) / 5 + date.day as i64 - 1;
    (year.div_euclid(400) * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + in_year - 719468)
        as i32
}

/// Returns the same day of the month so many months later, or the month's last
/// day where it has no such day: 31 January + 1 is 28 February.
pub fn add_months(day: i32, months: i32) -> i32 {
    let date = date_of(day);
    let month = date.month as i64 - 1 + months as i64;
    let year = date.year + month.div_euclid(12) as i32;
    let month = month.rem_euclid(12) as i32 + 1;
    let next = Date {
        year: year + month / 12,
        month: month % 12 + 1,
        day: 1,
    };
    (day_of(Date {
        year,
        month,
        day: 1,
    }) + date.day
        - 1)
    .min(day_of(next) - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_there_and_back() {
        for day in (-800_000..2_932_897).step_by(13) {
            assert_eq!(day_of(date_of(day)), day);
        }
        assert_eq!(
            date_of(20526),
            Date {
                year: 2026,
                month: 3,
                day: 14
            }
        );
    }

    #[test]
    fn a_month_without_that_day_ends_earlier() {
        let day = |year, month, day| day_of(Date { year, month, day });
        assert_eq!(add_months(day(2026, 1, 31), 1), day(2026, 2, 28));
        assert_eq!(add_months(day(2027, 12, 31), 2), day(2028, 2, 29));
        assert_eq!(add_months(day(2026, 3, 31), -13), day(2025, 2, 28));
        assert_eq!(add_months(day(2026, 12, 15), 0), day(2026, 12, 15));
    }
}
