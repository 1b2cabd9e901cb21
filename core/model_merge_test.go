package core_test

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/people"
)

// What a merge joins and what taking it back parts again, for what the steps
// of the model fill in.

func joinCustomers(keep, lose people.Customer, choice people.Choice, at time.Time) people.Customer {
	if slices.Contains(choice, "name") {
		keep.Name = lose.Name
	}
	if keep.Email == "" {
		keep.Email = lose.Email
	}
	keep.Phones = slices.Clone(keep.Phones)
	for _, one := range lose.Phones {
		if !slices.ContainsFunc(keep.Phones, func(p people.Phone) bool { return p.Raw == one.Raw || (p.E164 != "" && p.E164 == one.E164) }) {
			keep.Phones = append(keep.Phones, one)
		}
	}
	keep.Tags = slices.Clone(keep.Tags)
	for _, one := range lose.Tags {
		if !slices.ContainsFunc(keep.Tags, func(tag string) bool { return strings.EqualFold(tag, one) }) {
			keep.Tags = append(keep.Tags, one)
		}
	}
	keep.Flags |= lose.Flags
	keep.UpdatedAt = at
	return keep
}

func (m *machine) joinProfiles(u *unit, keep, lose people.Ordinal) {
	mine, has := known[people.Profile](m.book, "profile", uint64(keep))
	hers, had := known[people.Profile](m.book, "profile", uint64(lose))
	if !has && !had {
		return
	}
	joined := mine
	joined.Ordinal, joined.Edition, joined.UpdatedAt = keep, mine.Edition+1, m.now.Now()
	joined.Consents = m.joinConsents(mine, hers)
	joined.Groups = slices.Clone(mine.Groups)
	for _, group := range hers.Groups {
		if !slices.Contains(joined.Groups, group) {
			joined.Groups = append(joined.Groups, group)
		}
	}
	slices.Sort(joined.Groups)
	joined.Dates = slices.Clone(mine.Dates)
	for _, date := range hers.Dates { // the steps make birthdays alone, of which she has one
		if len(joined.Dates) == 0 {
			joined.Dates = append(joined.Dates, date)
		}
	}
	joined.Fields = maps.Clone(mine.Fields)
	for key, value := range hers.Fields {
		if joined.Fields == nil {
			joined.Fields = map[string]string{}
		}
		joined.Fields[key] = cmp.Or(joined.Fields[key], value)
	}
	if joined.Referrer == lose {
		joined.Referrer = 0
	}
	if joined.Referrer == 0 && hers.Referrer != keep {
		joined.Referrer = hers.Referrer
	}
	if joined.Guardian == 0 && hers.Guardian != keep {
		joined.Guardian = hers.Guardian
	}
	if u.brought(joined) != "" {
		joined.Referrer = 0
	}
	u.put("profile", uint64(keep), joined)
}

// joinConsents puts together what two customers said, and says no once more
// where one of them had refused what would be allowed now.
func (m *machine) joinConsents(mine, hers people.Profile) []people.Consent {
	joined := slices.Clone(mine.Consents)
	for _, one := range hers.Consents {
		if !slices.Contains(joined, one) {
			joined = append(joined, one)
		}
	}
	by(joined, func(a, b people.Consent) int { // of one moment the refusals last
		if order := a.At.Compare(b.At); order != 0 || a.Given == b.Given {
			return order
		}
		return map[bool]int{true: -1, false: 1}[a.Given]
	})
	for _, purpose := range people.Purposes() {
		for _, channel := range append([]people.Channel{""}, people.Channels()...) {
			both := people.Profile{Consents: joined, Guardian: mine.Guardian}
			if agrees(both, purpose, channel) > 0 && (agrees(mine, purpose, channel) < 0 || agrees(hers, purpose, channel) < 0) {
				joined = append(joined, people.Consent{Purpose: purpose, Channel: channel, Text: "merge", At: m.now.Now()})
			}
		}
	}
	return joined
}

// agrees is 1 for yes and -1 for no; 2 and -2 are what goes without saying.
func agrees(p people.Profile, purpose people.Purpose, channel people.Channel) int {
	answer, last := -2, time.Time{}
	if purpose == people.Service || purpose == people.Profiling {
		answer = 2
	}
	for _, said := range p.Consents {
		if said.Purpose != purpose || (said.Channel != "" && said.Channel != channel) || (answer*answer == 1 && said.At.Before(last)) {
			continue
		}
		answer, last = -1, said.At
		if said.Given {
			answer = 1
		}
	}
	if purpose == people.Marketing && p.Guardian != 0 && answer > 0 {
		return -1
	}
	if answer == -2 {
		return 0 // not allowed, and not refused either
	}
	return answer
}

// part takes a merge back on the records that it changed.
func (m *machine) part(u *unit, merge entry) {
	for _, change := range merge.changes {
		switch after := change.after.(type) {
		case people.Customer:
			before, _ := change.before.(people.Customer)
			now := m.records[change.name].(people.Customer)
			now.UpdatedAt = m.now.Now()
			if after.Into != 0 {
				now.Into = 0
			} else {
				now.Name, now.Email = backTo(now.Name, before.Name, after.Name), backTo(now.Email, before.Email, after.Email)
				now.Flags = backTo(now.Flags, before.Flags, after.Flags)
				now.Phones, now.Tags = without(now.Phones, before.Phones, after.Phones), without(now.Tags, before.Tags, after.Tags)
			}
			u.put("customer", change.name.number, now)
		case people.Profile:
			before, _ := change.before.(people.Profile)
			now := m.records[change.name].(people.Profile)
			now.Edition, now.UpdatedAt = now.Edition+1, m.now.Now()
			now.Consents, now.Dates, now.Groups = without(now.Consents, before.Consents, after.Consents), without(now.Dates, before.Dates, after.Dates), without(now.Groups, before.Groups, after.Groups)
			now.Fields = maps.Clone(now.Fields)
			maps.DeleteFunc(now.Fields, func(key, value string) bool { return after.Fields[key] == value && before.Fields[key] != value })
			if len(now.Fields) == 0 {
				now.Fields = nil
			}
			now.Referrer, now.Guardian = backTo(now.Referrer, before.Referrer, after.Referrer), backTo(now.Guardian, before.Guardian, after.Guardian)
			if u.brought(now) != "" {
				now.Referrer = 0
			}
			u.put("profile", change.name.number, now)
		}
	}
}

func backTo[T comparable](now, before, merged T) T {
	if now == merged {
		return before
	}
	return now
}

func without[T comparable](now, before, merged []T) []T {
	return slices.DeleteFunc(slices.Clone(now), func(one T) bool { return slices.Contains(merged, one) && !slices.Contains(before, one) })
}

// partPoints takes points of each of two who are parted from whose they were:
// what was spent as one lies under one of them.
func (u *unit) partPoints(merge entry) {
	var keep, lose people.Ordinal
	for _, change := range merge.changes {
		if after, is := change.after.(people.Customer); is && after.Into != 0 {
			keep, lose = u.root(after.Into), after.Ordinal
		}
	}
	for _, side := range [][2]people.Ordinal{{lose, keep}, {keep, lose}} {
		giver, taker, moves := u.purse(side[0]), u.purse(side[1]), heap{}
		most := taker.owed() - u.purseBefore(side[1], merge.at).owed() // what she owed before is her own
		for _, at := range taker.byDay() {
			if part := min(-taker[at], giver[at], most); part > 0 {
				moves[at], most = part, most-part
			}
		}
		if len(moves) > 0 {
			u.enter(moved{kind: loyalty.Adjust, who: side[1], does: moves})
			u.enter(moved{kind: loyalty.Adjust, who: side[0], does: heap{}.plus(moves, -1)})
		}
	}
}
