package core

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Suggestions is what came of asking the follow-up rule. What it proposes
// stands among the follow-ups; people decide.
type Suggestions struct {
	Rule    string
	Added   []outreach.FollowUp
	Known   int       // proposals that are there already, or were done within 30 days
	Left    int       // proposals beyond the most of one day
	Refused []Refusal // answers that cannot be taken
	Fault   error     // why the rule stopped; nothing is proposed then
}

const (
	// restAfter is how long a rule does not propose the same to the same
	// customer again by the calendar. What happens anew is proposed anew.
	restAfter = 30 * 24 * time.Hour
	// suggestMost is how many follow-ups the calendar proposes a day: more than
	// a shop can do.
	suggestMost = 200
	// suggestSlice is how many of them one transaction writes.
	suggestSlice = 50
	// recallMost is how many follow-ups with a customer are looked through for
	// the same one.
	recallMost = 50
)

// suggested is how far the follow-up rule was asked.
type suggested struct {
	Entry uint64    `cbor:"1,keyasint"` // the last journal entry that it was told of
	Day   clock.Day `cbor:"2,keyasint"` // the last day on which it was asked about everybody
	Of    string    `cbor:"3,keyasint"` // which rule that was, in which version and with which settings
}

func suggestedKey() record.Key { return record.In(record.Meta).Text("suggested") }

// Suggest tells the follow-up rule what happened since it was asked last: an
// order was paid or taken, a promise kept or missed, a complaint resolved. Once
// a day it is asked about every external customer as well, and again the same
// day when it was repaired or replaced. It may run as often
// as one likes. It is unavailable when no rule answers the hook.
func (f *FollowUps) Suggest(ctx context.Context) (Suggestions, error) {
	rule, err := f.rules.answering(ctx, "follow_up")
	if err != nil {
		return Suggestions{}, err
	}
	s := &suggesting{FollowUps: f, rule: rule, said: Suggestions{Rule: rule.Manifest().ID}}
	if s.mark, err = f.suggestedSoFar(ctx); err != nil {
		return s.said, err
	}
	if err = s.happened(ctx); err == nil && s.said.Fault == nil && (f.Today() > s.mark.Day || s.rule.state() != s.mark.Of) {
		err = s.everybody(ctx)
	}
	return s.said, err
}

// suggestedSoFar is where to go on; the first time nothing happened yet.
func (f *FollowUps) suggestedSoFar(ctx context.Context) (suggested, error) {
	var mark suggested
	err := f.store.View(ctx, func(reader store.Reader) error {
		err := f.codec.Get(reader, suggestedKey(), &mark)
		if errors.Is(err, store.ErrNotFound) {
			var known counters
			err = unlessAbsent(f.codec.Get(reader, countersKey(), &known))
			mark.Entry = known.Journal.Seq
		}
		return err
	})
	return mark, readable(err)
}

// suggesting is one pass.
type suggesting struct {
	*FollowUps
	rule *asked
	mark suggested
	said Suggestions
}

// happened asks about what the journal tells. A rule that fails is told of it
// no more: what it would have said is not worth a second try.
func (s *suggesting) happened(ctx context.Context) error {
	for {
		found, last, err := s.happenings(ctx, s.mark.Entry)
		if err != nil || last == s.mark.Entry {
			return err
		}
		proposals, err := s.askHappened(ctx, found)
		if err != nil {
			return err
		}
		s.mark.Entry = last
		if err := s.take(ctx, proposals); err != nil || s.said.Fault != nil {
			return err
		}
	}
}

func (s *suggesting) askHappened(ctx context.Context, found []happening) ([]outreach.FollowUp, error) {
	if len(found) == 0 {
		return nil, nil
	}
	batch := s.question()
	told, err := s.askAbout(ctx, found, batch)
	if err != nil || len(told) == 0 {
		return nil, err
	}
	return s.ask(ctx, batch, func(row int) (people.Ordinal, string) { return told[row].customer, told[row].about })
}

// everybody asks about every external customer, for the day.
func (s *suggesting) everybody(ctx context.Context) error {
	var proposals []outreach.FollowUp
	for rows, err := range s.batches(ctx, s.Today(), s.business.Window) {
		if err != nil {
			return err
		}
		batch := s.question()
		batch.Facts = [][]byte{rows.bytes}
		more, err := s.ask(ctx, batch, func(row int) (people.Ordinal, string) { return people.Ordinal(rows.each[row].Ordinal), "" })
		if err != nil || s.said.Fault != nil {
			return err
		}
		proposals = append(proposals, more...)
	}
	proposals, err := s.fresh(ctx, proposals)
	if err != nil {
		return err
	}
	if over := len(proposals) - suggestMost; over > 0 {
		s.said.Left, proposals = over, proposals[:suggestMost]
	}
	s.mark.Day, s.mark.Of = s.Today(), s.rule.state()
	return s.take(ctx, proposals)
}

func (s *suggesting) question() *abi.Batch {
	return &abi.Batch{Header: s.header(int32(s.Today()), s.business.Window), Config: s.rule.config}
}

// ask returns what the rule proposes of a question. of names whom a row is
// about, and which record.
func (s *suggesting) ask(ctx context.Context, batch *abi.Batch, of func(row int) (people.Ordinal, string)) ([]outreach.FollowUp, error) {
	answer, err := s.rule.FollowUp(ctx, batch)
	if err != nil && ctx.Err() != nil {
		return nil, readable(ctx.Err())
	}
	if err != nil {
		s.said.Fault = ofCustomer(err, cmp.Or(len(batch.Events), batch.FactsCount()), func(row int) people.Ordinal {
			who, _ := of(row)
			return who
		})
		return nil, nil
	}
	refused := map[int]bool{}
	for _, one := range answer.Refused {
		refused[one.Row] = true
		customer, _ := of(one.Row)
		s.said.Refused = append(s.said.Refused, Refusal{customer, one.Reason})
	}
	var proposals []outreach.FollowUp
	for i, row := range answer.Rows {
		if row.Action == 0 || refused[i] {
			continue
		}
		customer, about := of(i)
		proposals = append(proposals, s.proposed(customer, about, row))
	}
	return proposals, nil
}

func (s *suggesting) proposed(customer people.Ordinal, about string, row abi.FollowUpRow) outreach.FollowUp {
	manifest := s.rule.Manifest()
	purpose := outreach.Purpose(strings.ToLower(manifest.OptionAt(row.Action).Code))
	if !slices.Contains(outreach.Purposes(), purpose) {
		purpose = outreach.Other
	}
	due := clock.Day(row.DueDay).Noon(s.zone)
	if now := s.clock.Now(); due.Before(now) {
		due = now
	}
	return outreach.FollowUp{
		Customer: customer, Purpose: purpose, Text: manifest.OptionText(row.Action, row.Args, s.voice("id")), Due: due, About: about,
		Rule: manifest.ID, Action: row.Action, Reason: row.Text, Args: row.Args,
	}
}

// fresh leaves out what was proposed already.
func (s *suggesting) fresh(ctx context.Context, proposals []outreach.FollowUp) (left []outreach.FollowUp, err error) {
	err = s.store.View(ctx, func(reader store.Reader) error {
		left = nil
		known := 0
		for i := range proposals {
			stands, err := s.stands(reader, &proposals[i])
			if err != nil {
				return err
			}
			if stands {
				known++
				continue
			}
			left = append(left, proposals[i])
		}
		s.said.Known += known
		return nil
	})
	return left, readable(err)
}

// stands reports whether a proposal of a rule is there already: still open,
// about the same record, or done a short while ago.
func (s *shop) stands(reader store.Reader, proposal *outreach.FollowUp) (bool, error) {
	numbers, _, err := page{Limit: recallMost}.read(reader, followUpsWith(proposal.Customer))
	if err != nil {
		return false, err
	}
	for _, number := range numbers {
		one, err := s.followUps.read(s, reader, number)
		if err != nil {
			return false, err
		}
		if one.Rule != proposal.Rule || one.Action != proposal.Action || one.About != proposal.About {
			continue
		}
		if one.About != "" || one.DoneAt.IsZero() || s.clock.Now().Sub(one.DoneAt) < restAfter {
			return true, nil
		}
	}
	return false, nil
}

// take writes proposals, and then how far the rule was asked: what is proposed
// twice is known.
func (s *suggesting) take(ctx context.Context, proposals []outreach.FollowUp) error {
	for slice := range slices.Chunk(proposals, suggestSlice) {
		var added []outreach.FollowUp
		err := s.update(ctx, "followup.suggest", func(t *tx) (err error) {
			added, err = t.addProposals(slice)
			t.entry.Subject = s.said.Rule
			return err
		})
		if err != nil {
			return err
		}
		s.said.Added, s.said.Known = append(s.said.Added, added...), s.said.Known+len(slice)-len(added)
	}
	return s.remember(ctx, suggestedKey(), &s.mark)
}

// addProposals adds those that are not there yet.
func (t *tx) addProposals(proposals []outreach.FollowUp) (added []outreach.FollowUp, err error) {
	for i := range proposals {
		stands, err := t.stands(t, &proposals[i])
		if err != nil {
			return nil, err
		}
		if stands {
			continue
		}
		made, err := t.addFollowUp(proposals[i])
		if err != nil {
			return nil, err
		}
		added = append(added, made)
	}
	return added, nil
}

// FollowUpWords are what a rule proposed and why, in both languages; empty for
// what a person noted.
type FollowUpWords struct{ NameID, NameEN, TextID, TextEN, ReasonID, ReasonEN string }

// Words reads what a rule proposed, also of one that was removed since.
func (f *FollowUps) Words(one *outreach.FollowUp) FollowUpWords {
	if one.Rule == "" {
		return FollowUpWords{}
	}
	manifest := f.rules.wordsOf(one.Rule)
	if manifest == nil {
		return FollowUpWords{}
	}
	name := manifest.OptionAt(one.Action).Name
	words := FollowUpWords{
		NameID: name.ID, NameEN: name.EN,
		TextID: manifest.OptionText(one.Action, one.Args, f.voice("id")), TextEN: manifest.OptionText(one.Action, one.Args, f.voice("en")),
	}
	words.ReasonID, words.ReasonEN = f.reason(manifest, one.Reason, one.Args)
	return words
}

// CanSuggest reports whether a rule answers the hook.
func (f *FollowUps) CanSuggest() bool { return f.rules.manifest("follow_up") != nil }
