package core

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// removeCustomers removes the customers whom the import made and who have
// nothing left.
func (u *unimport) removeCustomers(ctx context.Context) error {
	return inPieces(ctx, u, u.comers, u.removeCustomer)
}

func (u *unimport) removeCustomer(reader store.Reader, t *tx, ordinal people.Ordinal, did *piece) error {
	known, err := u.read(reader, ordinal)
	if err != nil {
		return unlessAbsent(err)
	}
	stays, err := u.customerStays(reader, &known, did)
	if err != nil {
		return err
	}
	if stays != nil {
		return errors.Join(u.reviewStaying(reader, ordinal, did), u.stay(reader, did, stays, Code(ordinal), ordinal))
	}
	if did.customers++; u.batch.Kind == intake.Customers {
		did.removed++
	}
	if t == nil {
		return nil
	}
	did.wrote = true
	for _, key := range u.rows[ordinal] {
		if err := t.Delete(key); err != nil {
			return err
		}
	}
	return t.customers.remove(t, &known)
}

// reviewStaying has the tier of somebody looked at who stays while the order
// that brought it is gone.
func (u *unimport) reviewStaying(reader store.Reader, ordinal people.Ordinal, did *piece) error {
	kept, err := u.standings.read(u.shop, reader, uint64(ordinal))
	if err != nil || kept.Order == 0 {
		return unlessAbsent(err)
	}
	_, err = u.shelves.orders.read(u.shop, reader, kept.Order)
	if unlessAbsent(err) == nil && err != nil {
		did.review = append(did.review, ordinal)
		return nil
	}
	return err
}

// customerStays says why a customer whom the import made cannot go, nil when she
// can.
func (u *unimport) customerStays(reader store.Reader, known *people.Customer, did *piece) (*Stay, error) {
	if known.Into != 0 {
		return &Stay{Why: StayMerged, By: Code(known.Into)}, nil
	}
	stays, err := u.touched(reader, record.Customers, uint64(known.Ordinal), func(left []byte) bool { return u.sameButForThen(known, left) })
	if stays != nil || err != nil {
		return stays, err
	}
	for _, one := range u.needs(known.Ordinal) {
		if held, err := u.holds(reader, did, one.under); held || err != nil {
			return &Stay{Why: one.why}, err
		}
	}
	for alias, err := range reader.Range(store.Range{Prefix: aliasesOf(known.Ordinal), KeyOnly: true, Limit: 1}) {
		if err != nil {
			return nil, err
		}
		return &Stay{Why: StayMerged, By: Code(people.Ordinal(record.Tail64(alias.Key)))}, nil
	}
	if did.staff == nil {
		if did.staff, err = u.internals(reader); err != nil {
			return nil, err
		}
	}
	if code := did.staff[known.Ordinal]; code != "" {
		return &Stay{Why: StayStaff, By: code}, nil
	}
	return nil, nil
}

// sameButForThen reports whether a customer is what she was, whenever she was
// changed.
func (u *unimport) sameButForThen(known *people.Customer, sealed []byte) bool {
	var was people.Customer
	if u.codec.Unmarshal(customerKey(known.Ordinal), sealed, &was) != nil {
		return false
	}
	return sameCustomer(&was, known) && was.Flags == known.Flags && was.Into == known.Into && slices.Equal(was.Refs, known.Refs)
}

// need is a list by which the shop needs a customer.
type need struct {
	under record.Key
	why   StayReason
}

// needs are all lists by which the shop may need a customer.
func (s *shop) needs(ordinal people.Ordinal) []need {
	all := []need{{ordersOf(ordinal), StayOrders}, {ledgerOf(ordinal), StayPoints}, {s.profiles.key(uint64(ordinal)), StayProfile}}
	why := needsOfLists()
	for _, list := range listsOfCustomers() {
		if list != listAliases {
			all = append(all, need{inList(list).Uint32(uint32(ordinal)), why[list]})
		}
	}
	return all
}

// needsOfLists says of what kind the lists of customers are; those that are not
// named are of ties.
func needsOfLists() map[byte]StayReason {
	why := map[byte]StayReason{
		listAssets: StayThings, listPromises: StayPromised, listInteractions: StayTalk, listTickets: StayTickets,
		listWaitsOf: StayPlans, listWallets: StayWallet, listQuotes: StayPlans, listAppointments: StayPlans,
		listFollowUps: StayTalk, listMessages: StayTalk, listVisitsOf: StayTalk, listEntries: StayPoints,
		listUsesBy: StayCodes, listHers: StayCodes, listJourneys: StayProfile,
	}
	for _, list := range listsOfCustomers() {
		if why[list] == "" {
			why[list] = StayTies
		}
	}
	return why
}

// internals are the customers who are members of staff, with their codes there.
func (s *shop) internals(reader store.Reader) (map[people.Ordinal]string, error) {
	found := map[people.Ordinal]string{}
	for kv, err := range reader.Range(store.Range{Prefix: record.In(record.Staff)}) {
		if err != nil {
			return nil, err
		}
		var one staff.Member
		if err := s.codec.Unmarshal(kv.Key, kv.Value, &one); err != nil {
			return nil, err
		}
		if one.Customer != 0 {
			found[one.Customer] = StaffCode(one.Number)
		}
	}
	return found, nil
}

// forgetDecisions empties what rules decided about somebody who is gone.
func (t *tx) forgetDecisions(ordinal people.Ordinal) error {
	known, err := t.beside(t)
	if err != nil {
		return err
	}
	for _, slot := range append(slices.Collect(maps.Values(known)), mainSlot) {
		if err := t.forgetDecision(slot, ordinal); err != nil {
			return err
		}
	}
	return t.dropStanding(ordinal)
}

func (t *tx) forgetDecision(slot byte, ordinal people.Ordinal) error {
	number, row := rowOf(ordinal)
	raw, err := record.GetBytes(t, decisionsKey(slot, number))
	if err == nil && len(raw) >= decisionOffset(ordinal)+decisionSize {
		clear(raw[decisionOffset(ordinal):][:decisionSize])
		if slices.ContainsFunc(raw, func(b byte) bool { return b != 0 }) {
			err = record.PutBytes(t, decisionsKey(slot, number), raw)
		} else {
			err = t.Delete(decisionsKey(slot, number))
		}
	}
	if unlessAbsent(err) != nil {
		return err
	}
	page, err := t.stayPage(t, slot, number)
	if err != nil || len(page.Stays[row]) == 0 {
		return err
	}
	if delete(page.Stays, row); len(page.Stays) == 0 {
		return t.Delete(staysKey(slot, number))
	}
	return t.codec.Put(t, staysKey(slot, number), page)
}
