package core

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

const (
	// previewEvents is how many of the last events a follow-up rule is asked about.
	previewEvents = 50
	// previewEntries is how far back in the journal they are looked for.
	previewEntries = 5000
)

// EventsPreview is what the rule would propose after the last events of the
// shop, and what the one that answers now says of them, both with the figures of
// today.
type EventsPreview struct {
	Events        int
	Rule          string         // whose answers Before are, "" while no rule answers or it fails
	Before, After map[string]int // code of an option → events; "" is nothing to do
	Examples      []EventExample // the newest that differ, at most examplesOfOrders
}

// EventExample is one event after which something else would be proposed.
type EventExample struct {
	Event              string // as cases name it: order_paid
	About              string // code of the order, the promise or the ticket
	Customer           people.Ordinal
	At                 time.Time
	From, To           string // codes of options
	ReasonID, ReasonEN string // the reason for To, else that for From
}

// askEvents asks the rule about what happened last in the shop. A rule that
// fails there has failed as it would when that happens.
func (v *previewing) askEvents(ctx context.Context, header abi.Header) error {
	found, err := v.lastHappenings(ctx)
	if err != nil {
		return err
	}
	batch := &abi.Batch{Header: header, Config: v.rule.config}
	told, err := (&FollowUps{v.shop}).askAbout(ctx, found, batch)
	if err != nil {
		return err
	}
	preview := &EventsPreview{Events: len(told), Before: map[string]int{}, After: map[string]int{}}
	v.into.Events = preview
	if len(told) == 0 {
		return nil
	}
	then, err := v.rule.FollowUp(ctx, batch)
	if err != nil {
		v.fail(ofCustomer(err, len(told), func(row int) people.Ordinal { return told[row].customer }))
		return nil
	}
	v.into.Units, v.into.Kept = v.into.Units+then.Units, cmp.Or(then.Kept, v.into.Kept)
	for _, refused := range then.Refused {
		v.into.Refused = append(v.into.Refused, Refusal{told[refused.Row].customer, refused.Reason})
	}
	now, manifest, err := v.saidNow(ctx, *batch)
	if err != nil {
		return err
	}
	if manifest != nil {
		preview.Rule = manifest.ID
	}
	for i := range told {
		var before abi.FollowUpRow
		if manifest != nil {
			before = now[i]
		}
		preview.add(v, &told[i], manifest, before, then.Rows[i])
	}
	return nil
}

// add counts one event, and shows it when something else would be proposed.
func (p *EventsPreview) add(v *previewing, event *happening, manifest *plugin.Manifest, before, after abi.FollowUpRow) {
	one := EventExample{
		Event: abi.NameOf("event", event.row.Event), About: event.about, Customer: event.customer,
		At: time.UnixMilli(event.row.AtUnixMs).In(v.zone), To: v.rule.Manifest().OptionAt(after.Action).Code,
	}
	if manifest != nil {
		one.From = manifest.OptionAt(before.Action).Code
		p.Before[one.From]++
		one.ReasonID, one.ReasonEN = v.reason(manifest, before.Text, before.Args)
	}
	p.After[one.To]++
	if one.To != "" {
		one.ReasonID, one.ReasonEN = v.reason(v.rule.Manifest(), after.Text, after.Args)
	}
	if one.From != one.To && len(p.Examples) < examplesOfOrders {
		p.Examples = append(p.Examples, one)
	}
}

// saidNow is what the rule that answers now says of the same question. It is
// asked apart from its daily work, so that no fault of it counts; without such a
// rule, or when it fails, there is no manifest.
func (v *previewing) saidNow(ctx context.Context, batch abi.Batch) ([]abi.FollowUpRow, *plugin.Manifest, error) {
	e := v.rules.find("follow_up")
	if e == nil || e.broken != nil {
		return nil, nil, nil
	}
	source := e.source
	source.Cap, source.Trial, source.Breaks = e.decided.Cap, true, nil
	rule, err := v.rules.host.Load(ctx, source)
	if err != nil {
		return nil, nil, ctx.Err()
	}
	batch.Config = e.config
	said, err := rule.FollowUp(ctx, &batch)
	if closed := v.rules.host.Unload(ctx, rule); closed != nil {
		return nil, nil, closed
	}
	if err != nil {
		return nil, nil, ctx.Err()
	}
	return said.Rows, rule.Manifest(), nil
}

// lastHappenings are the events recorded last, newest first, but those that were
// taken back.
func (v *previewing) lastHappenings(ctx context.Context) (found []happening, err error) {
	f := &FollowUps{v.shop}
	picked := store.Range{Prefix: record.In(record.Journal), Reverse: true, Limit: previewEntries}
	err = v.store.View(ctx, func(reader store.Reader) error {
		found = nil
		undone := map[uint64]bool{}
		for kv, err := range reader.Range(picked) {
			if err != nil {
				return err
			}
			var entry journal.Entry
			if err := f.codec.Unmarshal(kv.Key, kv.Value, &entry); err != nil {
				return err
			}
			if entry.Undoes != 0 {
				undone[entry.Undoes] = true
				continue
			}
			if undone[entry.Seq] {
				continue
			}
			seen, err := f.appendHappenings(nil, &entry)
			if err != nil {
				return err
			}
			slices.Reverse(seen)
			if found = append(found, seen...); len(found) >= previewEvents {
				return errEnough
			}
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return found[:min(len(found), previewEvents)], readable(err)
}
