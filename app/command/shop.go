package command

import (
	"context"
	"fmt"

	"github.com/alecthomas/kong"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/store/keyring"
)

type initVerb struct {
	Name     string `required:"" help:"The shop's name."`
	Preset   string `help:"laundry, salon, repair, bakery or custom." default:"custom"`
	Timezone string `help:"IANA time zone." default:"Asia/Jakarta"`
	Currency string `help:"ISO 4217 code." default:"IDR"`
	Region   string `help:"Country of phones written without one." default:"ID"`
	Encrypt  bool   `help:"Encrypt the data folder; Raja asks for a passphrase and prints a recovery code."`
	newPassphrase
	Hours string `help:"Opening hours, for example 'mon-sat 10:00-21:00; sun closed'."`
}

func (v *initVerb) Run(ctx context.Context, g *Globals, s *say) error {
	dir, err := g.dir()
	if err != nil {
		return err
	}
	business := core.Business{
		Name: v.Name, Preset: core.Preset(v.Preset), Timezone: v.Timezone,
		Currency: money.Currency{Code: v.Currency}, Region: v.Region,
	}
	if v.Hours != "" {
		if err := business.SetHours(v.Hours); err != nil {
			return err
		}
	}
	config, err := g.config()
	if err != nil {
		return err
	}
	var recovery string
	if v.New != "" && !v.Encrypt {
		return &usageError{fault.Invalid("new-passphrase-file", "is for a shop that is encrypted; give --encrypt too")}
	}
	if v.Encrypt {
		if config.NewKeys, recovery, err = v.keys(s); err != nil {
			return err
		}
	}
	engine, err := core.Create(ctx, dir, business, config)
	if err != nil {
		return err
	}
	shown, err := api.BusinessOf(ctx, engine)
	if err == nil {
		err = engine.Close()
	}
	if err != nil {
		return err
	}
	shown.Mode = "cli"
	document := map[string]any{"business": shown, "data": dir}
	if v.Encrypt {
		document["recovery"] = recovery
	}
	return s.result(document, func() {
		s.line("Toko %s dibuat di %s.", "The shop %s was created in %s.", shown.Name, dir)
		if v.Encrypt {
			tellRecovery(s, recovery)
		}
	})
}

// keys draws the keys of an encrypted shop.
func (v *initVerb) keys(s *say) (*keyring.Ring, string, error) {
	passphrase, err := v.read(s)
	if err != nil {
		return nil, "", err
	}
	return core.NewKeys(passphrase)
}

// versionFlag is the version for who asks with --version.
type versionFlag bool

// BeforeReset prints the version before anything else is looked at.
func (versionFlag) BeforeReset(app *kong.Kong) error {
	fmt.Fprintln(app.Stdout, "Raja "+api.Version)
	app.Exit(0)
	return nil
}

type versionVerb struct{}

func (v *versionVerb) Run(s *say) error {
	return s.result(map[string]string{"version": api.Version}, func() { s.line("Raja %s", "Raja %s", api.Version) })
}
