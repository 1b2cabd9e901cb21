package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/plugins/standard"
)

// actor is who the command line is in the journal, wherever it runs.
const actor = "cli"

// Globals are the flags that every verb takes.
type Globals struct {
	Data           string `help:"Data folder." env:"RAJA_DATA_DIR" placeholder:"DIR" type:"path"`
	JSON           bool   `help:"Print one JSON document." name:"json"`
	Lang           tongue `help:"Language: id or en. After plugin new also the language that the rule is written in: go, rust, as (AssemblyScript) or c." env:"RAJA_LANG" placeholder:"LANG"`
	PassphraseFile string `help:"A file whose first line opens encrypted data; RAJA_PASSPHRASE does the same." type:"path" placeholder:"FILE"`
	Now            string `help:"Take this moment as the present (RFC 3339)." env:"RAJA_NOW" placeholder:"TIME"`

	host  *hosting  // of a command that was typed elsewhere
	input io.Reader // what the verb reads, where that is no file that another process can open
}

// verbs is the command line.
type verbs struct {
	Globals

	ShowVersion versionFlag `name:"version" help:"Print the version and end."`

	Init        initVerb         `cmd:"" help:"Create a shop in a new folder."`
	Customer    customerVerbs    `cmd:"" help:"Add, show and list customers."`
	View        viewVerbs        `cmd:"" help:"Lists of customers that have a name."`
	Search      searchVerb       `cmd:"" help:"Find customers by any part of a name or phone."`
	Import      importVerbs      `cmd:"" help:"Take in customers or orders from a file."`
	Order       orderVerbs       `cmd:"" help:"Record orders."`
	Undo        undoVerb         `cmd:"" help:"Take the last change back, or one of the journal."`
	History     historyVerb      `cmd:"" help:"Show who changed a record, and restore a field."`
	Asset       assetVerbs       `cmd:"" help:"What customers own: a phone, a suit, a cat."`
	Photo       photoVerbs       `cmd:"" help:"Photos of the condition in which things are taken in."`
	Group       groupVerbs       `cmd:"" help:"Organisations and households."`
	Item        itemVerbs        `cmd:"" help:"What the shop sells, for how much."`
	Reward      rewardVerbs      `cmd:"" help:"What customers get for points."`
	Promo       promoVerbs       `cmd:"" help:"Keep promotions, coupons and codes."`
	Quote       quoteVerbs       `cmd:"" help:"Prices that hold until a day."`
	Appointment appointmentVerbs `cmd:"" help:"Times that are kept for customers."`
	Waitlist    waitlistVerbs    `cmd:"" help:"Who waits for what is sold out."`
	Workshop    workshopVerbs    `cmd:"" help:"How orders are worked on: states, questions, rounding."`
	Field       fieldVerbs       `cmd:"" help:"Fields of your own that every customer may have."`
	Settings    settingsVerbs    `cmd:"" help:"When customers are not disturbed, and how fast tickets should go."`
	Template    templateVerbs    `cmd:"" help:"Words that are ready for a purpose."`
	Message     messageVerbs     `cmd:"" help:"Words prepared for customers; a person opens and confirms."`
	Followup    followupVerbs    `cmd:"" help:"Getting back to customers."`
	Checklist   checklistVerbs   `cmd:"" help:"What is gone through when the shop opens and closes."`
	Standard    standardVerbs    `cmd:"" help:"What every customer may expect."`
	Deposit     depositVerbs     `cmd:"" help:"What customers paid in before."`
	Promise     promiseVerbs     `cmd:"" help:"What was promised to whom, and whether it was kept."`
	Ticket      ticketVerbs      `cmd:"" help:"Questions, problems, requests and complaints."`
	Interaction interactionVerbs `cmd:"" help:"Every contact with a customer."`
	Staff       staffVerbs       `cmd:"" help:"Who works here."`
	Journey     journeyVerbs     `cmd:"" help:"Show and set how far customers came, from aware to coming back."`
	Segment     segmentVerbs     `cmd:"" help:"Decide and show who belongs where, and why."`
	Loyalty     loyaltyVerbs     `cmd:"" help:"Show points, and give those that wait."`
	Hours       hoursVerbs       `cmd:"" help:"Opening hours and what follows from them."`
	Afterhours  afterVerbs       `cmd:"" help:"What to offer somebody who knocks after closing time."`
	Export      exportVerbs      `cmd:"" help:"Write customer lists."`
	Plugin      pluginVerbs      `cmd:"" help:"Write rules, try them, and run the shop on them."`
	Backup      backupVerbs      `cmd:"" help:"Copies for a bad day: make, verify and restore them."`
	Key         keyVerbs         `cmd:"" help:"Encryption of the data folder."`
	Check       checkVerb        `cmd:"" help:"Verify every record, index, fact and balance."`
	Serve       serveVerb        `cmd:"" help:"Show Raja in a browser on this machine."`
	Openapi     openapiVerb      `cmd:"" help:"Print the contract's OpenAPI description." hidden:""`
	Version     versionVerb      `cmd:"" help:"Print the version."`
}

// dir returns the data folder: the one named, else the user's own.
func (g *Globals) dir() (string, error) {
	if g.Data != "" {
		return g.Data, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fault.Invalid("data", "name a data folder with --data or RAJA_DATA_DIR").Because(err)
	}
	return filepath.Join(base, "Raja", "shop"), nil
}

// clock returns the wall clock, or the moment that --now fixes.
func (g *Globals) clock() (clock.Clock, error) { return clock.Parse(g.Now) }

func (g *Globals) config() (core.Config, error) {
	now, err := g.clock()
	cache, key := RuleCache()
	return core.Config{Rules: standard.Rules(), Clock: now, CacheDir: cache, CacheKey: key, Actor: actor}, err
}

// withShop runs do on the shop: on the one that this process opens for it, or
// as a whole where the shop is open already. So a verb says nothing before.
func (g *Globals) withShop(ctx context.Context, s *say, do func(*core.Engine) error) error {
	if g.host != nil {
		return g.host.with(g, do)
	}
	dir, err := g.dir()
	if err != nil {
		return err
	}
	engine, err := g.open(ctx, s, dir)
	if errors.Is(err, core.ErrTaken) {
		return &elsewhere{globals: g, dir: dir, why: err}
	}
	if err != nil {
		return err
	}
	return errors.Join(g.tended(ctx, s, engine, do), engine.Close())
}

// tended runs do and, where it has changed something, makes the day's backup
// unless it is there. Who plays another day with --now makes none: its name
// would stand for that day.
func (g *Globals) tended(ctx context.Context, s *say, engine *core.Engine, do func(*core.Engine) error) error {
	before, unknown := engine.Backups.Entries(ctx)
	err := do(engine)
	after, gone := engine.Backups.Entries(ctx)
	if unknown != nil || gone != nil || before == after || g.Now != "" {
		return err
	}
	if failed := engine.Backups.Tend(ctx); failed != nil {
		fmt.Fprintln(s.err, "raja: "+s.pick("cadangan hari ini belum dibuat: ", "today's backup was not made: ")+fault.As(failed).Message)
	}
	return err
}

// withSegments is withShop for what shows segments, and only looks: those of
// another day are decided anew first.
func (g *Globals) withSegments(ctx context.Context, s *say, do func(*core.Engine) error) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error {
		seen, err := engine.Look(ctx)
		if err != nil {
			return err
		}
		return decided(ctx, s, seen, do)
	})
}

// withDecided is withSegments for what changes something too.
func (g *Globals) withDecided(ctx context.Context, s *say, do func(*core.Engine) error) error {
	return g.withShop(ctx, s, func(engine *core.Engine) error { return decided(ctx, s, engine, do) })
}

func decided(ctx context.Context, s *say, engine *core.Engine, do func(*core.Engine) error) error {
	bar := newBar(s, s.pick("Segmen hari ini", "Today's segments"))
	err := engine.Segments.Refresh(ctx, func(done, total int) { bar.set(int64(done), int64(total)) })
	bar.end()
	if err != nil {
		return err
	}
	return do(engine)
}

// withShopAlone is withShop for what must not be done, or not without the
// passphrase, while the shop is open to somebody else.
func (g *Globals) withShopAlone(ctx context.Context, s *say, do func(*core.Engine) error) error {
	if g.host != nil {
		return aloneErr(g.Data)
	}
	return g.alone(g.withShop(ctx, s, do))
}

// alone says of a shop that is open elsewhere what to do first.
func (g *Globals) alone(err error) error {
	if !errors.Is(err, core.ErrTaken) {
		return err
	}
	dir, _ := g.dir() // it was found before
	return aloneErr(dir)
}

// open opens the shop. What had to be mended is said on the side.
func (g *Globals) open(ctx context.Context, s *say, dir string) (engine *core.Engine, err error) {
	config, err := g.config()
	if err != nil {
		return nil, err
	}
	err = g.withSecret(s, func(secret string) (err error) {
		config.Secret = secret
		engine, err = openShop(ctx, s, dir, config)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, repair := range engine.Repairs() {
		fmt.Fprintln(s.err, "raja: "+repaired(s, repair))
	}
	for _, found := range engine.Plugins.Troubles(ctx) {
		fmt.Fprintln(s.err, "raja: "+found.Where+": "+found.Message)
	}
	if g.Now != "" {
		return engine, nil // who plays another day knows
	}
	if ahead, err := api.AheadOf(ctx, engine); err == nil && ahead.Code != "" {
		fmt.Fprintln(s.err, "raja: "+s.pick(ahead.TextID, ahead.TextEN))
	}
	return engine, nil
}

// openShop opens a shop and shows progress while it has to be made whole.
func openShop(ctx context.Context, s *say, dir string, config core.Config) (*core.Engine, error) {
	var mending *bar // most of the time there is none
	config.Opening = func(records int) {
		if mending == nil {
			mending = newBar(s, s.pick("memulihkan", "mending"))
		}
		mending.set(int64(records), 0)
	}
	engine, err := core.Open(ctx, dir, config)
	if mending != nil {
		mending.end()
	}
	return engine, err
}
