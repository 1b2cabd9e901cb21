package command

import (
	"context"
	"strings"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
)

// What stands in the words of a command is seen by others, and kept by the
// shell: a hint and its PIN come from a file, or from what Raja is given to read.
type hintVerbs struct {
	Keep   hintKeep   `cmd:"" help:"Keep how a thing is unlocked: the PIN stands in the first line, the hint in the second."`
	Show   hintShow   `cmd:"" help:"Open it with the PIN, which stands in the first line; the journal notes that somebody did."`
	Forget hintForget `cmd:"" help:"Forget it now; it goes by itself when the thing is fetched."`
}

// secretLines is where a hint and its PIN stand.
type secretLines struct {
	Code string `arg:"" help:"The thing, such as A-00001."`
	File string `arg:"" help:"A file, or - for what Raja is given to read." type:"path" default:"-"`
}

// maxSecret is how long the lines may be.
const maxSecret = 4 << 10

// read returns the first lines, without their ends.
func (v *secretLines) read(g *Globals, s *say) (pin, hint string, err error) {
	text, err := readGiven(g, s, v.File, maxSecret)
	if err == nil && len(text) > maxSecret {
		err = fault.Invalid("file", "is longer than a PIN and a hint are")
	}
	lines := strings.SplitN(strings.TrimPrefix(string(text), "\ufeff"), "\n", 3)
	if len(lines) > 1 {
		hint = strings.TrimRight(lines[1], "\r")
	}
	return strings.TrimRight(lines[0], "\r"), hint, err
}

type hintKeep struct{ secretLines }

func (v *hintKeep) Run(ctx context.Context, g *Globals, s *say) error {
	pin, hint, err := v.read(g, s)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		kept, err := api.KeepHint(ctx, engine, v.Code, api.NewHint{Hint: hint, PIN: pin})
		if err != nil {
			return err
		}
		return s.result(kept, func() {
			s.line("Petunjuk %s disimpan, terkunci dengan PIN itu; tanpa PIN tidak ada yang bisa membukanya.", "The hint of %s is kept, closed with that PIN; without it nobody can open it.", kept.Asset)
		})
	})
}

type hintShow struct{ secretLines }

func (v *hintShow) Run(ctx context.Context, g *Globals, s *say) error {
	pin, _, err := v.read(g, s)
	if err != nil {
		return err
	}
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		opened, err := api.OpenHint(ctx, engine, v.Code, pin)
		if err != nil {
			return err
		}
		return s.result(opened, func() { s.line("%s", "%s", opened.Hint) })
	})
}

type hintForget struct {
	Code string `arg:"" help:"The thing, such as A-00001."`
}

func (v *hintForget) Run(ctx context.Context, g *Globals, s *say) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		gone, err := api.ForgetHint(ctx, engine, v.Code)
		if err != nil {
			return err
		}
		return s.result(gone, func() { s.line("Petunjuk %s dilupakan.", "The hint of %s is forgotten.", gone.Asset) })
	})
}
