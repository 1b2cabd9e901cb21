package hours_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/hours"
)

func TestParseNamesTheFieldAtFault(t *testing.T) {
	rows := []struct{ name, file, field string }{
		{"not JSON", `{`, "calendar"},
		{"two documents", `{"timezone":"UTC","week":{}} {}`, "calendar"},
		{"an unknown field", `{"timezone":"UTC","weeks":{}}`, "calendar"},
		{"no zone", `{"week":{}}`, "timezone"},
		{"an unknown zone", `{"timezone":"Asia/Jakrta","week":{}}`, "timezone"},
		{"the computer's own zone", `{"timezone":"Local","week":{}}`, "timezone"},
		{"an unknown day", `{"timezone":"UTC","week":{"monday":[]}}`, "week.monday"},
		{"a time that is none", `{"timezone":"UTC","week":{"mon":[["10:00","25:00"]]}}`, "week.mon"},
		{"a minute too many", `{"timezone":"UTC","week":{"tue":[["10:60","12:00"]]}}`, "week.tue"},
		{"past 24:00", `{"timezone":"UTC","week":{"tue":[["10:00","24:01"]]}}`, "week.tue"},
		{"opening at 24:00", `{"timezone":"UTC","week":{"wed":[["24:00","02:00"]]}}`, "week.wed"},
		{"one time alone", `{"timezone":"UTC","week":{"thu":[["10:00"]]}}`, "week.thu"},
		{"three times", `{"timezone":"UTC","week":{"thu":[["10:00","12:00","13:00"]]}}`, "week.thu"},
		{"merged to more than a day", `{"timezone":"UTC","week":{"fri":[["10:00","10:00"],["12:00","11:00"]]}}`, "week.fri"},
		{"an exception on no date", `{"timezone":"UTC","week":{},"exceptions":{"2026-02-30":[]}}`, "exceptions.2026-02-30"},
		{"an exception with a bad time", `{"timezone":"UTC","week":{},"exceptions":{"2026-03-20":[["x","y"]]}}`, "exceptions.2026-03-20"},
		{"a holiday on no date", `{"timezone":"UTC","week":{},"holidays":[{"date":"soon"}]}`, "holidays.0.date"},
		{"a number for a time", `{"timezone":"UTC","week":{"mon":[[10,21]]}}`, "week.mon"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			_, err := hours.Parse([]byte(r.file))
			if err == nil {
				t.Fatalf("Parse(%s) took it", r.file)
			}
			f := fault.As(err)
			if f.Kind != fault.KindInvalid || !strings.HasPrefix(f.Field, r.field) {
				t.Errorf("Parse(%s) = %s %q (%s), want invalid %q", r.file, f.Kind, f.Field, f.Message, r.field)
			}
		})
	}
}

func TestFileIsWrittenInOrder(t *testing.T) {
	c := parse(t, `{"timezone":"Asia/Makassar","week":{"sat":[["21:00","02:00"]],"mon":[["13:00","24:00"],["8.00","12:00"],["11:00","13:00"]],"tue":[["10:00","10:00"]]},
		"exceptions":{"2026-03-16":[["10:00","17:00"]],"2026-03-10":[]},"holidays":[{"date":"2026-03-21","name":"Idul Fitri","source":"SKB"}]}`)
	got, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"timezone":"Asia/Makassar","week":{"mon":[["08:00","24:00"]],"tue":[["10:00","10:00"]],"wed":[],"thu":[],"fri":[],"sat":[["21:00","02:00"]],"sun":[]},` +
		`"exceptions":{"2026-03-10":[],"2026-03-16":[["10:00","17:00"]]},"holidays":[{"date":"2026-03-21","name":"Idul Fitri","source":"SKB"}]}`
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("file (-want +got):\n%s", diff)
	}
}

func TestParseWeek(t *testing.T) {
	const closed = "mon closed; tue closed; wed closed; thu closed; fri closed; sat closed; sun closed"
	rows := []struct{ name, text, want string }{
		{"nothing is closed", "", closed},
		{"a range", "mon-wed 10:00-21:00", "mon 10:00-21:00; tue 10:00-21:00; wed 10:00-21:00; thu closed; fri closed; sat closed; sun closed"},
		{"the last clause decides", "mon-sun 10:00-21:00; tue-sun closed; fri 13:00-22:00", "mon 10:00-21:00; tue closed; wed closed; thu closed; fri 13:00-22:00; sat closed; sun closed"},
		{"several intervals, out of order", "wed 13:00-18:00, 9:00-12:00", "mon closed; tue closed; wed 09:00-12:00,13:00-18:00; thu closed; fri closed; sat closed; sun closed"},
		{"a range that wraps and a list", "sat-mon, wed 8.00–12.00", "mon 08:00-12:00; tue closed; wed 08:00-12:00; thu closed; fri closed; sat 08:00-12:00; sun 08:00-12:00"},
		{"past midnight and to it", "FRI 21:00-02:00; sat 00:00-24:00;", "mon closed; tue closed; wed closed; thu closed; fri 21:00-02:00; sat 00:00-24:00; sun closed"},
	}
	for _, r := range rows {
		t.Run(r.name, func(t *testing.T) {
			got, err := hours.ParseWeek(r.text)
			if err != nil || got.String() != r.want {
				t.Errorf("ParseWeek(%q) = %q, %v, want %q", r.text, got, err, r.want)
			}
		})
	}
	for _, bad := range []string{"mon", "10:00-21:00", "mon 10:00", "mon 10-21", "funday closed", "mon 10:00-25:00", "mon 24:00-02:00", "mon closed 10:00-12:00", "mon- closed", "mon 1०:00-12:00"} {
		if w, err := hours.ParseWeek(bad); fault.KindOf(err) != fault.KindInvalid || fault.As(err).Field != "hours" {
			t.Errorf("ParseWeek(%q) = %q, %v, want an invalid hours", bad, w, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{everyday, office, never, lebaran, bar + "}", `{"timezone":"Pacific/Apia","week":{"sun":[["00:00","24:00"]]},"exceptions":{"0000-01-01":[],"9999-12-31":[["23:00","22:59"]]},"cut_nights":true}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, err := hours.Parse(data)
		if err != nil {
			if fault.KindOf(err) != fault.KindInvalid {
				t.Fatalf("Parse(%q) = %v, want an invalid fault", data, err)
			}
			return
		}
		roundTrip(t, c)
		askEverything(t, c)
	})
}

func FuzzParseWeek(f *testing.F) {
	for _, seed := range []string{"", "mon-sun 10:00-21:00; fri 13:00-17:00, 18:00-22:00; sun closed", "sat-mon,wed 8.00–12.00", "mon 24:00-02:00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w, err := hours.ParseWeek(text)
		if err != nil {
			return
		}
		if again, err := hours.ParseWeek(w.String()); err != nil || again.String() != w.String() {
			t.Fatalf("ParseWeek(%q) is %q, which reads as %q, %v", text, w, again, err)
		}
	})
}

// askEverything wants answers, soon, and that they obey the first law.
func askEverything(t *testing.T, c hours.Calendar) {
	for _, now := range []time.Time{{}, time.Unix(0, 0), time.Date(2026, 3, 8, 6, 59, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 0, 0, time.UTC)} {
		c.OpenAt(now)
		c.NextOpen(now)
		c.LastClose(now)
		if due, found := c.Due(now, 90*time.Minute); found && c.Elapsed(now, due) != 90*time.Minute {
			t.Fatalf("Elapsed(%s, %s) = %s, want 90 minutes", now, due, c.Elapsed(now, due))
		}
	}
}
