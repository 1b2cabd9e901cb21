package window_test

import (
	"testing"

	"github.com/raja-crm/raja/app/desktop/window"
	"github.com/raja-crm/raja/core/fault"
)

func TestRunSaysWhatIsWrongWithItsArguments(t *testing.T) {
	for _, test := range []struct {
		name string
		args []string
		want string
	}{
		{"help is no mistake", []string{"--help"}, ""},
		{"a flag that nobody knows", []string{"--fast"}, "flag provided but not defined: -fast; see raja-desktop --help"},
		{"a word too many", []string{"--safe-mode", "shop"}, "unexpected shop; see raja-desktop --help"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := ""
			if err := window.Run(test.args); err != nil {
				got = err.Error()
				if kind := fault.KindOf(err); kind != fault.KindInvalid {
					t.Errorf("Run(%q) is %s, want %s", test.args, kind, fault.KindInvalid)
				}
			}
			if got != test.want {
				t.Errorf("Run(%q) = %q, want %q", test.args, got, test.want)
			}
		})
	}
}
