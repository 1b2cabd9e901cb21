package phone

import (
	"errors"
	"regexp"
	"strconv"
	"strings"

	"github.com/nyaruka/phonenumbers"
)

var (
	// scientific is a number as a spreadsheet shows it: 8.12346E+10.
	scientific = regexp.MustCompile(`^([0-9])(?:[.,]([0-9]+))?[eE]\+?([0-9]{1,2})$`)
	// zeroless is an Indonesian mobile number read as a number: 8123456789.
	zeroless = regexp.MustCompile(`^8[0-9]{7,9}$`)
	// label is a word or remark after a number: a space, then letters.
	label = regexp.MustCompile(`[ (]+[A-Za-z?][A-Za-z?]`)
	// letter is one that Clean has left, of any script.
	letter = regexp.MustCompile(`[A-Za-z?]`)
	// lookalikes are the letters that are typed for digits.
	lookalikes = strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1", "i", "1")
)

// enough is how many digits make a number that a remark may follow.
const enough = 7

// spreadsheet says whether text was damaged by one, and how it may have read.
func spreadsheet(text, region string) (Problem, string) {
	if m := scientific.FindStringSubmatch(text); m != nil {
		digits := m[1] + m[2]
		exponent, _ := strconv.Atoi(m[3]) // two digits at most
		if len(digits) != exponent+1 {
			return Excel, "" // digits are lost for good
		}
		return Excel, firstNonEmpty(suggest("0"+digits, region), suggest("+"+digits, region))
	}
	if region == DefaultRegion && zeroless.MatchString(text) {
		return LostZero, suggest("0"+text, region)
	}
	return "", ""
}

// unlabel drops words before the number and a remark behind it.
func unlabel(text string) string {
	if i := strings.IndexAny(text, "+(0123456789"); i > 0 {
		text = text[i:]
	}
	if m := label.FindStringIndex(text); m != nil && countDigits(text[:m[0]]) >= enough {
		text = text[:m[0]]
	}
	return text
}

// hasLetters says whether letters stand among digits; words alone are no
// number to mend.
func hasLetters(text string) bool { return letter.MatchString(text) && countDigits(text) > 0 }

func countDigits(text string) (n int) {
	for _, r := range text {
		if r >= '0' && r <= '9' {
			n++
		}
	}
	return n
}

func firstNonEmpty(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func problemOf(err error) Problem {
	switch {
	case errors.Is(err, phonenumbers.ErrInvalidCountryCode):
		return UnknownCountry
	case errors.Is(err, phonenumbers.ErrNumTooLong):
		return TooLong
	case errors.Is(err, phonenumbers.ErrTooShortNSN), errors.Is(err, phonenumbers.ErrTooShortAfterIDD):
		return TooShort
	default:
		return Impossible
	}
}

// problemOfLength says what is wrong with a number that parses and is none.
func problemOfLength(n *phonenumbers.PhoneNumber) Problem {
	national := phonenumbers.GetNationalSignificantNumber(n)
	if n.GetCountryCode() == 62 && strings.HasPrefix(national, "8") {
		return problemOfMobile(len(national))
	}
	switch phonenumbers.IsPossibleNumberWithReason(n) {
	case phonenumbers.TOO_SHORT, phonenumbers.IS_POSSIBLE_LOCAL_ONLY:
		return TooShort
	case phonenumbers.TOO_LONG:
		return TooLong
	case phonenumbers.INVALID_COUNTRY_CODE:
		return UnknownCountry
	default:
		return Impossible
	}
}

// problemOfMobile judges an Indonesian mobile number by its digits after the
// 0, of which there are 9 to 12. The library knows one length for all lines of
// a country, and landlines may be shorter and longer.
func problemOfMobile(digits int) Problem {
	switch {
	case digits < 9:
		return TooShort
	case digits > 12:
		return TooLong
	default:
		return Impossible
	}
}
