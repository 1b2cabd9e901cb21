/** A day of the calendar. Days count from 1970-01-01. */
export class CalendarDay {
  constructor(public year: i32, public month: i32, public day: i32) {}
}

/** The date of a day. */
export function dateOf(day: i32): CalendarDay {
  // Days of a year that begins in March, so that a leap day comes last.
  const z = day + 719468;
  const era = floorDiv(z, 146097);
  const inEra = z - era * 146097;
  const yearOfEra = (inEra - inEra / 1460 + inEra / 36524 - inEra / 146096) / 365;
  const inYear = inEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
  const m = (5 * inYear + 2) / 153;
  const month = m < 10 ? m + 3 : m - 9;
  return new CalendarDay(yearOfEra + era * 400 + i32(month <= 2), month, inYear - (153 * m + 2) / 5 + 1);
}

/** The day of a date. */
export function dayOf(year: i32, month: i32, day: i32): i32 {
  if (month <= 2) {
    year--;
    month += 12;
  }
  const era = floorDiv(year, 400);
  const yearOfEra = year - era * 400;
  const inYear = (153 * (month - 3) + 2) / 5 + day - 1;
  return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + inYear - 719468;
}

/**
 * The same day of the month so many months later, or the month's last day
 * where it has no such day: 31 January + 1 is 28 February.
 */
export function addMonths(day: i32, months: i32): i32 {
  const date = dateOf(day);
  const wanted = date.month - 1 + months;
  const year = date.year + floorDiv(wanted, 12);
  const month = wanted - 12 * floorDiv(wanted, 12) + 1;
  const first = dayOf(year, month, 1);
  const next = month == 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
  return min(first + date.day - 1, next - 1);
}

function floorDiv(a: i32, b: i32): i32 {
  return a / b - i32(a % b != 0 && (a < 0) != (b < 0));
}

/** A day as a row holds it. One that does not fit stays too large, for the host to refuse. */
export function narrow(day: i64): i32 {
  return <i32>max<i64>(i32.MIN_VALUE, min<i64>(i32.MAX_VALUE, day));
}
