package fault_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
)

func TestKinds(t *testing.T) {
	tests := []struct {
		name  string
		err   error
		kind  fault.Kind
		field string
		says  string
	}{
		{"invalid names its field", fault.Invalid("phone", "has no digits"), fault.KindInvalid, "phone", "phone: has no digits"},
		{"not found", fault.NotFound("customer", "there is no %s", "C-00001"), fault.KindNotFound, "customer", "customer: there is no C-00001"},
		{"conflict", fault.Conflict("key", "is used"), fault.KindConflict, "key", "key: is used"},
		{"forbidden", fault.Forbidden("", "ask the owner"), fault.KindForbidden, "", "ask the owner"},
		{"unavailable", fault.Unavailable("file", "cannot be read"), fault.KindUnavailable, "file", "file: cannot be read"},
		{"internal has no field", fault.Internal("%d broken", 3), fault.KindInternal, "", "3 broken"},
		{"anything else is internal", io.EOF, fault.KindInternal, "", "EOF"},
		{"wrapping keeps the kind", fmt.Errorf("add: %w", fault.Invalid("name", "is empty")), fault.KindInvalid, "name", "name: is empty"},
		{"the outermost decides", fault.Conflict("a", "b").Because(fault.Invalid("c", "d")), fault.KindConflict, "a", "a: b"},
		{"so it does in a join", errors.Join(io.EOF, fault.Forbidden("x", "y")), fault.KindForbidden, "x", "x: y"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := fault.As(tt.err)
			if fault.KindOf(tt.err) != tt.kind || got.Kind != tt.kind || got.Field != tt.field || got.Error() != tt.says {
				t.Errorf("As(%v) = %q %q %q, want %q %q %q", tt.err, got.Kind, got.Field, got, tt.kind, tt.field, tt.says)
			}
		})
	}
}

func TestNothingIsNoFault(t *testing.T) {
	if got := fault.KindOf(nil); got != "" {
		t.Errorf("KindOf(nil) = %q", got)
	}
	if got := fault.As(nil); got != nil {
		t.Errorf("As(nil) = %v", got)
	}
}

func TestTheCauseIsKeptButNotShown(t *testing.T) {
	err := fault.Unavailable("file", "cannot be read").Because(io.ErrUnexpectedEOF)
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Error("the cause is lost")
	}
	shown, failed := json.Marshal(err)
	if want := `{"kind":"unavailable","field":"file","message":"cannot be read"}`; failed != nil || string(shown) != want {
		t.Errorf("JSON shows %s, %v, want %s", shown, failed, want)
	}
	if got := fault.As(io.EOF); !errors.Is(got, io.EOF) {
		t.Error("As loses the error it was given")
	}
}

func TestASentenceRepeatsNoMegabyte(t *testing.T) {
	type word string
	got := fault.Invalid("kind", "%q is not one of %v", word(strings.Repeat("é", 1<<19)), []string{"a", "b"})
	if len(got.Message) > 1000 || !strings.HasSuffix(got.Message, "é\" is not one of a, b") {
		t.Errorf("%d bytes: %.60s", len(got.Message), got.Message)
	}
}
