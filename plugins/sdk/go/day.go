package raja

// Date returns the date of a day, counted since 1970-01-01.
func Date(day int32) (year, month, dayOfMonth int) {
	// Days of a year that begins in March, so that a leap day comes last.
	z := int(day) + 719468
	era := floorDiv(z, 146097)
	inEra := z - era*146097
	yearOfEra := (inEra - inEra/1460 + inEra/36524 - inEra/146096) / 365
	inYear := inEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*inYear + 2) / 153
	dayOfMonth = inYear - (153*m+2)/5 + 1
	month = m + 3
	if month > 12 {
		month -= 12
	}
	year = yearOfEra + era*400
	if month <= 2 {
		year++
	}
	return year, month, dayOfMonth
}

// DayOf returns the day of a date, counted since 1970-01-01.
func DayOf(year, month, dayOfMonth int) int32 {
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	yearOfEra := year - era*400
	inYear := (153*(month-3)+2)/5 + dayOfMonth - 1
	return int32(era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + inYear - 719468)
}

// AddMonths returns the same day of the month so many months later, or the
// month's last day where it has no such day: 31 January + 1 is 28 February.
func AddMonths(day int32, months int) int32 {
	year, month, dayOfMonth := Date(day)
	month += months - 1
	year, month = year+floorDiv(month, 12), month-12*floorDiv(month, 12)+1
	next := DayOf(year+month/12, month%12+1, 1)
	return min(DayOf(year, month, 1)+int32(dayOfMonth)-1, next-1)
}

func floorDiv(a, b int) int {
	if a%b != 0 && (a < 0) != (b < 0) {
		return a/b - 1
	}
	return a / b
}
