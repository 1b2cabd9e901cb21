package core

import (
	"context"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
)

// Groups is the chapter of organisations and households.
type Groups struct{ *shop }

func groupShelf() *shelf[people.Group] {
	return &shelf[people.Group]{
		space: record.Groups, word: "group", mark: "G-", digits: 5,
		number: func(g *people.Group) uint64 { return uint64(g.Number) },
		check:  (*people.Group).Check,
		keys:   groupKeys,
		ties:   (*tx).checkPayer,
		free: func(t *tx, gone *people.Group) error {
			return t.groups.refuseNeeded(t, uint64(gone.Number), "members", membersOf(gone.Number))
		},
	}
}

func groupKeys(group *people.Group) []record.Key {
	keys := []record.Key{groupsOf(group.Kind).Uint64(uint64(group.Number))}
	if group.Payer != 0 {
		keys = append(keys, inList(listPayers).Uint32(uint32(group.Payer)).Uint64(uint64(group.Number)))
	}
	return keys
}

func groupsOf(kind people.GroupKind) record.Key { return inList(listGroups).Text(string(kind)) }

// checkPayer refuses a group for which somebody pays who is not there.
func (t *tx) checkPayer(group *people.Group) error {
	if group.Payer == 0 {
		return nil
	}
	if _, err := t.read(t, group.Payer); err != nil {
		return fault.NotFound("payer", "there is no customer %s", Code(group.Payer)).Because(err)
	}
	return nil
}

// Add makes a group with its first members.
func (g *Groups) Add(ctx context.Context, given people.Group, members ...people.Ordinal) (people.Group, error) {
	given.CreatedAt = g.clock.Now()
	if err := given.Check(); err != nil {
		return given, err
	}
	made := given
	err := g.update(ctx, "group.add", func(t *tx) error {
		if err := t.checkPayer(&given); err != nil {
			return err
		}
		number, err := t.groups.next(t)
		if err != nil {
			return err
		}
		made = given
		made.Number = people.GroupNumber(number)
		t.entry.Subject = t.groups.code(number)
		if err := t.groups.add(t, &made); err != nil {
			return err
		}
		for _, member := range members {
			if _, err := t.editProfile(member, joining(made.Number)); err != nil {
				return err
			}
		}
		return nil
	})
	return made, err
}

func joining(group people.GroupNumber) func(*people.Profile) error {
	return func(known *people.Profile) error {
		known.Groups = append(known.Groups, group)
		return nil
	}
}

// Edit changes a group's name, note or payer; edit may run twice.
func (g *Groups) Edit(ctx context.Context, number people.GroupNumber, edit func(*people.Group) error) (people.Group, error) {
	return editOne(ctx, g.shop, g.groups, "group.edit", uint64(number), edit)
}

// Get returns a group.
func (g *Groups) Get(ctx context.Context, number people.GroupNumber) (people.Group, error) {
	return readOne(ctx, g.shop, g.groups, uint64(number))
}

// Members returns who belongs to a group.
func (g *Groups) Members(ctx context.Context, number people.GroupNumber) ([]people.Customer, error) {
	return g.customersIn(ctx, membersOf(number))
}

// List returns up to limit groups of a kind behind a cursor, and the cursor of
// the next page, "" after the last.
func (g *Groups) List(ctx context.Context, kind people.GroupKind, after string, limit int) ([]people.Group, string, error) {
	return pageOf(ctx, g.shop, g.groups, groupsOf(kind), page{After: after, Limit: limit})
}
