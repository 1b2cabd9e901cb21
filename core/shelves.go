package core

import (
	"errors"

	"github.com/raja-crm/raja/core/care"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/journey"
	"github.com/raja-crm/raja/core/knowledge"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/photo"
	"github.com/raja-crm/raja/core/promise"
	"github.com/raja-crm/raja/core/promo"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/staff"
	"github.com/raja-crm/raja/core/store"
)

// shelves are where the records of all chapters lie.
type shelves struct {
	customers *shelf[people.Customer]
	orders    *shelf[sale.Order]
	assets    *shelf[people.Asset]

	members     *shelf[staff.Member]
	departments *shelf[staff.Department]
	promises    *shelf[promise.Promise]

	interactions *shelf[care.Interaction]
	tickets      *shelf[care.Ticket]

	standards  *shelf[knowledge.Standard]
	checklists *shelf[knowledge.Checklist]
	runs       *shelf[knowledge.Run]

	items        *shelf[sale.Item]
	prices       *shelf[sale.Price]
	waitlist     *shelf[sale.Wait]
	payments     *shelf[sale.Payment]
	quotes       *shelf[sale.Quote]
	appointments *shelf[sale.Appointment]

	entries *shelf[loyalty.Entry]
	rewards *shelf[loyalty.Reward]
	promos  *shelf[promo.Promo]
	coupons *shelf[promo.Coupon]
	uses    *shelf[promo.Use]

	standings *shelf[loyalty.Standing]

	followUps *shelf[outreach.FollowUp]
	templates *shelf[outreach.Template]
	messages  *shelf[outreach.Message]
	visits    *shelf[care.Visit]
	journeys  *shelf[journey.Override]
	profiles  *shelf[people.Profile]
	groups    *shelf[people.Group]
	views     *shelf[people.View]
	photos    *shelf[photo.Photo]

	every []anyShelf // what can be undone, has a history and is checked
}

func newShelves() *shelves {
	s := &shelves{
		customers: customerShelf(), orders: orderShelf(), profiles: profileShelf(), groups: groupShelf(), assets: assetShelf(),
		members: memberShelf(), departments: departmentShelf(), promises: promiseShelf(),
		interactions: interactionShelf(), tickets: ticketShelf(),
		standards: standardShelf(), checklists: checklistShelf(), runs: runShelf(),
		items: itemShelf(), prices: priceShelf(), waitlist: waitShelf(), payments: paymentShelf(), quotes: quoteShelf(), appointments: appointmentShelf(),
		entries: entryShelf(), rewards: rewardShelf(), promos: promoShelf(), coupons: couponShelf(), uses: useShelf(), standings: standingShelf(),
		followUps: followUpShelf(), templates: templateShelf(), messages: messageShelf(), visits: visitShelf(), journeys: journeyShelf(),
		views: viewShelf(), photos: photoShelf(),
	}
	s.every = []anyShelf{
		s.customers, s.orders, s.profiles, s.groups, s.assets,
		s.members, s.departments, s.promises, s.interactions, s.tickets,
		s.standards, s.checklists, s.runs,
		s.items, s.prices, s.waitlist, s.payments, s.quotes, s.appointments,
		s.entries, s.rewards, s.promos, s.coupons, s.uses, s.standings,
		s.followUps, s.templates, s.messages, s.visits, s.journeys, s.views, s.photos,
	}
	return s
}

// anyShelf is a shelf as undo, history, check and the indexes see it, whatever
// lies on it.
type anyShelf interface {
	in() record.Space
	keyOf(number uint64) record.Key
	marked() string // what its codes begin with
	name(number uint64) (word, code string)
	// derive reads a record and returns the index keys that follow from it.
	derive(shop *shop, key record.Key, sealed []byte) (number uint64, keys []record.Key, err error)
	// restore writes a record as it was before a change, nil for gone.
	restore(t *tx, key record.Key, before []byte) error
	// differences names the fields that a change changed.
	differences(shop *shop, change journal.Change) ([]FieldChange, error)
	// restoreField gives one field the value that it has in an older edition.
	restoreField(t *tx, key record.Key, then []byte, field string) error
}

// shelfOf returns the shelf of a keyspace, nil for what lies on none.
func (s *shelves) shelfOf(space record.Space) anyShelf {
	for _, one := range s.every {
		if one.in() == space {
			return one
		}
	}
	return nil
}

func (s *shelf[T]) in() record.Space { return s.space }

func (s *shelf[T]) keyOf(number uint64) record.Key { return s.key(number) }

func (s *shelf[T]) name(number uint64) (word, code string) { return s.word, s.code(number) }

func (s *shelf[T]) marked() string { return s.mark }

func (s *shelf[T]) derive(shop *shop, key record.Key, sealed []byte) (uint64, []record.Key, error) {
	var found T
	if err := shop.codec.Unmarshal(key, sealed, &found); err != nil {
		return 0, nil, err
	}
	return s.number(&found), s.keysIn(&found), nil
}

func (s *shelf[T]) restore(t *tx, key record.Key, before []byte) error {
	sealed, now, err := s.standing(t, key)
	if err != nil {
		return err
	}
	var then *T
	if before != nil {
		then = new(T)
		if err := t.codec.Unmarshal(key, before, then); err != nil {
			return err
		}
	}
	t.note(key, sealed, before)
	if err := s.write(t, key, before, now, then); err != nil {
		return err
	}
	if then != nil && s.ties != nil {
		if err := s.ties(t, then); err != nil {
			return err
		}
	}
	if s.revive == nil {
		return nil
	}
	return s.revive(t, now, then)
}

// numberIn reads the number off the end of a record's key.
func numberIn(space record.Space, key []byte) uint64 {
	if space == record.Customers || space == record.Profiles {
		return uint64(record.Tail32(key))
	}
	return record.Tail64(key)
}

// note puts a change into the journal entry.
func (t *tx) note(key record.Key, before, after []byte) {
	t.entry.Changes = append(t.entry.Changes, journal.Change{Key: key, Before: before, After: after})
}

// setIndex writes an index key that follows from the record with a number. An
// exact key that somebody else has is a conflict.
func (t *tx) setIndex(key record.Key, number uint64) error {
	if record.Space(key[0]) != record.Unique {
		return t.Set(key, nil)
	}
	var taken uint64
	err := t.codec.Get(t, key, &taken)
	switch {
	case err == nil && taken == number:
		return nil
	case err == nil:
		return fault.Conflict("ref", "is taken by another record, number %d", taken)
	case errors.Is(err, store.ErrNotFound):
		return t.codec.Put(t, key, number)
	}
	return err
}
