package main

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	_ "modernc.org/sqlite" // the peer: SQLite in Go
)

// The two SQLites, each set up as its documentation advises: WAL, synchronous
// FULL, as Raja is, a cache of 16 MB, prepared statements, one transaction for
// a load, ANALYZE after it.
const (
	cgoName   = "SQLite (cgo)"
	purelyGo  = "SQLite (modernc)"
	liteTable = `CREATE TABLE customer (id INTEGER PRIMARY KEY, ref TEXT, name TEXT, honorific TEXT, phone TEXT, email TEXT, tags TEXT,
 visits INTEGER DEFAULT 0, orders INTEGER DEFAULT 0, net INTEGER DEFAULT 0, last_order_day INTEGER DEFAULT 0, segment INTEGER DEFAULT 0, since INTEGER DEFAULT 0)`
)

func openLite(who, path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite3", "file:"+path+"?_journal_mode=WAL&_synchronous=FULL&_cache_size=-16000&_txlock=immediate")
	if who == purelyGo {
		db, err = sql.Open("sqlite", "file:"+path+"?_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=cache_size(-16000)&_txlock=immediate")
	}
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

// childLite takes a file of customers into a table. "indexed" makes those
// indexes too that Raja keeps, after the load, as is advised.
func childLite(ctx context.Context, _ *bench, words []string) (told, error) {
	db, err := openLite(cgoName, words[0])
	if err != nil {
		return told{}, err
	}
	began := time.Now()
	rows, err := liteLoad(ctx, db, words[1])
	if err == nil && words[2] == "indexed" {
		err = liteIndex(ctx, db)
	}
	err = errors.Join(err, db.Close())
	return told{Took: time.Since(began), Rows: rows}, err
}

func liteLoad(ctx context.Context, db *sql.DB, path string) (rows int, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close() //nolint:errcheck // it was read
	if _, err := db.ExecContext(ctx, liteTable); err != nil {
		return 0, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	rows, err = liteRows(ctx, tx, csv.NewReader(file))
	if err != nil {
		return rows, errors.Join(err, tx.Rollback())
	}
	return rows, tx.Commit()
}

func liteRows(ctx context.Context, tx *sql.Tx, table *csv.Reader) (rows int, err error) {
	insert, err := tx.PrepareContext(ctx, "INSERT INTO customer (ref, name, honorific, phone, email, tags) VALUES (?, ?, ?, ?, ?, ?)")
	if err != nil {
		return 0, err
	}
	defer insert.Close() //nolint:errcheck // with its transaction
	table.ReuseRecord = true
	_, err = table.Read() // headings
	for err == nil {
		var cells []string
		if cells, err = table.Read(); err != nil {
			break
		}
		_, err = insert.ExecContext(ctx, cells[0], cells[1], cells[2], cells[3], cells[4], cells[5])
		rows++
	}
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return rows, err
}

// liteIndex makes what answers the questions that Raja's indexes answer.
func liteIndex(ctx context.Context, db *sql.DB) error {
	for _, statement := range []string{
		"CREATE UNIQUE INDEX customer_ref ON customer (ref)",
		"CREATE INDEX customer_phone ON customer (phone)",
		"CREATE INDEX customer_email ON customer (email)",
		"CREATE INDEX customer_segment ON customer (segment)",
		"ANALYZE",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// liteSide does the work on an open database.
type liteSide struct {
	db    *sql.DB
	rule  settings
	moved int // by the last run

	next, all, found *sql.Stmt
}

func newLiteSide(ctx context.Context, db *sql.DB) (*liteSide, error) {
	const row = "SELECT id, ref, name, honorific, phone, email, tags, visits, orders, net, last_order_day, segment, since FROM customer "
	side := &liteSide{db: db}
	var err error
	if side.next, err = db.PrepareContext(ctx, row+"WHERE id > ? ORDER BY id LIMIT ?"); err != nil {
		return nil, err
	}
	side.all, err = db.PrepareContext(ctx, row)
	return side, err
}

// liteCustomer is a row of the table.
type liteCustomer struct {
	id                                                int64
	ref, name, honorific, phone, email, tags          string
	visits, orders, net, lastOrderDay, segment, since int64
}

func (s *liteSide) page(ctx context.Context, behind, rows int) error {
	got, err := s.next.QueryContext(ctx, behind, rows)
	return readRows(got, err, rows)
}

func (s *liteSide) scan(ctx context.Context, customers int) error {
	got, err := s.all.QueryContext(ctx)
	return readRows(got, err, customers)
}

func readRows(rows *sql.Rows, err error, want int) error {
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	count := 0
	for rows.Next() {
		var c liteCustomer
		if err := rows.Scan(&c.id, &c.ref, &c.name, &c.honorific, &c.phone, &c.email, &c.tags,
			&c.visits, &c.orders, &c.net, &c.lastOrderDay, &c.segment, &c.since); err != nil {
			return err
		}
		count++
	}
	if count != want && rows.Err() == nil {
		return fmt.Errorf("%d rows, want %d", count, want)
	}
	return rows.Err()
}
