package core_test

import (
	"context"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// The engine is held against a model of it: random lives of a shop are led on
// Badger, in memory, and on plain maps that say what must come of every step.
// The model is in model_book_test.go, and each chapter has a file with its
// steps (what is done, and what must come of it) and its looks (what lists and
// figures must show).

var (
	modelLives = flag.Int("model.lives", lives, "how many lives of a shop the model test leads")
	modelSteps = flag.Int("model.steps", 300, "of how many steps each, on the average")
	modelSeed  = flag.Uint64("model.seed", 20260314, "from which it draws them")
)

// modelLookEvery is after how many steps every list and figure is compared.
const modelLookEvery = 25

func TestEveryLifeOfAShopIsAsTheModelSays(t *testing.T) {
	dir, led := t.TempDir(), 0
	leadLives(t, *modelLives, func(t *rapid.T) {
		led++
		life := newMachine(t, filepath.Join(dir, strconv.Itoa(led)), memory.New())
		defer life.close()
		life.live()
	})
}

// leadLives runs a property so many times from the model's own seed, whatever
// seed other properties are run with.
func leadLives(t testing.TB, lives int, property func(*rapid.T)) {
	t.Helper()
	defer setFlag(t, "rapid.seed", strconv.FormatUint(*modelSeed, 10))()
	defer setFlag(t, "rapid.checks", strconv.Itoa(lives))()
	defer setFlag(t, "rapid.steps", strconv.Itoa(*modelSteps))()
	defer setFlag(t, "rapid.nofailfile", "true")()
	rapid.Check(t, property)
}

// setFlag sets a flag and returns what sets it back.
func setFlag(t testing.TB, name, value string) func() {
	t.Helper()
	known := flag.Lookup(name).Value.String()
	set := func(value string) {
		if err := flag.Set(name, value); err != nil {
			t.Fatal(err)
		}
	}
	set(value)
	return func() { set(known) }
}

// machine leads one life of a shop three times.
type machine struct {
	*rapid.T
	*book
	now     *movable
	dir     string
	store   store.Store // of the second engine; it outlives Close
	engines [2]*core.Engine
	rules   []plugin.Source
	steps   int
	asked   map[string]core.NewOrder // by their keys: what was asked of the orders that have one
}

// lasting is a store that stays open when an engine is closed.
type lasting struct{ store.Store }

func (lasting) Close() error { return nil }

func newMachine(t *rapid.T, dir string, kept store.Store) *machine {
	m := &machine{T: t, dir: dir, store: lasting{kept}, now: march(14), book: newBook(), asked: map[string]core.NewOrder{}, rules: modelRules(t)}
	for i, config := range m.configs() {
		engine, err := core.Create(context.Background(), m.folder(i), core.Business{Name: "Melati", Preset: core.Laundry}, config)
		if err != nil {
			t.Fatal(err)
		}
		m.engines[i] = engine
	}
	m.write("business.create").commit()
	m.setWorkshop(core.Workshop{Flow: modelFlow(), RoundTo: 100})
	return m
}

func (m *machine) folder(i int) string { return filepath.Join(m.dir, strconv.Itoa(i)) }

// configs are those of the two engines: the same clock, the same randomness.
func (m *machine) configs() [2]core.Config {
	config := func(kept store.Store) core.Config {
		return core.Config{Rules: m.rules, Clock: m.now, Store: kept, Entropy: entropy(m.steps), CacheDir: cache(), Library: library()}
	}
	return [2]core.Config{config(nil), config(m.store)}
}

func entropy(seed int) io.Reader { return rand.NewChaCha8([32]byte{byte(seed), byte(seed >> 8), 1}) }

func (m *machine) close() {
	for i, engine := range m.engines {
		if err := engine.Close(); err != nil {
			m.Errorf("close engine %d: %v", i, err)
		}
	}
	if err := os.RemoveAll(m.dir); err != nil {
		m.Error(err)
	}
}

// step is something that is done, so often beside the others.
type step struct {
	name  string
	often int
	do    func(*machine)
}

func modelChapters() (steps []step, looks []func(*machine)) {
	for _, chapter := range []func() ([]step, []func(*machine)){
		peopleSteps, manySteps, profileSteps, staffSteps, promiseSteps, careSteps, ticketSteps, catalogueSteps, bookingSteps, saleSteps, moneySteps, wordSteps, codeSteps,
		couponSteps, pointSteps, outreachSteps, undoSteps, lifeSteps,
	} {
		more, looked := chapter()
		steps, looks = append(steps, more...), append(looks, looked...)
	}
	return steps, looks
}

func (m *machine) live() {
	all, looks := modelChapters()
	actions := map[string]func(*rapid.T){"": func(*rapid.T) {
		if m.steps%modelLookEvery == 0 {
			m.look(looks)
		}
		m.lookAtPoints()
		m.lookAtCodes()
	}}
	var hat []step
	for _, one := range all {
		for range one.often {
			hat = append(hat, one)
		}
	}
	actions["step"] = func(*rapid.T) {
		m.steps++
		next := hat[m.pick("step", len(hat))]
		m.Logf("step %d, %s: %s", m.steps, m.now.Now().Format(time.DateTime), next.name)
		next.do(m)
	}
	for _, begin := range []func(*machine){
		(*machine).addCustomer, (*machine).addDepartment, (*machine).addStaff, (*machine).addItem, (*machine).addChecklist, (*machine).takeOrder, (*machine).openTicket, (*machine).addPromo,
	} {
		for range 3 {
			begin(m)
		}
	}
	m.Repeat(actions)
	m.look(looks)
	m.sound()
}

func (m *machine) look(looks []func(*machine)) {
	for _, look := range looks {
		look(m)
	}
}

// sound lets both engines check themselves.
func (m *machine) sound() {
	for _, engine := range m.engines {
		sound(m.T, engine)
		report, err := engine.Health.Check(context.Background(), nil)
		if err != nil || report.Entries != len(m.entries) {
			m.Fatalf("step %d: the journal has %d entries, want %d, %v", m.steps, report.Entries, len(m.entries), err)
		}
	}
}

// lifeSteps are the clock and the power switch.
func lifeSteps() ([]step, []func(*machine)) {
	return []step{
		{"clock", 14, func(m *machine) {
			m.now.at = m.now.at.Add([]time.Duration{
				time.Minute, 20 * time.Minute, time.Hour, 5 * time.Hour, 26 * time.Hour, 3 * 24 * time.Hour, 6*24*time.Hour + time.Hour, -2 * time.Hour, -30 * time.Minute, 40 * 24 * time.Hour,
			}[m.pick("how long", 10)])
		}},
		{"reopen", 1, (*machine).reopen},
		{"check", 1, (*machine).sound},
	}, nil
}

func (m *machine) reopen() {
	for i, config := range m.configs() {
		if err := m.engines[i].Close(); err != nil {
			m.Fatalf("step %d: close: %v", m.steps, err)
		}
		engine, err := core.Open(context.Background(), m.folder(i), config)
		if err != nil {
			m.Fatalf("step %d: open: %v", m.steps, err)
		}
		m.engines[i] = engine
	}
}

// both asks both engines and fails where they answer differently.
func both[T any](m *machine, ask func(*core.Engine) (T, error)) (T, error) {
	m.Helper()
	first, err := ask(m.engines[0])
	second, other := ask(m.engines[1])
	if wrong := faultOf(err); wrong != faultOf(other) {
		m.Fatalf("step %d: Badger says %v, memory %v", m.steps, err, other)
	}
	if err == nil {
		m.same("on Badger and in memory", second, first)
	}
	return first, err
}

// faultOf is what a program sees of an error.
func faultOf(err error) string {
	if err == nil {
		return ""
	}
	return string(fault.KindOf(err)) + " " + fault.As(err).Field
}

// refused fails unless an error is the one foretold, and says whether there is
// one. want is a kind and a field, "" for none.
func (m *machine) refused(doing string, err error, want string) bool {
	m.Helper()
	if got := faultOf(err); got != want {
		m.Fatalf("step %d: %s: got %q (%v), want %q", m.steps, doing, got, err, want)
	}
	return want != ""
}

var alike = []cmp.Option{
	cmpopts.EquateEmpty(), cmpopts.EquateErrors(),
	cmp.Exporter(func(reflect.Type) bool { return true }),
}

// same fails unless two values are equal; nothing and an empty list are.
func (m *machine) same(what string, got, want any) {
	m.Helper()
	if !cmp.Equal(got, want, alike...) {
		m.Fatalf("step %d: %s differs (-want +got):\n%s", m.steps, what, cmp.Diff(want, got, alike...))
	}
}

// even draws numbers of which none comes more often: what rapid draws by
// itself is small most of the time, and a life would be all the same few steps.
var even = rapid.Custom(func(t *rapid.T) (drawn int) {
	for range 12 {
		if drawn *= 2; rapid.Bool().Draw(t, "bit") {
			drawn++
		}
	}
	return drawn
})

// pick draws a number below n.
func (m *machine) pick(label string, n int) int { return even.Draw(m.T, label) % n }

// often is true so many times of ten.
func (m *machine) often(label string, ofTen int) bool { return m.pick(label, 10) < ofTen }

// each draws one of a list.
func each[T any](m *machine, label string, list ...T) T { return list[m.pick(label, len(list))] }

// of draws one of a list; the last, which is odd, seldom.
func of[T any](m *machine, label string, list ...T) T {
	if last := len(list) - 1; m.pick(label+", odd", 14) > 0 {
		return list[m.pick(label, last)]
	}
	return list[len(list)-1]
}

// number draws the number of a record of a sort, now and then one that is not
// there.
func (m *machine) number(sort string) uint64 {
	if last := m.last[sort]; last > 0 && m.pick("odd", 14) > 0 {
		return 1 + uint64(m.pick(sort, int(last)))
	}
	return uint64(m.pick(sort, 2)) * (m.last[sort] + 1)
}

// ctx is that of a step.
func (m *machine) ctx() context.Context { return context.Background() }

// pages reads a list through its cursors, a few at a time, on both engines.
func pages[T any](m *machine, what string, want []T, read func(*core.Engine, string, int) ([]T, string, error)) {
	m.Helper()
	got, err := both(m, func(e *core.Engine) ([]T, error) {
		var all []T
		after, size := "", 1+m.steps%3
		for {
			some, next, err := read(e, after, size)
			if err != nil || (len(some) < size && next != "") || len(some) > size {
				return nil, fmt.Errorf("a page of %d of %d, then %q: %w", len(some), size, next, err)
			}
			if all = append(all, some...); next == "" {
				return all, nil
			}
			after = next
		}
	})
	if err != nil {
		m.Fatalf("step %d: %s: %v", m.steps, what, err)
	}
	m.same(what, got, want)
}

// whole compares a list that comes whole.
func whole[T any](m *machine, what string, want []T, read func(*core.Engine) ([]T, error)) {
	m.Helper()
	got, err := both(m, read)
	if err != nil {
		m.Fatalf("step %d: %s: %v", m.steps, what, err)
	}
	m.same(what, got, want)
}
