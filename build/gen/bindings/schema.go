package bindings

import (
	"encoding/json"
	"fmt"
)

// Schema is schema.json: every record, hook and constant of the ABI.
type Schema struct {
	Magic     string     `json:"magic"`
	Major     int        `json:"major"`
	Minor     int        `json:"minor"`
	Hooks     []Hook     `json:"hooks"`
	Constants []Constant `json:"constants"`
	Records   []Record   `json:"records"`
}

// Hook is one question a rule can answer.
type Hook struct {
	Name    string `json:"name"`
	Code    int    `json:"code"`
	Version int    `json:"version"`
	Context string `json:"context"`
	Output  string `json:"output"`
	Doc     string `json:"doc"`
}

// Constant is a family of named numbers.
type Constant struct {
	Name   string  `json:"name"`
	Doc    string  `json:"doc"`
	Values []Value `json:"values"`
}

// Value is one name of a family.
type Value struct {
	Name  string `json:"name"`
	Value int    `json:"value"`
	Doc   string `json:"doc"`
}

// Record is one fixed row.
type Record struct {
	Name   string  `json:"name"`
	Size   int     `json:"size"`
	Doc    string  `json:"doc"`
	Masked bool    `json:"masked"` // its fields have presence bits
	Fields []Field `json:"fields"`
}

// Field is one field of a record, at a fixed byte for ever.
type Field struct {
	Name   string `json:"name"`
	At     int    `json:"at"`
	Type   string `json:"type"`  // u32 i32 u64 i64 text
	Count  int    `json:"count"` // of an array; 0 is a single value
	Doc    string `json:"doc"`
	Bit    *int   `json:"bit"`
	Always bool   `json:"always"`
	Only   string `json:"only"` // the hook that is given it; "" is every hook
}

// Parse reads a schema and checks that it can be laid out.
func Parse(text []byte) (*Schema, error) {
	var s Schema
	if err := json.Unmarshal(text, &s); err != nil {
		return nil, err
	}
	for _, r := range s.Records {
		if err := r.check(); err != nil {
			return nil, fmt.Errorf("record %s: %w", r.Name, err)
		}
	}
	for _, h := range s.Hooks {
		if _, err := s.Record(h.Output); err != nil {
			return nil, fmt.Errorf("hook %s: %w", h.Name, err)
		}
	}
	return &s, nil
}

// Record returns the record called name.
func (s *Schema) Record(name string) (Record, error) {
	for _, r := range s.Records {
		if r.Name == name {
			return r, nil
		}
	}
	return Record{}, fmt.Errorf("no record %q", name)
}

// Width returns the bytes that the field takes.
func (f Field) Width() int { return f.unit() * max(1, f.Count) }

// Align returns the field's natural alignment.
func (f Field) Align() int {
	if f.Type == "text" {
		return 4
	}
	return f.unit()
}

func (f Field) unit() int {
	switch f.Type {
	case "u32", "i32":
		return 4
	case "u64", "i64", "text":
		return 8
	}
	return 0
}
