package core

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/outreach"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/staff"
)

// Messages is the chapter of words prepared for customers. Raja sends nothing:
// a person opens the chat and says that it went out.
type Messages struct{ *shop }

func messageShelf() *shelf[outreach.Message] {
	return &shelf[outreach.Message]{
		space: record.Messages, word: "message", mark: "M-", digits: 6,
		number: func(m *outreach.Message) uint64 { return uint64(m.Number) },
		check:  (*outreach.Message).Check,
		keys:   messageKeys,
	}
}

func messagesTo(customer people.Ordinal) record.Key {
	return inList(listMessages).Uint32(uint32(customer))
}

func messageKeys(one *outreach.Message) []record.Key {
	number := uint64(one.Number)
	keys := []record.Key{messagesTo(one.Customer).TimeDescending(one.At).Uint64(number)}
	if one.State == outreach.Prepared || one.State == outreach.Opened {
		keys = append(keys, inList(listTray).Time(one.At).Uint64(number))
	}
	return keys
}

// NewMessage is a message as it is prepared.
type NewMessage struct {
	Customer people.Ordinal
	Purpose  outreach.Purpose
	Lang     string            // "" is id
	Text     string            // instead of a template; "" takes the one for the purpose
	Values   map[string]string // beside those that Raja knows: greeting, name, shop, hours
	About    string            // code of what it is about; "" of a debt is the order for which she has owed longest
}

// PreparedMessage is a message with the link that opens it.
type PreparedMessage struct {
	Message outreach.Message
	Link    string // "" when she has no number for WhatsApp
	Already bool   // it was prepared before, at Message.At, and waits
}

// Prepare writes a message for a customer. It is refused when she does not
// allow it, is blocked, or had as much marketing as the shop allows itself, and
// when a name in its words has nothing to be filled in with, and when what it is
// about makes it untrue, as that an order is ready that is not; in the quiet hours
// it waits for their end. What is prepared for the same purpose about the same
// record and is not ended is given back instead of a second one, with the words
// or values that are given now.
func (m *Messages) Prepare(ctx context.Context, given NewMessage) (PreparedMessage, error) {
	if err := given.check(); err != nil {
		return PreparedMessage{}, err
	}
	var made PreparedMessage
	err := m.update(ctx, "message.prepare", func(t *tx) error {
		made = PreparedMessage{}
		known, err := t.mayBeTold(given)
		if err != nil {
			return err
		}
		wanted := given
		if wanted.About, err = t.aboutMessage(known.Ordinal, given); err != nil {
			return err
		}
		if err := t.fits(given.Purpose, known.Ordinal, wanted.About); err != nil {
			return err
		}
		last, err := t.messagesLately(known.Ordinal)
		if err != nil {
			return err
		}
		if at := slices.IndexFunc(last, wanted.waits); at >= 0 {
			made.Message, made.Already = last[at], true
			return t.reword(known, wanted, &made.Message)
		}
		made.Message, err = t.writeMessage(known, wanted, last)
		return err
	})
	if errors.Is(err, errNothingNew) {
		err = nil
	}
	return linked(made), err
}

// waits reports whether a message is prepared for the same and not ended.
func (n *NewMessage) waits(one outreach.Message) bool {
	return one.Purpose == n.Purpose && one.About == n.About && (one.State == outreach.Prepared || one.State == outreach.Opened)
}

// reword gives a message that is prepared the words that are given now.
func (t *tx) reword(known *people.Customer, given NewMessage, standing *outreach.Message) error {
	if !given.own() {
		return errNothingNew
	}
	text, err := t.words(known, given)
	if err != nil {
		return err
	}
	before := standing.Text
	standing.Text = text
	if err := standing.Check(); err != nil {
		return err
	}
	switch {
	case standing.Text == before:
		return errNothingNew
	case standing.State == outreach.Opened:
		return fault.Conflict("message", "%s was opened with other words; confirm or skip it first", t.messages.code(uint64(standing.Number)))
	}
	t.entry.Subject = t.messages.code(uint64(standing.Number))
	return t.messages.put(t, standing)
}

// writeMessage prepares a new message, beside those that she had lately.
func (t *tx) writeMessage(known *people.Customer, given NewMessage, last []outreach.Message) (outreach.Message, error) {
	manners, err := t.manners(t)
	if err != nil {
		return outreach.Message{}, err
	}
	now := t.clock.Now()
	if err := mayTire(manners, given.Purpose, last, now); err != nil {
		return outreach.Message{}, err
	}
	text, err := t.words(known, given)
	if err != nil {
		return outreach.Message{}, err
	}
	made := outreach.Message{Customer: known.Ordinal, Purpose: given.Purpose, Text: text, State: outreach.Prepared, At: now, About: given.About, Phone: mobileOf(known)}
	if until, quiet := manners.Quiet().Until(now.In(t.zone)); quiet {
		made.NotBefore = until.UTC()
	}
	return made, t.addMessage(&made)
}

func (n *NewMessage) check() error {
	switch {
	case !slices.Contains(outreach.Purposes(), n.Purpose):
		return fault.Invalid("purpose", "%q is not one of %v", n.Purpose, outreach.Purposes())
	case !slices.Contains([]string{"", "id", "en"}, n.Lang):
		return fault.Invalid("lang", "%q is not one of id, en", n.Lang)
	case len(n.Text) > outreach.MaxText:
		return fault.Invalid("text", "is longer than %d bytes", outreach.MaxText)
	}
	for _, name := range slices.Sorted(maps.Keys(n.Values)) {
		switch {
		case !slices.Contains(outreach.Variables(), name):
			return fault.Invalid("values", "%.60q is nothing that can be filled in; there are %s", name, strings.Join(outreach.Variables(), ", "))
		case len(n.Values[name]) > outreach.MaxText:
			return fault.Invalid("values", "that of %s is longer than %d bytes", name, outreach.MaxText)
		}
	}
	return nil
}

func (t *tx) addMessage(made *outreach.Message) error {
	if err := made.Check(); err != nil {
		return err
	}
	number, err := t.messages.next(t)
	if err != nil {
		return err
	}
	made.Number = outreach.MessageNumber(number)
	t.entry.Subject = t.messages.code(number)
	return t.messages.add(t, made)
}

// mayBeTold refuses a message that the customer does not allow, as whom she
// counts: what was refused before a merge is refused after it.
func (t *tx) mayBeTold(given NewMessage) (*people.Customer, error) {
	root, err := t.currently(t, given.Customer)
	if err != nil {
		return nil, err
	}
	known, err := t.read(t, root)
	if err != nil {
		return nil, err
	}
	profile, err := t.profile(t, root)
	if err != nil {
		return nil, err
	}
	purpose := people.Service
	if given.Purpose.Marketing() {
		purpose = people.Marketing
	}
	if known.Kind == people.Internal && given.Purpose.Marketing() {
		return nil, fault.Forbidden("customer", "is internal and gets no marketing")
	}
	if known.Flags&people.Blocked != 0 {
		return nil, fault.Forbidden("customer", "is blocked")
	}
	if allowed, _ := profile.Allows(purpose, "whatsapp"); !allowed {
		return nil, fault.Forbidden("consent", "she has not agreed to %s messages; note her consent first", purpose)
	}
	return &known, nil
}

func (t *tx) messagesLately(customer people.Ordinal) ([]outreach.Message, error) {
	var last []outreach.Message
	err := eachOf(t.shop, t, t.messages, customer, messagesTo, func(one *outreach.Message) { last = append(last, *one) })
	return last, err
}

// mobileOf is the first number that WhatsApp can reach, "" for none.
func mobileOf(known *people.Customer) string {
	for _, number := range known.Phones {
		if number.Valid && number.Kind == "mobile" {
			return number.E164
		}
	}
	return ""
}

func linked(made PreparedMessage) PreparedMessage {
	if made.Message.Phone != "" {
		made.Link = outreach.WhatsAppLink(made.Message.Phone, made.Message.Text)
	}
	return made
}

// Open notes that the chat was opened with a message, also again. It is refused
// when what it is about has made it untrue since it was prepared.
func (m *Messages) Open(ctx context.Context, number outreach.MessageNumber) (PreparedMessage, error) {
	var changed outreach.Message
	err := m.update(ctx, "message.open", func(t *tx) (err error) {
		t.entry.Subject = t.messages.code(uint64(number))
		if changed, err = t.messages.read(t.shop, t, uint64(number)); err != nil {
			return err
		}
		if err := changed.Open(t.clock.Now()); err != nil {
			return err
		}
		if err := t.stillFits(&changed); err != nil {
			return err
		}
		return t.messages.put(t, &changed)
	})
	return linked(PreparedMessage{Message: changed}), err
}

// Confirm notes that a person says it went out.
func (m *Messages) Confirm(ctx context.Context, number outreach.MessageNumber, by staff.Number) (outreach.Message, error) {
	return editOneBy(ctx, m.shop, m.messages, "message.confirm", uint64(number), by, func(one *outreach.Message) error { return one.Confirm(by, m.clock.Now()) })
}

// Skip notes that it is not to go out, and why.
func (m *Messages) Skip(ctx context.Context, number outreach.MessageNumber, why string, by staff.Number) (outreach.Message, error) {
	return editOneBy(ctx, m.shop, m.messages, "message.skip", uint64(number), by, func(one *outreach.Message) error { return one.Skip(why, by, m.clock.Now()) })
}

// Tray returns up to limit messages that are not ended behind a cursor, oldest
// first.
func (m *Messages) Tray(ctx context.Context, after string, limit int) ([]PreparedMessage, string, error) {
	found, next, err := pageOf(ctx, m.shop, m.messages, inList(listTray), page{After: after, Limit: limit})
	return linkedAll(found), next, err
}

// To returns up to limit messages to a customer behind a cursor, newest first.
func (m *Messages) To(ctx context.Context, customer people.Ordinal, after string, limit int) ([]PreparedMessage, string, error) {
	found, next, err := pageOfCustomer(ctx, m.shop, m.messages, customer, messagesTo, page{After: after, Limit: limit})
	return linkedAll(found), next, err
}

func linkedAll(found []outreach.Message) []PreparedMessage {
	all := make([]PreparedMessage, len(found))
	for i, one := range found {
		all[i] = linked(PreparedMessage{Message: one})
	}
	return all
}
