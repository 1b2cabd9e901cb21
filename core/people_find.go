package core

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/samber/lo"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/id"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/phone"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// Get returns the customer with an ordinal.
func (p *People) Get(ctx context.Context, ordinal people.Ordinal) (people.Customer, error) {
	var customer people.Customer
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		customer, err = p.read(reader, ordinal)
		return err
	})
	return customer, readable(err)
}

func (s *shop) read(reader store.Reader, ordinal people.Ordinal) (people.Customer, error) {
	var customer people.Customer
	err := s.codec.Get(reader, customerKey(ordinal), &customer)
	if errors.Is(err, store.ErrNotFound) {
		return customer, fault.NotFound("customer", "there is no customer %s", Code(ordinal))
	}
	return customer, err
}

// Find returns the one customer that ref names: an id, a code (C-00123), a
// phone, a member number where nobody has such a phone, or ref: with another
// system's reference. It returns a conflict that lists the codes when several
// share a phone or a reference.
func (p *People) Find(ctx context.Context, ref string) (people.Customer, error) {
	var customer people.Customer
	err := p.store.View(ctx, func(reader store.Reader) error {
		ordinal, err := p.named(reader, ref)
		if err == nil {
			customer, err = p.read(reader, ordinal)
		}
		return err
	})
	return customer, readable(err)
}

// named returns the one customer that ref names, as Find does.
func (p *People) named(reader store.Reader, ref string) (people.Ordinal, error) {
	matches, err := p.resolve(reader, strings.TrimSpace(ref))
	if err != nil {
		return 0, err
	}
	if matches, err = p.allCurrently(reader, matches); err != nil {
		return 0, err
	}
	switch len(matches) {
	case 0:
		return 0, fault.NotFound("customer", "nobody is known as %q; search with raja search", ref)
	case 1:
		return matches[0], nil
	}
	codes := make([]string, len(matches))
	for i, match := range matches {
		codes[i] = Code(match)
	}
	return 0, fault.Conflict("customer", "%q is shared by %s; name one of them", ref, strings.Join(codes, ", "))
}

// allCurrently returns as whom ordinals count, each once.
func (s *shop) allCurrently(reader store.Reader, found []people.Ordinal) ([]people.Ordinal, error) {
	for i, one := range found {
		root, err := s.currently(reader, one)
		if err != nil {
			return nil, err
		}
		found[i] = root
	}
	return lo.Uniq(found), nil
}

// resolve returns the ordinals that ref names.
func (p *People) resolve(reader store.Reader, ref string) ([]people.Ordinal, error) {
	if known, ok := strings.CutPrefix(ref, "ref:"); ok {
		return p.byRef(reader, known)
	}
	if ordinal, ok := parseCode(ref); ok {
		_, err := reader.Get(customerKey(ordinal))
		if errors.Is(err, store.ErrNotFound) {
			return nil, nil
		}
		return []people.Ordinal{ordinal}, err
	}
	if known, err := id.Parse(ref); err == nil {
		return p.unique(reader, idKey(people.ID(known)))
	}
	var matches []people.Ordinal
	for _, number := range phone.Parse(ref, p.business.Region) {
		if number.E164 == "" {
			continue
		}
		found, err := p.lookup(reader, lookupPhone, number.E164)
		if err != nil {
			return nil, err
		}
		matches = append(matches, found...)
	}
	if len(matches) == 0 {
		return p.byMember(reader, ref)
	}
	return matches, nil
}

// ByMember returns whose a member number is, however it is written, and false
// when it is nobody's.
func (p *People) ByMember(ctx context.Context, member string) (people.Customer, bool, error) {
	var found people.Customer
	var known bool
	err := p.store.View(ctx, func(reader store.Reader) error {
		matches, err := p.byMember(reader, member)
		if known = len(matches) > 0; err == nil && known {
			found, err = p.read(reader, matches[0])
		}
		return err
	})
	return found, known, readable(err)
}

func (p *People) byMember(reader store.Reader, member string) ([]people.Ordinal, error) {
	number := people.SerialOf(member)
	if number == "" {
		return nil, nil
	}
	return p.unique(reader, memberKey(number))
}

// parseCode reads C-00123 in any case, with or without the zeros.
func parseCode(text string) (people.Ordinal, bool) {
	digits, ok := strings.CutPrefix(strings.ToUpper(text), "C-")
	n, err := strconv.ParseUint(digits, 10, 32)
	return people.Ordinal(n), ok && err == nil && n > 0
}

// byRef looks a reference up in every source.
func (p *People) byRef(reader store.Reader, ref string) ([]people.Ordinal, error) {
	var matches []people.Ordinal
	prefix := record.In(record.Unique).Byte(uniqueRef)
	source := ""
	for {
		next, err := p.nextSource(reader, prefix, source)
		if err != nil || next == "" {
			return matches, err
		}
		source = next
		found, err := p.unique(reader, refKey(people.Ref{Source: source, Ref: ref}))
		if err != nil {
			return nil, err
		}
		matches = append(matches, found...)
	}
}

// nextSource returns the source that comes after one in the reference index,
// "" after the last. Sources are few: each costs one seek.
func (p *People) nextSource(reader store.Reader, prefix record.Key, after string) (string, error) {
	from := prefix
	if after != "" {
		from = append(append(record.Key{}, prefix...).Text(after), 0xff)
	}
	for kv, err := range reader.Range(store.Range{Prefix: prefix, From: from, KeyOnly: true, Limit: 1}) {
		if err != nil {
			return "", err
		}
		return record.ReadText(kv.Key[len(prefix):])
	}
	return "", nil
}

func (s *shop) unique(reader store.Reader, key record.Key) ([]people.Ordinal, error) {
	var ordinal people.Ordinal
	err := s.codec.Get(reader, key, &ordinal)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return []people.Ordinal{ordinal}, err
}

func (s *shop) lookup(reader store.Reader, field byte, value string) ([]people.Ordinal, error) {
	var matches []people.Ordinal
	for kv, err := range reader.Range(store.Range{Prefix: lookupKey(field, value), KeyOnly: true}) {
		if err != nil {
			return nil, err
		}
		matches = append(matches, people.Ordinal(record.Tail32(kv.Key)))
	}
	return matches, nil
}
