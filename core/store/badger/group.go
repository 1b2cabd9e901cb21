package badger

import (
	"errors"
	"maps"

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/internal/door"
)

const (
	maxGroup   = 128 // transactions in one group
	opOverhead = 32  // bytes that Badger and the space byte add to an operation, or a note has, at most
	notes      = 258 // of the log's place, and of the count of each space, at most
)

// group is a run of transactions that are committed together. Each reads what
// those before it wrote; one that fails leaves no trace in the next.
type group struct {
	db      *DB
	base    reader            // the snapshot, and the writes so far
	was     map[string][]byte // of the snapshot, what is written over, as far as somebody read it; nil for an absent key
	used    door.Budget
	members []member
}

// member is a transaction that has run and waits for the group's commit.
type member struct {
	*request
	err error
}

// run gives r its turn. It returns false when r's writes do not fit into the
// group any more: then r has left no trace and must run again in a new one.
func (g *group) run(r *request) (fits bool) {
	if known, err := g.known(r.once); known || err != nil {
		g.members = append(g.members, member{r, err})
		return true
	}
	t := &txn{reader: g.base}
	err, ran := r.lend(t)
	if !ran {
		return true
	}
	if err == nil && len(r.once) > 0 {
		t.put(onceSpace, r.once, nil)
		t.budget.Ops++
		t.budget.Bytes += len(r.once)
	}
	if err == nil && !g.fits(t) {
		return false
	}
	if err == nil {
		g.base.pending = t.pending
		maps.Copy(g.was, t.was)
		g.used.Ops += t.budget.Ops
		g.used.Bytes += t.budget.Bytes
	}
	g.members = append(g.members, member{r, err})
	return true
}

// known says whether a transaction with this idempotency key is already in
// the store or in the group.
func (g *group) known(once []byte) (bool, error) {
	if len(once) == 0 {
		return false, nil
	}
	_, err := g.base.get(onceSpace, once)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// fits says whether Badger takes t's writes on top of the group's in one
// commit. A group of one always fits: a transaction is smaller than that.
func (g *group) fits(t *txn) bool {
	ops := g.used.Ops + t.budget.Ops + notes
	size := g.used.Bytes + t.budget.Bytes + opOverhead*ops
	return len(g.members) == 0 || (int64(size) < g.db.view.bdb.MaxBatchSize() && int64(ops) < g.db.view.bdb.MaxBatchCount())
}

// commit makes the group durable and answers its members.
func (g *group) commit() {
	err := g.write()
	g.base.snapshot.Discard()
	for _, m := range g.members {
		m.done <- errors.Join(m.err, err)
	}
}

func (g *group) write() error {
	if g.base.pending.Empty() {
		return nil
	}
	return g.db.write(old{g.base.snapshot, g.db.view.counts, g.was}, g.base.pending)
}
