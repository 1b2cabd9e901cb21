package core

import (
	"context"
	"sort"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/store"
)

// Loss is what a restore would take away from the shop as it is.
type Loss struct {
	Customers, Orders int             // that came after the backup
	Entries           int             // of the journal
	Latest            []journal.Entry // the last of these, newest first, 20 at most
}

// lossShown is how many entries of the journal a Loss tells.
const lossShown = 20

// Lost says what this shop has that a backup has not: what came since it was
// made, and where the two went different ways, as copies of one folder do, all
// that came since then. Of a backup of which only the head was read it goes by the
// number of its entries.
func (b *Backups) Lost(ctx context.Context, of Backup) (Loss, error) {
	var loss Loss
	same, err := b.Same(ctx, of)
	if err != nil {
		return loss, err
	}
	err = b.store.View(ctx, func(reader store.Reader) error {
		var known counters
		if err := b.codec.Get(reader, countersKey(), &known); err != nil {
			return err
		}
		shared, err := shared(reader, of, known.Journal.Seq)
		if err != nil {
			return err
		}
		if !same {
			shared = 0
		}
		return loss.read(reader, b.shop, known, of, shared)
	})
	return loss, readable(err)
}

// shared is up to which entry the journal of the shop, of so many entries, and
// that of a backup are the same.
func shared(reader store.Reader, of Backup, entries uint64) (uint64, error) {
	if of.trail == nil {
		if uint64(of.Entries) > entries {
			return 0, nil
		}
		return uint64(of.Entries), nil
	}
	var failed error
	both := min(entries, uint64(len(of.trail)))
	same := sort.Search(int(both), func(i int) bool {
		sealed, err := reader.Get(journal.Key(uint64(i) + 1))
		if err != nil {
			failed = err
		}
		return err != nil || journal.Print(sealed) != of.trail[i]
	})
	return uint64(same), failed
}

// read tells of the entries after shared.
func (l *Loss) read(reader store.Reader, s *shop, known counters, of Backup, shared uint64) error {
	if shared == 0 {
		of.Customers, of.Orders = 0, 0
	}
	l.Entries = int(known.Journal.Seq - shared)
	if l.Entries == 0 {
		return nil
	}
	l.Customers = max(0, int(known.Customers)-of.Customers)
	l.Orders = max(0, int(known.Orders)-of.Orders)
	customers, orders := 0, 0
	for seq := known.Journal.Seq; seq > shared; seq-- {
		entry, err := journal.Read(reader, s.codec, seq)
		if err != nil {
			return err
		}
		switch entry.Action {
		case "customer.add":
			customers++
		case "order.add":
			orders++
		}
		if len(l.Latest) < lossShown {
			l.Latest = append(l.Latest, entry)
		}
	}
	l.Customers, l.Orders = max(l.Customers, customers), max(l.Orders, orders) // where they parted, the difference is not what goes
	return nil
}
