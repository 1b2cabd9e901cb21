package plugin

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/form"
	"github.com/raja-crm/raja/core/plugin/simple"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// Rule is one admitted rule, warm and ready. It may be asked from many
// goroutines; more than Options.Instances at once wait for each other.
type Rule struct {
	manifest *Manifest
	view     *view
	form     *form.Form
	options  Options
	sum      string                      // sha256 of plugin.wasm
	program  *program                    // nil of a rule without a module
	giveBack func(context.Context) error // the program
	pace     pace
	breaker  *breaker
	said     said
	simple   *simple.Program // of a rule without a module
	idle     chan *instance  // warm instances
	slots    chan struct{}   // one entry a living instance
	asks     sync.RWMutex    // held for reading while the rule is asked, for writing once it is closed
	closed   atomic.Bool     // no further call begins
	work     atomic.Int64    // all units that were spent
}

// newRule admits a module. Two rules share no memory.
func newRule(ctx context.Context, options Options, c *cache, source Source) (*Rule, error) {
	m, err := ParseManifest(source.Manifest)
	if err != nil {
		return nil, err
	}
	settings, err := form.Parse(source.Schema)
	if err != nil {
		return nil, err
	}
	asked := m.Limits.MemoryPages
	m.Limits = m.Limits.under(source.Cap)
	r := &Rule{
		manifest: m, view: newView(m), form: settings, options: options, sum: hashOf(source.Wasm),
		breaker: newBreaker(source.Breaks, source.Trial),
		idle:    make(chan *instance, options.Instances), slots: make(chan struct{}, options.Instances),
	}
	if len(m.Simple) > 0 {
		err = r.admitSimple(source.Wasm)
	} else {
		err = r.admit(ctx, c, source.Wasm, asked)
	}
	if err != nil {
		return nil, errors.Join(refuse(m, err), r.Close(ctx))
	}
	return r, nil
}

// refuse is the one sentence a person reads about a rule that cannot be used.
// What its author wrote by hand is told line by line.
func refuse(m *Manifest, err error) error {
	if told := new(fault.Error); errors.As(err, &told) {
		return told
	}
	return fault.Invalid("plugin", "rule %s is refused: %s", m.ID, stranger.Clean(firstLine(err), maxWords)).Because(err)
}

// admit checks, meters and compiles the module and starts one instance. It is
// metered by the memory that it asks for: what its owner allows must not change
// what it spends.
func (r *Rule) admit(ctx context.Context, c *cache, wasm []byte, asked uint32) error {
	if err := checkOutline(wasm, r.manifest.Limits); err != nil {
		return err
	}
	program, giveBack, err := r.options.Library.program(ctx, c, module{r.sum, wasm, asked, r.manifest.Limits.MemoryPages})
	if err != nil {
		return err
	}
	r.program, r.giveBack = program, giveBack
	if err := checkExports(program.code, r.manifest); err != nil {
		return err
	}
	return r.wake(ctx)
}

// wake starts the first instance and holds it to its manifest.
func (r *Rule) wake(ctx context.Context) error {
	first, err := newInstance(ctx, r.program, r.manifest, &r.work)
	if err != nil {
		return fmt.Errorf("it does not start: %w", err)
	}
	if err := r.introduce(ctx, first); err != nil {
		first.close(ctx)
		return err
	}
	r.slots <- struct{}{}
	r.idle <- first
	return nil
}

// introduce has an instance describe itself.
func (r *Rule) introduce(ctx context.Context, first *instance) error {
	text, err := first.selfDescription(ctx)
	if err != nil {
		said, _ := lastWords(first.visit.stderr.String(), err)
		return fmt.Errorf("it cannot describe itself: %s", said)
	}
	return checkDescription(text, r.manifest)
}

// Manifest returns what the rule says of itself. It must not be changed.
func (r *Rule) Manifest() *Manifest { return r.manifest }

// Form returns the rule's settings. It must not be changed.
func (r *Rule) Form() *form.Form { return r.form }

// Paused returns until when the rule is held back after faults, zero for not.
func (r *Rule) Paused() time.Time { return r.breaker.until(r.options.Clock.Now()) }

// Forgive forgets the rule's faults and ends its pause: its owner changed
// something about it.
func (r *Rule) Forgive() { r.breaker.forgive() }

// Work is how many units the rule has spent since it was loaded, with its
// start, what it did in vain and what it was asked again to find a row.
func (r *Rule) Work() int64 { return r.work.Load() }

// Module returns the sha256 of plugin.wasm, in hexadecimal.
func (r *Rule) Module() string { return r.sum }

// Close frees the rule. A question that is under way ends with an error, once
// the call it is in has come back; Close waits for that.
func (r *Rule) Close(ctx context.Context) error {
	r.closed.Store(true)
	r.asks.Lock()
	defer r.asks.Unlock()
	return r.free(ctx)
}

// free closes the instances, all of which are idle, and gives the program back.
func (r *Rule) free(ctx context.Context) error {
	for {
		select {
		case i := <-r.idle:
			i.close(ctx)
			continue
		default:
		}
		break
	}
	if r.program == nil {
		return nil
	}
	giveBack := r.giveBack
	r.program, r.giveBack = nil, nil
	return giveBack(ctx)
}

// Segment answers one row a facts row, in the same order.
func (r *Rule) Segment(ctx context.Context, in *abi.Batch) (answer Answer[abi.SegmentRow], err error) {
	err = r.SegmentInto(ctx, in, &answer)
	return answer, err
}

// SegmentInto is Segment for who asks again and again: the answer's memory is
// used anew.
func (r *Rule) SegmentInto(ctx context.Context, in *abi.Batch, answer *Answer[abi.SegmentRow]) error {
	return ask(ctx, r, "segment", in, reading[abi.SegmentRow]{(*abi.SegmentRow).Read, r.manifest.checkSegment}, answer)
}

// Loyalty answers one row an order; with no order, one a facts row with
// points 0.
func (r *Rule) Loyalty(ctx context.Context, in *abi.Batch) (answer Answer[abi.LoyaltyRow], err error) {
	check := r.manifest.checkLoyalty
	if len(in.Orders) == 0 {
		check = r.manifest.checkRecalculation
	}
	err = ask(ctx, r, "loyalty", in, reading[abi.LoyaltyRow]{(*abi.LoyaltyRow).Read, check}, &answer)
	return answer, err
}

// AfterHours answers at most abi.MaxOptions rows for the one visit, best
// first. No row means that the rule has nothing to offer; an option that stands
// there twice is refused the second time.
func (r *Rule) AfterHours(ctx context.Context, in *abi.Batch) (answer Answer[abi.AfterHoursRow], err error) {
	offered := map[uint32]bool{}
	how := reading[abi.AfterHoursRow]{(*abi.AfterHoursRow).Read, func(row *abi.AfterHoursRow) error {
		if err := r.manifest.checkAfterHours(row); err != nil {
			return err
		}
		if offered[row.Option] {
			return fmt.Errorf("option %d is offered twice", row.Option)
		}
		offered[row.Option] = true
		return nil
	}}
	err = ask(ctx, r, "after_hours", in, how, &answer)
	return answer, err
}

// FollowUp answers one row an event; with no event, one a facts row.
func (r *Rule) FollowUp(ctx context.Context, in *abi.Batch) (answer Answer[abi.FollowUpRow], err error) {
	err = ask(ctx, r, "follow_up", in, reading[abi.FollowUpRow]{(*abi.FollowUpRow).Read, r.manifest.checkFollowUp}, &answer)
	return answer, err
}

func firstLine(err error) string {
	var thrown failure
	if errors.As(err, &thrown) {
		return thrown.message
	}
	if t, is := trapOf(err); is {
		before, _, _ := strings.Cut(err.Error(), trapStart)
		return before + t.sentence().EN
	}
	for i, c := range err.Error() {
		if c == '\n' {
			return err.Error()[:i]
		}
	}
	return err.Error()
}
