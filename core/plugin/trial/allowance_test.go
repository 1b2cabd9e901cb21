package trial_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/trial"
)

func TestCasesThatAreTooLargeAreRefusedByTheirFile(t *testing.T) {
	good := []byte(`{"facts": [{}], "want": [{"segment": "GUEST"}]}`)
	for _, c := range []struct {
		name, want string
		files      map[string][]byte
	}{
		{
			"one of more than a megabyte", "tests/b.json has 1,048,577 bytes, the most of one case is 1,048,576",
			map[string][]byte{"tests/a.json": good, "tests/b.json": make([]byte, 1<<20+1)},
		},
		{
			"many that are too much together", "with tests/4.json the cases have more than 4,194,304 bytes",
			map[string][]byte{"tests/0.json": good, "tests/1.json": make([]byte, 1<<20), "tests/2.json": make([]byte, 1<<20), "tests/3.json": make([]byte, 1<<20), "tests/4.json": make([]byte, 1<<20)},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if err := trial.Weigh(c.files); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
	if err := trial.Weigh(map[string][]byte{"tests/a.json": good}); err != nil {
		t.Error(err)
	}
}

// However many cases there are and whatever the rule does over them, what is
// spent is bounded, and the same on every machine.
func TestWhatARuleSpendsOverItsCasesIsBounded(t *testing.T) {
	files := map[string][]byte{}
	for i := range 20 {
		files[fmt.Sprintf("tests/%02d.json", i)] = []byte(`{"facts": [{"visits": 3}], "want": [{"segment": "GUEST"}]}`)
	}
	cases, few := trial.ReadCases(files), trial.Allowance{Case: plugin.DefaultUnits, All: plugin.DefaultUnits / 4}
	for name, ask := range map[string]func(trial.Allowance) (int, error){
		"the cases": func(allowed trial.Allowance) (int, error) {
			results, err := trial.Run(context.Background(), rule(t), cases, allowed)
			return len(results), err
		},
		"the settings at their ends": func(allowed trial.Allowance) (int, error) {
			edges, err := trial.Edges(context.Background(), rule(t), cases, allowed)
			return len(edges), err
		},
	} {
		t.Run(name, func(t *testing.T) {
			asked, err := ask(few)
			if fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), "the most for all of them is 5,000,000; leave some out") || asked > 6 {
				t.Errorf("%d, %v; want that it stops", asked, err)
			}
			if !strings.Contains(fmt.Sprint(err), "tests/05.json: up to this case") && !strings.Contains(fmt.Sprint(err), "tests/10.json: up to this case") {
				t.Errorf("%v; want the file named at which it stopped", err)
			}
			if _, err := ask(trial.Allowance{Case: 1, All: plugin.DefaultUnits}); err == nil || !strings.Contains(err.Error(), "tests/00.json: the rule spent ") {
				t.Errorf("%v; want the one case named", err)
			}
			if _, err := ask(trial.Usual()); err != nil {
				t.Errorf("an ordinary rule: %v", err)
			}
		})
	}
}

func TestACaseOfMoreRowsThanAQuestionIsNotMadeIntoOne(t *testing.T) {
	for list, want := range map[string]string{
		"facts": "facts: 1,025 rows, the most is 1,024", "events": "events: 1,025 rows, the most is 1,024",
	} {
		got := run(t, `{"`+list+`": [`+strings.Repeat("{},", 1024)+`{}], "want": []}`)
		if len(got.Diff) != 1 || !strings.HasSuffix(got.Diff[0], want) {
			t.Errorf("%q, want %q", got.Diff, want)
		}
	}
}
