package core

import (
	"context"
	"errors"
	"slices"
	"sync"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/store"
)

// mending is a store that is mended as soon as damage is met: who met it is
// told to try again, and everybody after reads whole data.
type mending struct {
	store.Store
	healer store.Healer
	one    sync.Mutex // damage that many meet at once is mended once
}

// mendingOf wraps a store that can be mended, and returns any other as it is.
func mendingOf(kept store.Store) store.Store {
	if healer, can := kept.(store.Healer); can {
		return &mending{Store: kept, healer: healer}
	}
	return kept
}

// View implements store.Store.
func (m *mending) View(ctx context.Context, fn func(store.Reader) error) error {
	seen := len(m.healer.Repairs())
	return m.met(ctx, seen, m.Store.View(ctx, fn))
}

// Update implements store.Store.
func (m *mending) Update(ctx context.Context, once []byte, fn func(store.Txn) error) error {
	seen := len(m.healer.Repairs())
	return m.met(ctx, seen, m.Store.Update(ctx, once, fn))
}

// met mends when err is damage that was not mended since seen.
func (m *mending) met(ctx context.Context, seen int, err error) error {
	if !errors.Is(err, store.ErrCorrupt) || errors.Is(err, store.ErrFailed) {
		return err
	}
	m.one.Lock()
	defer m.one.Unlock()
	if len(m.healer.Repairs()) == seen {
		repairs, healErr := m.healer.Heal(context.WithoutCancel(ctx), nil)
		if healErr != nil || len(repairs) == 0 { // both copies say the same: it was written so
			return err
		}
	}
	return fault.Unavailable("data", "was damaged on the disk and has just been mended; nothing is lost, try again").Because(err)
}

// mendsMissing holds the copies against each other because something is not
// there that every shop has. It says whether that changed anything.
func (m *mending) mendsMissing(ctx context.Context) bool {
	m.one.Lock()
	defer m.one.Unlock()
	repairs, err := m.healer.Heal(context.WithoutCancel(ctx), nil)
	return err == nil && len(repairs) > 0
}

// Repairs returns what was mended in the data folder since the shop was
// opened, opening it included. Nothing was lost by it; a disk that needs it
// more than once should be replaced.
func (e *Engine) Repairs() []store.Repair {
	if m, can := e.store.(*mending); can {
		return append(slices.Clip(e.mended), m.healer.Repairs()...)
	}
	return e.mended
}

// mendMarker writes raja.json anew where it was missing or damaged. The shop is
// whole: it says who it is.
func (e *Engine) mendMarker() {
	if e.folder.mend() {
		e.mended = append(e.mended, store.Repair{What: PartMarker, Why: markerName + " was missing or damaged"})
	}
}
