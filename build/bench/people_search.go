package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"
)

const (
	hits   = 20
	typers = 150 // customers who are looked for, letter by letter
)

// typed is what somebody types who looks for a customer: every beginning of
// her name and of her number. Trigrams find words of three letters and more:
// fit are those that both can be asked.
func (t *town) typed() (all, fit []string) {
	for i := range typers {
		who := t.crowd.Person(i * (t.customers / typers))
		for _, text := range []string{strings.ToLower(who.Name), strings.ReplaceAll(who.Phone, "-", "")} {
			for end := 1; end <= len(text); end++ {
				if text[end-1] != ' ' {
					all = append(all, text[:end])
				}
			}
		}
	}
	return all, slices.DeleteFunc(slices.Clone(all), func(text string) bool {
		return slices.ContainsFunc(strings.Fields(text), func(word string) bool { return len(word) < 3 })
	})
}

// typing looks for customers as somebody types.
func (s *sides) typing(ctx context.Context) error {
	if err := s.cgo.prepareSearch(ctx); err != nil {
		return err
	}
	if err := s.raja.engine.Warm(ctx); err != nil {
		return err
	}
	all, fit := s.typed()
	var raja, same, lite [][]time.Duration
	differ := 0
	for range rounds {
		for _, one := range []struct {
			into    *[][]time.Duration
			queries []string
			search  func(context.Context, string) (int, error)
		}{{&raja, all, s.raja.search}, {&same, fit, s.raja.search}, {&lite, fit, s.cgo.search}} {
			took, err := stopwatch(ctx, one.queries, one.search)
			if err != nil {
				return err
			}
			*one.into = append(*one.into, took)
		}
	}
	for _, text := range fit {
		ours, _ := s.raja.search(ctx, text)
		theirs, _ := s.cgo.search(ctx, text)
		if ours != theirs {
			differ++
		}
	}
	p99 := s.hundredths("type-ahead, 20 hits: Raja, every letter", raja)
	ours := s.hundredths("type-ahead, 20 hits, words of 3 letters: Raja", same)
	theirs := s.hundredths("type-ahead, 20 hits, words of 3 letters: "+cgoName+" FTS5 trigram", lite)
	s.notes = append(s.notes, fmt.Sprintf("%s: of %d queries %d find another number of the first 20", s.title("type-ahead"), len(fit), differ))
	most := 1.0
	if s.customers > shopCustomers {
		most = 5
	}
	s.want(s.atMost, "type-ahead, p99, ms", ms(p99), most, "%.0f")
	s.want(s.atMost, "type-ahead, p99 to SQLite FTS5 trigram", ratio(ours, theirs), 0.6, "%.1f")
	return nil
}

func stopwatch(ctx context.Context, queries []string, search func(context.Context, string) (int, error)) ([]time.Duration, error) {
	took := make([]time.Duration, len(queries))
	for i, text := range queries {
		began := time.Now()
		if _, err := search(ctx, text); err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		took[i] = time.Since(began)
	}
	slices.Sort(took)
	return took, nil
}

// hundredths adds a line of the median query, with the 99th of a hundred of
// each round in the remarks, and returns the middle of these.
func (s *sides) hundredths(name string, rounds [][]time.Duration) time.Duration {
	var half, slow []time.Duration
	for _, took := range rounds {
		half, slow = append(half, part(took, 50)), append(slow, part(took, 99))
	}
	slices.Sort(half)
	slices.Sort(slow)
	p99 := slow[len(slow)/2]
	work, who, _ := strings.Cut(name, ": ")
	s.add(s.title(work)+": "+who, "query", 1, half[len(half)/2], fmt.Sprintf("p99 %s, rounds %s to %s", short(p99), short(slow[0]), short(slow[len(slow)-1])))
	return p99
}

func (r *rajaSide) search(ctx context.Context, text string) (int, error) {
	found, err := r.engine.People.Search(ctx, text, hits)
	return len(found), err
}

// prepareSearch fills a trigram table with what Raja finds a customer by.
func (s *liteSide) prepareSearch(ctx context.Context) error {
	for _, statement := range []string{
		"CREATE VIRTUAL TABLE names USING fts5 (text, tokenize = 'trigram')",
		`INSERT INTO names (rowid, text) SELECT id, name || ' ' || printf('C-%05d', id) || ' ' || phone || ' ' || replace(phone, '-', '')
 || ' 62' || substr(replace(phone, '-', ''), 2) || ' ' || ref FROM customer`,
		"INSERT INTO names (names) VALUES ('optimize')",
	} {
		if _, err := s.db.ExecContext(ctx, statement); err != nil {
			if strings.Contains(err.Error(), "no such module") {
				return errors.New("SQLite was built without FTS5; run it as go run ./build bench does, with -tags sqlite_fts5")
			}
			return err
		}
	}
	var err error
	s.found, err = s.db.PrepareContext(ctx, "SELECT rowid FROM names WHERE names MATCH ? LIMIT ?")
	return err
}

func (s *liteSide) search(ctx context.Context, text string) (int, error) {
	rows, err := s.found.QueryContext(ctx, `"`+strings.Join(strings.Fields(text), `" "`)+`"`, hits)
	if err != nil {
		return 0, err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	count := 0
	for rows.Next() {
		var id sql.RawBytes
		if err := rows.Scan(&id); err != nil {
			return 0, err
		}
		count++
	}
	return count, rows.Err()
}

// export writes CSV without the shell.
func (s *liteSide) export(ctx context.Context, path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	rows, err := s.db.QueryContext(ctx, exported)
	if err != nil {
		return errors.Join(err, file.Close())
	}
	defer rows.Close() //nolint:errcheck // Err says it
	table := csv.NewWriter(file)
	heads, err := rows.Columns()
	if err == nil {
		err = table.Write(heads)
	}
	cells, into := make([]string, len(heads)), make([]any, len(heads))
	for i := range cells {
		into[i] = &cells[i]
	}
	for err == nil && rows.Next() {
		if err = rows.Scan(into...); err == nil {
			err = table.Write(cells)
		}
	}
	table.Flush()
	return errors.Join(err, rows.Err(), table.Error(), file.Close())
}
