//go:build window && linux

package smoke_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// The figures of the shops that the windows below are opened on.
const (
	invented       = 300
	cdnowCustomers = 23570
	cdnowOrders    = 69659
)

func TestTheRealWindow(t *testing.T) {
	s := newStage(t, built(t))
	t.Run("a day at the counter", func(t *testing.T) { aDay(t, s) })
	t.Run("a shop of another trade and size", func(t *testing.T) { cdnowOpens(t, s) })
	t.Run("a second window on the same shop says so", func(t *testing.T) { secondWindow(t, s) })
	t.Run("a screen reader finds roles and names", func(t *testing.T) { screenReaderSees(t, s) })
	t.Run("a first day, in safe mode too", func(t *testing.T) { firstDay(t, s) })
}

// aDay goes through what a shop does with its window, in one sitting.
func aDay(t *testing.T, s *stage) {
	dir := laundry(t, invented)
	files := t.TempDir()
	d := &day{dir: dir, in: filepath.Join(files, "kasir.csv"), out: filepath.Join(files, "pelanggan.csv")}
	a := s.open(t, []string{"RAJA_PICK_OPEN=" + d.in, "RAJA_PICK_SAVE=" + d.out}, "--data", dir)
	d.page = a.page(t)
	for _, part := range []struct {
		name string
		do   func(*testing.T)
	}{
		{"the imported customers are there", d.startsWithCustomers},
		{"a new customer is written down", d.addsCustomer},
		{"she is found while her name is being typed", d.findsCustomer},
		{"the command line works meanwhile", d.lendsShop},
		{"a card says why a customer is in her segment", d.explainsSegment},
		{"a file comes in through a ticket", d.importsFile},
		{"a list goes out through a ticket", d.exportsFile},
		{"somebody knocks after closing time", d.answersAfterHours},
		{"no request of the page's own gets out", d.refusesBlobs},
	} {
		if !t.Run(part.name, part.do) {
			return
		}
	}
	t.Run("the window is closed and the shop is whole", func(t *testing.T) {
		if code := a.quit(t, d.page); code != 0 {
			t.Errorf("the window ended with %d, want 0", code)
		}
		if customers, _ := whole(t, dir); customers != invented+d.added {
			t.Errorf("the shop has %d customers, want %d", customers, invented+d.added)
		}
	})
}

func cdnowOpens(t *testing.T, s *stage) {
	dir := cdnow(t)
	a := s.open(t, nil, "--data", dir)
	p := a.page(t)
	p.visit(t, "Pelanggan")
	p.says(t, "23.570 orang")
	var rows string
	p.find(t, &rows, "attribute", "grid", "Pelanggan", "aria-rowcount")
	if want := fmt.Sprint(cdnowCustomers + 1); rows != want {
		t.Errorf("the table has %s rows with its head, want %s", rows, want)
	}
	p.enter(t, "searchbox", "Cari nama", "23570")
	p.shows(t, "row", "23570")

	if err := a.command.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if code := a.exit(t); code != 0 {
		t.Errorf("the window ended with %d after SIGTERM, want 0", code)
	}
	if customers, orders := whole(t, dir); customers != cdnowCustomers || orders != cdnowOrders {
		t.Errorf("the shop has %d customers and %d orders, want %d and %d", customers, orders, cdnowCustomers, cdnowOrders)
	}
}

func secondWindow(t *testing.T, s *stage) {
	dir := laundry(t, 1)
	first := s.open(t, nil, "--data", dir)
	first.page(t).shows(t, "heading", "Hari ini")

	second := s.open(t, nil, "--data", dir)
	p := second.page(t)
	p.shows(t, "heading", "Raja belum dapat dibuka")
	p.says(t, "Bila Raja sudah terbuka, pakai jendela itu atau tutup dulu")
	if code := second.quit(t, p); code != 1 {
		t.Errorf("the second window ended with %d, want 1", code)
	}
	if want := dir + " is open in another Raja; close that one first"; !strings.Contains(second.said.String(), want) {
		t.Errorf("the second window said %q, want %q in it", second.said.String(), want)
	}
}
