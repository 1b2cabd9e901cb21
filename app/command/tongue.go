package command

import (
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/raja-crm/raja/core/fault"
)

// tongue is what --lang says: the language of the answers and, in front of
// "plugin new", the one that a rule is written in. Both can be given.
type tongue struct{ answer, rule string }

// Decode reads one --lang, or RAJA_LANG.
func (t *tongue) Decode(ctx *kong.DecodeContext) error {
	var word string
	if err := ctx.Scan.PopValueInto("lang", &word); err != nil {
		return err
	}
	switch word {
	case "", "id", "en":
		t.answer = word
	default:
		t.rule = word
	}
	return nil
}

// speech is the language of the answer to a command.
func (g *Globals) speech(command string) (string, error) {
	if g.Lang.rule != "" && !strings.HasPrefix(command, "plugin new") {
		return "", &usageError{fault.Invalid("lang", "%q is not one of id, en", g.Lang.rule)}
	}
	if g.Lang.answer == "" { // of a rule's language alone: RAJA_LANG was not asked
		g.Lang.answer = os.Getenv("RAJA_LANG")
	}
	if g.Lang.answer != "en" {
		g.Lang.answer = "id"
	}
	return g.Lang.answer, nil
}
