//go:build window && linux

package smoke_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// noon is a time of day at which messages may be opened.
const noon = "2026-03-14T12:00:00+07:00"

// first is the first day of a shop that nobody has made yet.
type first struct {
	page   *page
	shop   string // what the first start makes
	opened string // the links that left for this computer's browser, a line each
}

// firstDay goes through what an owner tries first.
func firstDay(t *testing.T, s *stage) {
	files := t.TempDir()
	d := &first{shop: filepath.Join(s.home, "config", "Raja", "shop", "raja.json"), opened: filepath.Join(files, "opened")}
	browser := "#!/bin/sh\nprintf '%s\\n' \"$1\" >> \"" + d.opened + "\"\n"
	if err := os.WriteFile(filepath.Join(files, "xdg-open"), []byte(browser), 0o755); err != nil {
		t.Fatal(err)
	}
	a := s.open(t, []string{"RAJA_NOW=" + noon, "PATH=" + files + ":" + os.Getenv("PATH")}, "--safe-mode")
	d.page = a.page(t)
	for _, part := range []struct {
		name string
		do   func(*testing.T)
	}{
		{"a shop is made", d.makesShop},
		{"the first customer comes", d.addsCustomer},
		{"the first order is taken back by Ctrl+Z", d.undoesOrder},
		{"a chat opens in the browser of this computer", d.opensChat},
		{"Ctrl+K finds the handbook", d.findsHandbook},
		{"the language changes while the window is open", d.speaksEnglish},
		{"a file that is dropped beside the field leads nowhere", d.dropsFile},
		{"an answer that is lost is said, and the window lives", d.losesAnswer},
	} {
		if !t.Run(part.name, part.do) {
			return
		}
	}
	if code := a.quit(t, d.page); code != 0 {
		t.Errorf("the window ended with %d, want 0", code)
	}
}

func (d *first) makesShop(t *testing.T) {
	d.page.shows(t, "heading", "Selamat datang di Raja")
	if _, err := os.Stat(d.shop); err == nil {
		t.Error("a shop is there before anybody gave it a name")
	}
	d.page.click(t, "button", "Lanjut")
	d.page.enter(t, "textbox", "Nama toko", "Laundry Kenanga")
	d.page.click(t, "button", "Lanjut")
	d.page.click(t, "button", "Mulai kosong")
	d.page.says(t, "Belum ada pelanggan")
	if _, err := os.Stat(d.shop); err != nil {
		t.Errorf("the first start made no shop: %v", err)
	}
}

func (d *first) addsCustomer(t *testing.T) {
	d.page.does(t, "press", "n")
	d.page.shows(t, "dialog", "Pelanggan baru")
	d.page.enter(t, "textbox", "Nama", somebody)
	d.page.enter(t, "textbox", "Telepon", "0812-9000-4471")
	d.page.click(t, "button", "Simpan")
	d.page.says(t, "seluler, sah")
}

func (d *first) undoesOrder(t *testing.T) {
	d.page.click(t, "button", "Pesanan baru")
	d.page.enter(t, "combobox", "Nama", "Cuci kering")
	d.page.enter(t, "textbox", "Harga satuan", "40000")
	d.page.click(t, "button", "Simpan pesanan")
	d.page.says(t, "N-000001 dicatat")
	d.page.shown(t, "dialog", "", func(count int) bool { return count == 0 })
	d.page.does(t, "press", "z", "Control")
	d.page.says(t, "Sudah diurungkan")
	d.page.picture(t, "undone")
}

// opensChat follows a link out of the window: the desktop's opener is a script
// that writes down what it was given.
func (d *first) opensChat(t *testing.T) {
	d.page.click(t, "button", "Tulis pesan")
	d.page.click(t, "button", "Siapkan")
	d.page.click(t, "button", "Buka WhatsApp")
	d.page.says(t, "WhatsApp dibuka untuk "+somebody)
	eventually(t, "the browser is asked to open the chat", func() bool {
		links, err := os.ReadFile(d.opened)
		return err == nil && strings.HasPrefix(string(links), "https://wa.me/6281290004471?text=")
	})
	d.page.shows(t, "region", "Yang baru dilakukan")
}

// commands runs what the palette finds for a text.
func (d *first) commands(t *testing.T, field, text string) {
	d.page.does(t, "press", "k", "Control")
	d.page.enter(t, "combobox", field, text)
	d.page.shown(t, "option", text, func(count int) bool { return count == 1 })
	d.page.does(t, "press", "Enter")
}

func (d *first) findsHandbook(t *testing.T) {
	d.commands(t, "Siapa yang datang? Atau mau apa?", "Panduan")
	d.page.says(t, "Cara memakai Raja, bab demi bab")
	d.page.enter(t, "searchbox", "Cari di panduan", "listrik")
	d.page.says(t, "Setiap perubahan sudah ada di diska sebelum dijawab")
	d.page.picture(t, "handbook")
}

func (d *first) speaksEnglish(t *testing.T) {
	d.commands(t, "Siapa yang datang? Atau mau apa?", "Ganti bahasa ke Inggris")
	d.page.shows(t, "heading", "Handbook")
	d.page.shows(t, "link", "Customers")
}

// dropsFile holds what keeps WebKitGTK from going to a file that lands beside
// the field for files: the page takes the event for itself. No hand can drop a
// real file on a display that nobody sees.
func (d *first) dropsFile(t *testing.T) {
	d.page.does(t, "dropped")
	d.page.shows(t, "heading", "Handbook")
}

// losesAnswer lets the window's bridge answer nothing for a while.
func (d *first) losesAnswer(t *testing.T) {
	d.page.eval(t, `window.kept = window.go.window.Bridge.Do; window.go.window.Bridge.Do = () => Promise.reject(new Error("lost")); null`, nil)
	d.page.click(t, "link", "Loyalty")
	d.page.says(t, "Raja cannot be reached. Check that it is still running.")
	d.page.eval(t, `window.go.window.Bridge.Do = window.kept; null`, nil)
	d.page.click(t, "button", "Try again")
	d.page.shows(t, "heading", "Loyalty")
	d.page.visit(t, "Customers")
	d.page.says(t, somebody)
}
