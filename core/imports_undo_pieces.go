package core

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
)

// piece is what one unit of work took back.
type piece struct {
	removed, customers, restored int
	stays                        []Stay
	gone                         []sale.Number
	restoredWho                  []people.Ordinal
	review                       []people.Ordinal
	staff                        map[people.Ordinal]string // internal customers, once they were read
	lists                        map[byte]bool             // which lists name nothing at all
	wrote                        bool
}

// none reports whether the list that a key is of names nothing at all: most
// shops use few of them.
func (p *piece) none(reader store.Reader, key record.Key) (bool, error) {
	if record.Space(key[0]) != record.Lists {
		return false, nil
	}
	if none, asked := p.lists[key[1]]; asked {
		return none, nil
	}
	none := true
	for _, err := range reader.Range(store.Range{Prefix: key[:2], KeyOnly: true, Limit: 1}) {
		if err != nil {
			return false, err
		}
		none = false
	}
	if p.lists == nil {
		p.lists = map[byte]bool{}
	}
	p.lists[key[1]] = none
	return none, nil
}

// pieceSize is how many records one unit of work takes back.
const pieceSize = 64

// inPieces takes records back, some in a unit of work; one that is too large is
// halved. A dry run only looks.
func inPieces[T any](ctx context.Context, u *unimport, all []T, take func(store.Reader, *tx, T, *piece) error) error {
	for len(all) > 0 {
		some := all[:min(pieceSize, len(all))]
		for {
			err := onePiece(ctx, u, some, take)
			if errors.Is(err, store.ErrTooLarge) && len(some) > 1 {
				some = some[:len(some)/2]
				continue
			}
			if err != nil {
				return err
			}
			break
		}
		all = all[len(some):]
		u.at += len(some)
		if u.options.Progress != nil {
			u.options.Progress(min(u.at, u.total), u.total)
		}
	}
	return nil
}

func onePiece[T any](ctx context.Context, u *unimport, some []T, take func(store.Reader, *tx, T, *piece) error) error {
	var did piece
	each := func(reader store.Reader, t *tx) error {
		did = piece{}
		for _, one := range some {
			if err := take(reader, t, one, &did); err != nil {
				return err
			}
		}
		return ctx.Err()
	}
	var err error
	if u.options.DryRun {
		err = readable(u.store.View(ctx, func(reader store.Reader) error { return each(reader, nil) }))
	} else {
		err = u.update(ctx, actionUnimport, func(t *tx) error {
			t.entry.Subject, t.entry.Undoes = u.batch.Name(), u.opened
			if err := each(t, t); err != nil {
				return err
			}
			if !did.wrote {
				return errNothingNew
			}
			return u.note(t, did.onto(*u.batch.Undo))
		})
	}
	if err != nil && !errors.Is(err, errNothingNew) {
		return err
	}
	u.count(&did)
	return nil
}

// onto adds what a piece did to what was done before it.
func (p *piece) onto(undo BatchUndo) BatchUndo {
	undo.Removed += p.removed
	undo.Customers += p.customers
	undo.Restored += p.restored
	return undo
}

func (u *unimport) count(did *piece) {
	undo := did.onto(*u.batch.Undo)
	u.batch.Undo = &undo
	u.done.Staying += len(did.stays)
	u.done.Stays = append(u.done.Stays, did.stays[:min(len(did.stays), maxSamples-len(u.done.Stays))]...)
	for _, number := range did.gone {
		u.would.orders.Add(uint32(number))
	}
	for _, who := range did.restoredWho {
		u.restored[who] = true
	}
	u.review = append(u.review, did.review...)
}
