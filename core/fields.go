package core

import (
	"context"
	"maps"
	"slices"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/record"
	"github.com/raja-crm/raja/core/store"
)

// fieldList is the record of the owner's own fields.
type fieldList struct {
	Fields []people.Field `cbor:"1,keyasint"` // in the order of the form
}

func fieldsKey() record.Key { return record.In(record.Meta).Text("fields") }

// Fields returns the owner's own fields of customers.
func (p *Profiles) Fields(ctx context.Context) ([]people.Field, error) {
	var known fieldList
	err := p.store.View(ctx, func(reader store.Reader) (err error) {
		known, err = p.fields(reader)
		return err
	})
	return known.Fields, readable(err)
}

func (s *shop) fields(reader store.Reader) (fieldList, error) {
	known, _, err := setting[fieldList](s, reader, fieldsKey())
	return known, err
}

// SetFields replaces the owner's own fields. What customers hold in a field
// that is no more stays where it is, unseen, until it is back.
func (p *Profiles) SetFields(ctx context.Context, fields []people.Field) error {
	if err := people.CheckFields(fields); err != nil {
		return err
	}
	return p.update(ctx, "fields.set", func(t *tx) error {
		return t.putSetting(fieldsKey(), "fields", &fieldList{Fields: fields})
	})
}

// checkFields holds the values of a profile against the owner's fields; an
// empty value is none. Values that stood there before stay, also where the field
// was taken away or takes others now.
func (t *tx) checkFields(known *people.Profile) error {
	list, err := t.fields(t)
	if err != nil {
		return err
	}
	before, err := t.profile(t, known.Ordinal)
	if err != nil {
		return err
	}
	for _, key := range slices.Sorted(maps.Keys(known.Fields)) {
		if known.Fields[key] == "" {
			delete(known.Fields, key)
			continue
		}
		if before.Fields[key] == known.Fields[key] {
			continue
		}
		at := slices.IndexFunc(list.Fields, func(f people.Field) bool { return f.Key == key })
		if at < 0 {
			return fault.NotFound("field", "there is no field %q; make it in the settings first", key)
		}
		if known.Fields[key], err = list.Fields[at].Accept(known.Fields[key]); err != nil {
			return err
		}
	}
	return nil
}
