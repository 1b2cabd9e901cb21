package main

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/raja-crm/raja/app/sample"
)

// liteCase is the rule as SQL, ?1 the visits that make a regular, ?2 the days
// after which somebody stays away.
var liteCase = fmt.Sprintf(`CASE WHEN orders = 0 THEN %d WHEN %d - last_order_day > ?2 THEN %d
 WHEN net >= %d AND visits >= ?1 THEN %d WHEN visits >= ?1 THEN %d ELSE %d END`, prospect, asOf, gone, much, royal, regular, guest)

// settings are what the rule is told.
type settings struct{ often, away int }

// turn is between which settings the runs of a line go to and fro, so that
// each moves somebody.
type turn [2]settings

var (
	aDay     = turn{{often, away}, {often, away + 1}} // as many as begin or end to stay away in a day
	oneInTen = turn{{often, away}, {often - 2, away}} // the owner makes more of them regulars
)

// other returns the settings of a turn that now is not.
func (t turn) other(now settings) settings {
	if now == t[0] {
		return t[1]
	}
	return t[0]
}

// figures are what the rule looks at.
type figures struct {
	visits, orders, net int
	last                int
}

// liteFigures writes what the notas come to, which Raja works out as they are
// taken in.
func liteFigures(ctx context.Context, db *sql.DB, crowd *sample.Crowd, customers int) error {
	all := make([]figures, customers)
	for nota := range crowd.Notas() {
		one, day := &all[nota.Customer], dayOf(nota.At)
		if one.last != day {
			one.visits++
		}
		one.orders, one.net, one.last = one.orders+1, one.net+nota.Price*nota.Quantity, day
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	update, err := tx.PrepareContext(ctx, "UPDATE customer SET visits = ?, orders = ?, net = ?, last_order_day = ? WHERE id = ?")
	for i := 0; err == nil && i < len(all); i++ {
		_, err = update.ExecContext(ctx, all[i].visits, all[i].orders, all[i].net, all[i].last, i+1)
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "ANALYZE")
	return err
}

// dayOf counts days from 1970 in the shop's own zone.
func dayOf(at time.Time) int {
	_, ahead := at.Zone()
	return int((at.Unix() + int64(ahead)) / (24 * 60 * 60))
}

// segment asks everybody's segment and writes those that changed, in one
// transaction.
func (s *liteSide) segment(ctx context.Context, turn turn) (time.Duration, error) {
	s.rule = turn.other(s.rule)
	began := time.Now()
	err := s.within(ctx, func(tx *sql.Tx) error {
		changed, err := s.decided(ctx, tx)
		if err != nil {
			return err
		}
		update, err := tx.PrepareContext(ctx, "UPDATE customer SET segment = ?, since = ? WHERE id = ?")
		if err != nil {
			return err
		}
		defer update.Close() //nolint:errcheck // with its transaction
		for _, one := range changed {
			if _, err := update.ExecContext(ctx, one[1], asOf, one[0]); err != nil {
				return err
			}
		}
		s.moved = len(changed)
		return nil
	})
	return time.Since(began), err
}

// decided returns who is in another segment now.
func (s *liteSide) decided(ctx context.Context, tx *sql.Tx) ([][2]int64, error) {
	rows, err := tx.QueryContext(ctx, "SELECT id, segment, "+liteCase+" FROM customer", s.rule.often, s.rule.away)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	var changed [][2]int64
	for rows.Next() {
		var id, was, now int64
		if err := rows.Scan(&id, &was, &now); err != nil {
			return nil, err
		}
		if was != now {
			changed = append(changed, [2]int64{id, now})
		}
	}
	return changed, rows.Err()
}

// update decides and writes in one statement; nothing comes back.
func (s *liteSide) update(ctx context.Context, turn turn) (time.Duration, error) {
	s.rule = turn.other(s.rule)
	began := time.Now()
	err := s.within(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, "UPDATE customer SET segment = "+liteCase+", since = ?3 WHERE segment IS NOT "+liteCase, s.rule.often, s.rule.away, asOf)
		return err
	})
	return time.Since(began), err
}

func (s *liteSide) within(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// counts returns how many are in each segment.
func (s *liteSide) counts(ctx context.Context) (map[int]int, error) {
	rows, err := s.db.QueryContext(ctx, "SELECT segment, count(*) FROM customer GROUP BY segment")
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	counts := map[int]int{}
	for rows.Next() {
		var segment, count int
		if err := rows.Scan(&segment, &count); err != nil {
			return nil, err
		}
		counts[segment] = count
	}
	return counts, rows.Err()
}
