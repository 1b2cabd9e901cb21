package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"time"
)

// sides are Raja and its peers with the same customers, open side by side.
type sides struct {
	*town
	raja         *rajaSide
	cgo, modernc *liteSide
	close        func() error
}

func (t *town) sideBySide(ctx context.Context) error {
	s, err := t.openSides(ctx)
	if err != nil {
		return err
	}
	for _, step := range []func(context.Context) error{s.pages, s.scans, s.typing, s.exports, s.segments} {
		if err = step(ctx); err != nil {
			break
		}
	}
	return errors.Join(err, s.close())
}

func (t *town) openSides(ctx context.Context) (*sides, error) {
	engine, err := t.openRaja(ctx, t.path("raja"))
	if err != nil {
		return nil, err
	}
	s := &sides{town: t, raja: &rajaSide{engine: engine}, close: engine.Close}
	if s.cgo, err = s.lite(ctx, cgoName, t.path("lite")); err == nil {
		err = liteFigures(ctx, s.cgo.db, t.crowd, t.customers)
	}
	if err == nil { // a file of its own, alike to the byte
		_, err = s.cgo.db.ExecContext(ctx, "VACUUM INTO ?", t.path("modernc"))
	}
	if err == nil {
		s.modernc, err = s.lite(ctx, purelyGo, t.path("modernc"))
	}
	if err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

func (s *sides) lite(ctx context.Context, who, path string) (*liteSide, error) {
	db, err := openLite(who, path)
	if err != nil {
		return nil, err
	}
	before := s.close
	s.close = func() error { return errors.Join(db.Close(), before()) }
	return newLiteSide(ctx, db)
}

// pages reads fifty rows from anywhere. Raja also says how many there are in
// all; SQLite is not asked.
func (s *sides) pages(ctx context.Context) error {
	places := s.places()
	all := func(page func(context.Context, int, int) error) func(context.Context) error {
		return func(ctx context.Context) error {
			for _, behind := range places {
				if err := page(ctx, behind, pageRows); err != nil {
					return err
				}
			}
			return nil
		}
	}
	took, err := s.race(ctx, s.title("page of 50"), "page", pages, rounds, timed("Raja", all(s.raja.page)), timed(cgoName, all(s.cgo.page)))
	if err == nil {
		s.want(s.atMost, "page of 50, latency to SQLite (cgo)", ratio(took[0], took[1]), 0.8, "%.1f")
	}
	return err
}

// scans reads everybody.
func (s *sides) scans(ctx context.Context) error {
	all := func(scan func(context.Context, int) error) func(context.Context) error {
		return func(ctx context.Context) error { return scan(ctx, s.customers) }
	}
	took, err := s.race(ctx, s.title("full scan"), "customer", s.customers, rounds,
		timed("Raja, lists of 1,000", all(s.raja.scan)), timed(cgoName+", one SELECT", all(s.cgo.scan)))
	if err == nil {
		s.each("full scan", took[0])
		s.want(s.atLeast, "full scan, rate to SQLite (cgo)", ratio(took[1], took[0]), 1.1, "%.1f")
	}
	return err
}

// exports writes the columns that an import takes back.
func (s *sides) exports(ctx context.Context) error {
	shell, err := s.shell()
	if err != nil {
		return err
	}
	took, err := s.race(ctx, s.title("export to CSV"), "customer", s.customers, rounds,
		timed("Raja", func(ctx context.Context) error { return s.raja.export(ctx, s.path("out-raja.csv")) }), shell)
	if err == nil {
		s.each("export", took[0])
		s.want(s.atMost, "export to CSV, time to "+shell.who, ratio(took[0], took[1]), 1.5, "%.1f")
	}
	return err
}

const exported = "SELECT ref, name, '' AS call_name, honorific, 'external' AS kind, phone, email, tags FROM customer"

// shell is the export of the sqlite3 shell, or where it is not installed the
// same through cgo and encoding/csv.
func (s *sides) shell() (trial, error) {
	found, err := exec.LookPath("sqlite3")
	if errors.Is(err, exec.ErrNotFound) {
		return timed(cgoName+" and encoding/csv, for want of the shell", func(ctx context.Context) error {
			return s.cgo.export(ctx, s.path("out-lite.csv"))
		}), nil
	}
	if err != nil {
		return trial{}, err
	}
	return timed("sqlite3 shell", func(ctx context.Context) error {
		command := exec.CommandContext(ctx, found, "-readonly", s.path("lite"), ".headers on", ".mode csv", ".once '"+s.path("out-lite.csv")+"'", exported)
		command.Stderr = os.Stderr
		return command.Run()
	}), nil
}

// segments decides everybody, each time under another setting than before.
func (s *sides) segments(ctx context.Context) error {
	for _, line := range []struct {
		name string
		turn turn
	}{{"segments, a day's moves", aDay}, {"segments, one in ten moves", oneInTen}} {
		if err := s.segmentsOf(ctx, line.name, line.turn); err != nil {
			return err
		}
	}
	s.size(s.title("disk, all, after the runs: Raja, open"), must(onDisk(s.path("raja"))))
	return nil
}

// by is a run of a side with the settings of a turn.
func by(settings turn, run func(context.Context, turn) (time.Duration, error)) func(context.Context) (time.Duration, error) {
	return func(ctx context.Context) (time.Duration, error) { return run(ctx, settings) }
}

func (s *sides) segmentsOf(ctx context.Context, name string, settings turn) error {
	if err := s.agree(ctx, name, settings); err != nil {
		return err
	}
	took, err := s.race(ctx, s.title(name), "customer", s.customers, rounds,
		trial{"Raja, Go rule", by(settings, s.raja.segment)},
		trial{purelyGo + ", CASE as SELECT", by(settings, s.modernc.segment)}, trial{cgoName + ", CASE as SELECT", by(settings, s.cgo.segment)},
		trial{purelyGo + ", one UPDATE", by(settings, s.modernc.update)}, trial{cgoName + ", one UPDATE", by(settings, s.cgo.update)})
	if err != nil {
		return err
	}
	s.each(name, took[0])
	s.want(s.atLeast, name+", rate to SQLite (modernc)", ratio(took[1], took[0]), 4, "%.1f")
	s.want(s.atLeast, name+", rate to SQLite (cgo)", ratio(took[2], took[0]), 2, "%.1f")
	if extism := s.speed("Extism, C, 1 core"); extism > 0 {
		s.want(s.atLeast, name+", rate to Extism's calls alone", float64(s.customers)/took[0].Seconds()/extism, 50, "%.0f")
	}
	return nil
}

func must(size int64, err error) int64 {
	if err != nil {
		return 0
	}
	return size
}

// agree runs all once, which is not measured, and holds that they decide
// alike.
func (s *sides) agree(ctx context.Context, name string, settings turn) error {
	s.raja.rule, s.cgo.rule, s.modernc.rule = settings[1], settings[1], settings[1] // all begin with the other
	for _, run := range []func(context.Context, turn) (time.Duration, error){
		s.raja.segment, s.cgo.segment, s.modernc.segment,
		s.raja.segment, s.cgo.segment, s.modernc.segment,
	} {
		if _, err := run(ctx, settings); err != nil {
			return err
		}
	}
	for _, side := range []*liteSide{s.cgo, s.modernc} {
		counts, err := side.counts(ctx)
		if err != nil {
			return err
		}
		for segment, code := range map[int]string{royal: "ROYAL", regular: "REGULAR", guest: "GUEST", gone: "AWAY", prospect: "PROSPECT"} {
			if counts[segment] != s.raja.run.Counts[code] {
				return fmt.Errorf("%s: %d in SQLite and %d in Raja", code, counts[segment], s.raja.run.Counts[code])
			}
		}
		if side.moved != s.raja.run.Changed {
			return fmt.Errorf("%d moved in SQLite and %d in Raja", side.moved, s.raja.run.Changed)
		}
	}
	s.notes = append(s.notes, fmt.Sprintf("%s: each run moves %s of %s customers; Raja and both SQLites agree on every count", s.title(name), many(s.raja.run.Changed), many(s.customers)))
	return nil
}
