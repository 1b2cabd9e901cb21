package phone_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nyaruka/phonenumbers"

	"github.com/raja-crm/raja/core/phone"
)

// Every beginning, in every length, is judged as the library judges it with
// its country code. Without a plus the library sometimes sees a landline of
// the area 062 in 628…, which nobody means.
func TestMobilesAreJudgedAsTheLibraryDoes(t *testing.T) {
	for prefix := 800; prefix <= 899; prefix++ {
		for _, tail := range []string{"0000000000000", "1234567890123", "9999999999999"} {
			for length := 5; length <= 16; length++ {
				national := (fmt.Sprint(prefix) + tail)[:length]
				agree(t, "0"+national, "+62"+national)
				agree(t, "+62"+national, "+62"+national)
				agree(t, "62 "+national[:3]+"-"+national[3:], "+62"+national)
			}
		}
	}
}

func agree(t *testing.T, text, plain string) {
	t.Helper()
	var want phone.Number
	if n, err := phonenumbers.Parse(plain, "ID"); err == nil && phonenumbers.IsValidNumber(n) {
		want.E164 = phonenumbers.Format(n, phonenumbers.E164)
		want.Valid = true
		want.Kind = phone.Unknown
		switch phonenumbers.GetNumberType(n) {
		case phonenumbers.MOBILE:
			want.Kind = phone.Mobile
		case phonenumbers.TOLL_FREE:
			want.Kind = phone.TollFree
		case phonenumbers.FIXED_LINE:
			want.Kind = phone.Landline
		}
	}
	got := phone.Parse(text, "ID")[0]
	if got.Valid != want.Valid || got.E164 != want.E164 || got.Valid && got.Kind != want.Kind {
		t.Fatalf("Parse(%q) = %+v, the library says %+v", text, got, want)
	}
}

// The short way gives what the long way gives; a remark forces the long one.
func TestTheShortWayIsTheLongWay(t *testing.T) {
	for _, text := range []string{
		"081234567890", "+6281234567890", "62 812 3456 7890", "0812..3456--7890", "0812-3456-7890-", "0812 ", "0 8 1 2 3 4 5 6 7 8 9 0",
		"+62 812-3456-789", "62", "0", "+62", "+0812 3456 7890", "00812 3456 7890", "0812345678901234567890", "08-", "+628", "6281",
	} {
		short, long := phone.Parse(text, "ID")[0], phone.Parse(strings.TrimSpace(text)+" (Bu Sari)", "ID")[0]
		if short.E164 != long.E164 || short.Kind != long.Kind || short.Valid != long.Valid {
			t.Errorf("Parse(%q) = %+v, with a remark %+v", text, short, long)
		}
	}
}
