package plugin

import (
	"errors"
	"sync/atomic"

	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/simple"
)

// simply answers hook segment by the expressions of a manifest. It sees the
// same masked rows as a module and answers the same rows.
type simply struct {
	asker    *simple.Asker
	customer simple.Customer
	fields   []abi.Field
	row      [abi.FactsSize]byte
	total    *atomic.Int64 // all that the rule spent
	answer   []byte
}

// admitSimple makes a manifest's expressions ready. They may use the fields
// that it reads and the settings it has.
func (r *Rule) admitSimple(wasm []byte) (err error) {
	if len(wasm) > 0 {
		return errors.New(`it has both "simple" and a plugin.wasm; leave one out`)
	}
	var names []string
	for _, read := range r.manifest.Reads {
		if read.Field != "lines" {
			names = append(names, read.Field)
		}
	}
	for _, setting := range r.form.Fields {
		if setting.Kind != abi.SettingText {
			names = append(names, setting.Key)
		}
	}
	program, wrong := simple.Compile(r.manifest.Simple, names, r.manifest.SegmentPosition)
	for _, one := range wrong {
		r.manifest.page.Say(one.Key, "simple: %s", one.Message)
	}
	if len(wrong) > 0 {
		return r.manifest.page.Mistakes().Refuse(manifestName)
	}
	r.simple = program
	r.pace.tell(program.Dearest(), r.manifest.Limits.Units)
	r.slots <- struct{}{}
	r.idle <- &instance{simple: newSimply(r)}
	return nil
}

func newSimply(r *Rule) *simply {
	s := &simply{asker: simple.NewAsker(r.simple), total: &r.work, customer: simple.Customer{Values: map[string]int64{}}}
	for _, field := range abi.FactsFields() {
		if r.manifest.reads(field.Name) && field.Name != "flags" {
			s.fields = append(s.fields, field)
		}
	}
	return s
}

// ask answers one part of a question.
func (s *simply) ask(q *question, most int64) (rows []byte, units int64, err error) {
	c := &s.customer
	c.AsOfDay = int64(q.batch.Header.AsOfDay)
	for _, setting := range q.settings {
		c.Values[setting.Key] = setting.Value
	}
	s.answer = s.answer[:0]
	for n := range q.part {
		s.see(q, q.from+n)
		decision, err := s.asker.Decide(c)
		if units += decision.Units; units > most {
			return nil, most, errSpent
		}
		if err != nil {
			return nil, units, failure{uint32(n), none, err.Error()}
		}
		row := abi.SegmentRow{Segment: decision.Segment, Text: decision.Text, Args: decision.Args}
		s.answer = append(s.answer, make([]byte, abi.SegmentRowSize)...)
		row.Put(s.answer[len(s.answer)-abi.SegmentRowSize:])
	}
	return s.answer, units, nil
}

// see takes the fields of facts row n that the rule reads.
func (s *simply) see(q *question, n int) {
	stride := q.batch.FactsStride()
	at := n * stride
	for _, page := range q.batch.Facts {
		if at < len(page) {
			q.view.copyRows(s.row[:], page[at:at+abi.FactsSize], abi.FactsSize)
			break
		}
		at -= len(page)
	}
	var facts abi.Facts
	facts.Read(s.row[:])
	for _, field := range s.fields {
		s.customer.Values[field.Name] = field.Value(s.row[:])
	}
	s.customer.Loyal = facts.Flags&(abi.FlagOwnerLoyal|abi.FlagSegmentLoyal) != 0
	s.customer.Blocked = facts.Flags&abi.FlagBlocked != 0
}
