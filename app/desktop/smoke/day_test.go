//go:build window && linux

package smoke_test

import (
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/command"
)

// day is a day at the counter: one window, used by one person for one thing
// after another.
type day struct {
	page    *page
	dir     string // the shop's
	in, out string // the files that the dialogs are answered with
	added   int    // customers since the morning
}

// somebody is no name that the invented customers have.
const somebody = "Ratna Kusumawardani"

func (d *day) startsWithCustomers(t *testing.T) {
	d.page.shows(t, "heading", "Hari ini")
	d.page.picture(t, "today")
	d.page.visit(t, "Pelanggan")
	d.page.says(t, fmt.Sprintf("%d orang", invented))
	d.page.shown(t, "row", "C-00", func(rows int) bool { return rows > 10 })
	d.page.picture(t, "customers")
}

func (d *day) addsCustomer(t *testing.T) {
	d.page.click(t, "button", "Pelanggan")
	d.page.shows(t, "dialog", "Pelanggan baru")
	d.page.enter(t, "textbox", "Nama", somebody)
	d.page.enter(t, "textbox", "Telepon", "0812-9000-4471")
	d.page.click(t, "button", "Simpan")
	d.added++
	d.page.says(t, "seluler, sah")
	d.page.says(t, somebody)
}

func (d *day) findsCustomer(t *testing.T) {
	d.page.visit(t, "Pelanggan")
	d.page.enter(t, "searchbox", "Cari nama", "kusumaw")
	d.page.shown(t, "row", "C-0", func(rows int) bool { return rows == 1 })
	d.page.click(t, "row", somebody)
	d.page.shows(t, "region", "Segmen")
}

// lendsShop lets somebody type a command meanwhile, and the window shows what
// it did.
func (d *day) lendsShop(t *testing.T) {
	var printed, complaint strings.Builder
	words := []string{"--data", d.dir, "--now", now, "customer", "add", "Wening Prameswari", "--phone", "0812-9000-4472"}
	if code := command.Run(t.Context(), words, nil, &printed, &complaint); code != 0 || complaint.Len() > 0 {
		t.Fatalf("raja %q ended with %d and said %s%s", words, code, &printed, &complaint)
	}
	d.added++
	d.page.visit(t, "Pelanggan")
	d.page.enter(t, "searchbox", "Cari nama", "prameswari")
	d.page.shows(t, "row", "Wening Prameswari")
}

func (d *day) explainsSegment(t *testing.T) {
	code, _ := d.champion(t)
	d.page.visit(t, "Pelanggan")
	d.page.enter(t, "searchbox", "Cari nama", code)
	d.page.click(t, "row", code)
	d.page.shows(t, "region", "Segmen")
	var card struct {
		Segment struct {
			ReasonID string `json:"reason_id"`
		} `json:"segment"`
	}
	d.ask(t, "/api/customers/"+code, &card)
	if card.Segment.ReasonID == "" {
		t.Fatalf("nothing says why %s is a champion", code)
	}
	d.page.says(t, card.Segment.ReasonID)
	d.page.picture(t, "card")
}

// champion is one of the best customers.
func (d *day) champion(t *testing.T) (code, name string) {
	t.Helper()
	var list struct {
		Customers []struct {
			Code string `json:"code"`
			Name string `json:"name"`
		} `json:"customers"`
	}
	d.ask(t, "/api/customers?segment=CHAMPIONS&limit=1", &list)
	if len(list.Customers) == 0 {
		t.Fatal("the shop has no champion")
	}
	return list.Customers[0].Code, list.Customers[0].Name
}

// ask reads from the contract as the page does.
func (d *day) ask(t *testing.T, path string, into any) {
	t.Helper()
	request := fmt.Sprintf(`{"id":"smoke","method":"GET","path":%q}`, path)
	var answer struct {
		Status int
		Body   string
	}
	d.page.eval(t, fmt.Sprintf("window.go.window.Bridge.Do(%q).then(JSON.parse)", request), &answer)
	if answer.Status != 200 {
		t.Fatalf("GET %s = %d %s", path, answer.Status, answer.Body)
	}
	if err := json.Unmarshal([]byte(answer.Body), into); err != nil {
		t.Fatal(err)
	}
}

func (d *day) importsFile(t *testing.T) {
	rows := "customer,date,amount\nSari Wulandari Baru,2026-01-05,75000\nWawan Gunadi Baru,2026-02-11,120000\nWawan Gunadi Baru,2026-13-45,90000\n"
	if err := os.WriteFile(d.in, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	d.page.visit(t, "Impor")
	d.page.click(t, "button", "Pilih berkas")
	d.page.shows(t, "region", "Dua puluh baris pertama")
	for _, column := range []string{"customer", "date", "amount"} {
		d.page.does(t, "choose", "combobox", "Arti "+column, column)
	}
	d.page.does(t, "choose", "combobox", "Bentuk tanggal", "YYYY-MM-DD")
	d.page.click(t, "button", "Periksa dulu")
	d.page.shows(t, "heading", "Inilah yang akan terjadi")
	d.page.says(t, "Termasuk 2 pelanggan baru")
	d.page.click(t, "button", "Impor sekarang")
	d.page.shows(t, "heading", "Selesai")
	d.page.says(t, "2026-13-45")
	d.added += 2
}

func (d *day) exportsFile(t *testing.T) {
	d.page.visit(t, "Ekspor")
	d.page.click(t, "radio", "CSV untuk program lain")
	d.page.enter(t, "textbox", "Keperluan", "kirim kartu Lebaran")
	d.page.click(t, "button", "Ekspor")
	d.page.shows(t, "region", "Ekspor selesai")
	d.page.says(t, fmt.Sprintf("%d pelanggan sudah ditulis", invented+d.added))
	body, err := os.ReadFile(d.out)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(body)
	d.page.says(t, hex.EncodeToString(sum[:]))
	table, err := csv.NewReader(strings.NewReader(string(body))).ReadAll()
	if err != nil || len(table) != invented+d.added+1 {
		t.Errorf("the file has %d rows with its head, want %d: %v", len(table), invented+d.added+1, err)
	}
}

func (d *day) answersAfterHours(t *testing.T) {
	d.page.visit(t, "Setelah tutup")
	d.page.shows(t, "heading", "Sudah tutup")
	d.page.shows(t, "list", "Pilihan, yang terbaik dulu")
	d.page.says(t, "Saran pertama")
	stranger := d.page.text(t, "list", "Pilihan, yang terbaik dulu")
	code, name := d.champion(t)
	d.page.enter(t, "textbox", "Pelanggan", name)
	d.page.click(t, "option", code)
	d.page.shows(t, "button", "Ganti pelanggan")
	if known := d.page.text(t, "list", "Pilihan, yang terbaik dulu"); known == stranger || known == "" {
		t.Errorf("a champion is offered what a stranger is: %q", known)
	}
}

// refusesBlobs holds the one thing that ends WebKitGTK on the spot: a request
// of the page's own that carries a Blob.
func (d *day) refusesBlobs(t *testing.T) {
	for _, script := range []string{
		`window.go.window.Bridge.Do(new Blob(["x"]))`,
		`fetch("/api/customers", {method: "POST", body: new Blob(["x"])})`,
	} {
		var outcome string
		d.page.eval(t, script+`.then(() => "answered", () => "refused")`, &outcome)
		if outcome != "refused" {
			t.Errorf("%s was %s, want refused", script, outcome)
		}
	}
	d.page.visit(t, "Pelanggan")
}
