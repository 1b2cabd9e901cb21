package main

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	_ "github.com/mattn/go-sqlite3" // the peer: SQLite itself, through cgo

	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/badger"
)

// A durable commit is a record of 700 bytes with four keys of indexes, in one
// transaction that survives a power cut when it is answered.
const (
	recordSize = 700
	indexes    = 4
	rounds     = 5 // each measured in turn, so that a slow minute meets all
)

// committer is one way to commit.
type committer struct {
	name   string
	commit func(ctx context.Context, id uint64) error
	close  func() error
}

// commits measures durable commits of one writer and of many, Raja beside
// SQLite.
func (b *bench) commits(ctx context.Context) error {
	dir, err := os.MkdirTemp("", "raja-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir) //nolint:errcheck // a folder of /tmp
	raja, err := rajaCommits(dir, rajaName, badger.Options{})
	if err != nil {
		return err
	}
	server, err := rajaCommits(dir, serverName, badger.Options{MemTable: 64 << 20})
	if err != nil {
		return errors.Join(err, raja.close())
	}
	lite, err := sqliteCommits(ctx, dir)
	if err != nil {
		return errors.Join(err, raja.close(), server.close())
	}
	for _, writers := range []int{1, 32} {
		if err = b.commitAll(ctx, writers, raja, server, lite); err != nil {
			break
		}
	}
	return errors.Join(err, raja.close(), server.close(), lite.close())
}

// Raja as a shop has it, and as its documentation advises for a server.
const (
	rajaName   = "Raja"
	serverName = "Raja, tables of 64 MiB"
)

func (b *bench) commitAll(ctx context.Context, writers int, all ...*committer) error {
	rates := make([][]float64, len(all))
	for range rounds {
		for i, one := range all {
			rate, err := one.measure(ctx, writers, b.long)
			if err != nil {
				return fmt.Errorf("%s: %w", one.name, err)
			}
			rates[i] = append(rates[i], rate)
		}
	}
	for i, one := range all {
		slices.Sort(rates[i])
		middle := rates[i][rounds/2]
		remarks := fmt.Sprintf("%.0f to %.0f", rates[i][0], rates[i][rounds-1])
		b.lines = append(b.lines, line{commitName(one.name, writers), "commit", middle, 1e9 / middle, remarks})
	}
	return nil
}

func commitName(who string, writers int) string {
	return fmt.Sprintf("%s, durable commit, %d writers", who, writers)
}

var nextID atomic.Uint64

// measure lets writers commit for a while and returns commits a second.
func (c *committer) measure(ctx context.Context, writers int, long time.Duration) (float64, error) {
	within, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	var done atomic.Int64
	var work sync.WaitGroup
	failed := make(chan error, writers)
	began := time.Now()
	for range writers {
		work.Go(func() {
			for within.Err() == nil {
				if err := c.commit(ctx, nextID.Add(1)); err != nil {
					failed <- err
					return
				}
				done.Add(1)
			}
		})
	}
	work.Wait()
	took := time.Since(began)
	select {
	case err := <-failed:
		return 0, err
	default:
		return float64(done.Load()) / took.Seconds(), nil
	}
}

func rajaCommits(dir, name string, opts badger.Options) (*committer, error) {
	db, err := badger.Open(filepath.Join(dir, name), opts)
	if err != nil {
		return nil, err
	}
	return &committer{name, func(ctx context.Context, id uint64) error {
		return db.Update(ctx, nil, func(t store.Txn) error {
			err := t.Set(key('c', id), record(id))
			for i := range indexes {
				err = errors.Join(err, t.Set(key(byte(i), id), nil))
			}
			return err
		})
	}, db.Close}, nil
}

// sqliteCommits is set up as its documentation advises for durable writes: WAL,
// synchronous=FULL, one connection that writes, prepared statements.
func sqliteCommits(ctx context.Context, dir string) (*committer, error) {
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "lite")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate")
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	for _, statement := range []string{
		"CREATE TABLE record (id BLOB PRIMARY KEY, body BLOB) WITHOUT ROWID",
		"CREATE TABLE lookup (key BLOB PRIMARY KEY) WITHOUT ROWID",
	} {
		if _, err := db.ExecContext(ctx, statement); err != nil {
			return nil, errors.Join(err, db.Close())
		}
	}
	return &committer{"SQLite FULL", func(ctx context.Context, id uint64) error { return liteCommit(ctx, db, id) }, db.Close}, nil
}

func liteCommit(ctx context.Context, db *sql.DB, id uint64) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "INSERT INTO record VALUES (?, ?)", key('c', id), record(id))
	for i := 0; err == nil && i < indexes; i++ {
		_, err = tx.ExecContext(ctx, "INSERT INTO lookup VALUES (?)", key(byte(i), id))
	}
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

func key(space byte, id uint64) []byte { return binary.BigEndian.AppendUint64([]byte{space}, id) }

// record is half text that compresses and half chance, as records are.
func record(id uint64) []byte {
	body := make([]byte, recordSize)
	state := id*0x9e3779b97f4a7c15 + 1
	for i := 0; i+8 <= recordSize/2; i += 8 {
		state ^= state << 13
		state ^= state >> 7
		state ^= state << 17
		binary.LittleEndian.PutUint64(body[i:], state)
	}
	return body
}
