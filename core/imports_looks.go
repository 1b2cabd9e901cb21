package core

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/exchange"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/intake"
)

// looks returns the dialect that the file seems to be written in, zero and
// false when it is the one that it was read in, or none that Raja knows.
func (r *run) looks(file io.ReadSeeker) (exchange.Dialect, bool) {
	found, other := exchange.Looks(file, r.options.Dialect, len(r.options.Columns))
	if !other {
		return exchange.Dialect{}, false
	}
	return found, true
}

// hinted adds to an error about headings how they were read, as it can be said
// better.
func hinted(layout intake.Layout, kind intake.Kind) error {
	err := layout.Check(kind)
	if err == nil || !slices.ContainsFunc(layout, func(field string) bool { return field != "" }) {
		return err
	}
	read := slices.Clone(layout)
	for i, field := range read {
		if field == "" {
			read[i] = "-"
		}
	}
	known := fault.As(err)
	return fault.Invalid(known.Field, "%s: the headings were read as --columns %s, so put it in the place of its -", known.Message, strings.Join(read, ","))
}

// misread adds to an error about the columns how the file could be read, when
// that is what is wrong.
func (r *run) misread(file io.ReadSeeker, err error) error {
	known := fault.As(err)
	found, other := r.looks(file)
	if !other || known.Kind != fault.KindInvalid {
		return err
	}
	return fault.Invalid(known.Field, "%s; the file looks like %s, so give %s", known.Message, found.Format, Flags(found)).Because(err)
}

// Flags are what tells `raja import` a dialect: "--format spaces".
func Flags(d exchange.Dialect) string {
	if d.Format != exchange.CSV {
		return fmt.Sprintf("--format %s", d.Format)
	}
	if d.Delimiter == '\t' {
		return `--format csv --delimiter "$(printf '\t')"`
	}
	return fmt.Sprintf("--format csv --delimiter '%c'", d.Delimiter)
}
