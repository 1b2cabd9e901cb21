package core_test

import (
	"context"
	"encoding"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
	"github.com/raja-crm/raja/core/journal"
	"github.com/raja-crm/raja/core/loyalty"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/people"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
	"github.com/raja-crm/raja/plugins/standard"
)

// format is FORMAT.md: its text, and its tables by the heading above them.
type format struct {
	text   string
	tables map[string][][]string
}

// readFormat reads FORMAT.md. Cells lose their backticks, tables their heads.
func readFormat(t *testing.T) format {
	t.Helper()
	text, err := os.ReadFile("FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	read, heading, before := format{string(text), map[string][][]string{}}, "", ""
	for line := range strings.Lines(read.text) {
		if title, ok := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); ok && line[0] == '#' {
			heading = strings.Trim(title, "`\n")
		}
		inside := strings.HasPrefix(before, "|") && !strings.HasPrefix(line, "| ---")
		if before = line; inside && line[0] == '|' {
			cells := strings.Split(strings.Trim(strings.ReplaceAll(line, "`", ""), "| \n"), " | ")
			read.tables[heading] = append(read.tables[heading], cells)
		}
	}
	return read
}

// column returns the cells at one place of a table.
func column(rows [][]string, at int) []string {
	var cells []string
	for _, row := range rows {
		cells = append(cells, row[at])
	}
	return cells
}

func TestFormatNamesEveryKeyspace(t *testing.T) {
	source, err := os.ReadFile("record/key.go")
	if err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, found := range regexp.MustCompile(`(?m)^\t(\w+) +Space += '(.)'`).FindAllSubmatch(source, -1) {
		want = append(want, fmt.Sprintf("%s %s", found[2], found[1]))
	}
	for _, row := range readFormat(t).tables["Keyspaces"] {
		got = append(got, row[0]+" "+row[1])
	}
	if got = slices.Compact(got); len(want) == 0 || !slices.Equal(got, want) {
		t.Errorf("FORMAT.md has the keyspaces %q, core/record has %q", got, want)
	}
}

// records are the types that lie on disk as CBOR, and those inside them.
func records() []any {
	chapters := []any{people.Customer{}, people.Phone{}, people.Ref{}, sale.Order{}, sale.Line{}, loyalty.Entry{}, loyalty.Program{}, loyalty.Reward{}}
	doings := []any{core.Business{}, core.Batch{}, core.Reached{}, core.BatchUndo{}, core.Run{}, core.Measured{}, core.Cuts{}, core.Refusal{}, core.Plugin{}, core.Draft{}, plugin.Limits{}, money.Currency{}}
	return slices.Concat(chapters, doings, []any{journal.Entry{}, journal.Change{}, journal.Head{}})
}

func TestFormatNamesEveryField(t *testing.T) {
	if *update {
		updateFormat(t)
	}
	doc := readFormat(t)
	for _, one := range append(records(), chapterRecords()...) {
		kind := reflect.TypeOf(one)
		var want, got []string
		for field := range kind.Fields() {
			if number, options, _ := strings.Cut(field.Tag.Get("cbor"), ","); number != "-" {
				want = append(want, number+" "+field.Name+" "+written(field.Type, strings.Contains(options, "omit")))
			}
		}
		for _, row := range doc.tables[kind.String()] {
			got = append(got, strings.Join(row[:3], " "))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("FORMAT.md and %s disagree (-code +text):\n%s", kind, diff)
		}
	}
}

// written is how FORMAT.md names the form that a type takes in CBOR.
func written(kind reflect.Type, optional bool) string {
	if optional {
		return written(kind, false) + "?"
	}
	if kind == reflect.TypeFor[time.Time]() {
		return "instant"
	}
	if kind.Implements(reflect.TypeFor[encoding.BinaryMarshaler]()) {
		return fmt.Sprint(kind.Len(), " bytes")
	}
	switch kind.Kind() {
	case reflect.Pointer:
		return written(kind.Elem(), false) + " or null"
	case reflect.Slice:
		if kind.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "list of " + written(kind.Elem(), false)
	case reflect.Array:
		return fmt.Sprint(kind.Len(), " ", written(kind.Elem(), false))
	case reflect.Map:
		return "map of " + written(kind.Key(), false) + " to " + written(kind.Elem(), false)
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "bool"
	case reflect.Uint32, reflect.Uint64:
		return "uint"
	case reflect.Int, reflect.Int32, reflect.Int64:
		return "int"
	}
	return kind.String()
}

func TestFormatGivesTheRowOfFacts(t *testing.T) {
	want, last := []string{"present 0 8"}, 0
	for _, field := range abi.FactsFields() {
		if field.Only == "" { // what one hook is given is not kept
			want, last = append(want, fmt.Sprint(field.Name, " ", field.From, " ", field.To-field.From)), field.To
		}
	}
	want = append(want, fmt.Sprint("spare ", last, " ", abi.FactsSize-last))
	var got []string
	for _, row := range readFormat(t).tables["Facts page"] {
		got = append(got, strings.Join([]string{row[1], row[0], row[2]}, " "))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("FORMAT.md and the ABI disagree (-code +text):\n%s", diff)
	}
}

func TestFormatGivesTheLimits(t *testing.T) {
	want := map[string]int64{
		"store.MaxKey": store.MaxKey, "store.MaxValue": store.MaxValue,
		"store.MaxTxnBytes": store.MaxTxnBytes, "store.MaxTxnOps": store.MaxTxnOps,
		"people.MaxName": people.MaxName, "people.MaxHonorific": people.MaxHonorific, "people.MaxRef": people.MaxRef,
		"people.MaxPhones": people.MaxPhones, "people.MaxTags": people.MaxTags, "people.MaxRefs": people.MaxRefs,
		"sale.MaxLines": sale.MaxLines, "sale.MaxText": sale.MaxText, "sale.MaxTotal": int64(sale.MaxTotal),
	}
	got := map[string]int64{}
	for _, row := range readFormat(t).tables["Limits"] {
		limit, err := strconv.ParseInt(strings.ReplaceAll(row[1], ",", ""), 10, 64)
		if err != nil {
			t.Error(err)
		}
		got[row[0]] = limit
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("FORMAT.md and the code disagree (-code +text):\n%s", diff)
	}
}

// formatShop makes the same shop each time, with a record of every kind in it.
func formatShop(t *testing.T) *memory.DB {
	t.Helper()
	kept, dir, ctx := memory.New(), t.TempDir()+"/shop", context.Background()
	engine, err := core.Create(ctx, dir, core.Business{Name: "Laundry Melati", Preset: core.Laundry}, core.Config{
		Rules: append(standard.Rules(), nextStep(t, "go"), plugin.Source{Manifest: []byte(kings), Schema: []byte(kingsSettings)}), Clock: march(14), Entropy: rand.NewChaCha8([32]byte{}), Store: &undying{kept}, CacheDir: cache(), Library: library(),
	})
	if err != nil {
		t.Fatal(err)
	}
	sari, _, err := engine.People.Add(ctx, core.NewCustomer{
		Name: "Sari", Phones: []string{"0812-3456-7890"}, Email: "Sari@contoh.id", Refs: []people.Ref{{Source: "kasir", Ref: "P7"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, sold := engine.Sales.Add(ctx, core.NewOrder{Customer: sari.Ordinal, Items: []sale.Line{{Item: "Cuci", Quantity: 3, Price: 25_000}}})
	take(t, engine, "order,customer,date,amount\nN1,Budi,2026-03-10,50000\n,Budi,2026-03-11,20000\n")
	take(t, engine, "order,customer,date,amount\nN1,Budi,2026-03-10,80000\n") // changed: points are taken back
	_, err = engine.Imports.Run(ctx, strings.NewReader("name,phone\nDewi,081311112222\n"), core.ImportOptions{Kind: intake.Customers})
	take(t, engine, "name,phone,date,amount\nDewi,081311112222,2026-03-12,9000000\n") // a tier that somebody has now
	list(t, engine)                                                                   // an export, which the journal notes
	set := engine.Hours.Set(ctx, "mon-sat 10:00-21:00")
	_, ran := engine.Segments.Run(ctx, core.RunOptions{})
	_, beside := engine.Segments.Run(ctx, core.RunOptions{Plugin: "kings"})
	tuned := engine.Plugins.Configure(ctx, "points", []byte(`{"points_per_step": 2}`))
	starved := engine.Plugins.Limit(ctx, "points", plugin.Limits{Units: 1}) // the next order's points wait
	dewi, missing := engine.People.Find(ctx, "081311112222")
	_, waits := engine.Sales.Add(ctx, core.NewOrder{Customer: dewi.Ordinal, Items: []sale.Line{{Item: "Setrika", Quantity: 1, Price: 15_000}}})
	chaptersShop(t, engine, sari.Ordinal)
	if err := errors.Join(sold, err, set, ran, beside, tuned, starved, missing, waits, engine.Close()); err != nil {
		t.Fatal(err)
	}
	if marker, err := os.ReadFile(dir + "/raja.json"); string(marker) != "{\"format\":3}\n" {
		t.Errorf("raja.json holds %q (%v)", marker, err)
	}
	return kept
}

// Every key of a real shop is laid out, and every value formed, as one row of
// FORMAT.md says, and every row says something that is there.
func TestFormatDescribesEveryRecordOfAShop(t *testing.T) {
	doc, met := readFormat(t), map[string]bool{}
	err := formatShop(t).View(context.Background(), func(reader store.Reader) error {
		for kv, err := range reader.Range(store.Range{}) {
			if err != nil {
				return err
			}
			row := doc.row(kv.Key)
			if row == nil {
				t.Errorf("FORMAT.md has no layout for the key %x", kv.Key)
				continue
			}
			met[strings.Join(row[:3], " ")] = true
			if err := doc.fits(kv, row[3]); err != nil {
				t.Errorf("key %x, %s: %v", kv.Key, row[3], err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range doc.tables["Keyspaces"] {
		if layout := strings.Join(row[:3], " "); !met[layout] {
			t.Errorf("no key of the shop is laid out as %q", layout)
		}
	}
}

// The bytes that FORMAT.md prints are those that the engine writes.
func TestFormatPrintsTrueBytes(t *testing.T) {
	printed := regexp.MustCompile(`(?m)^key ([0-9a-f\s]+)value ([0-9a-f\s]+)`)
	comments := regexp.MustCompile(`;[^\n]*`)
	examples := printed.FindAllStringSubmatch(comments.ReplaceAllString(readFormat(t).text, ""), -1)
	if len(examples) != 6 {
		t.Fatalf("FORMAT.md prints %d records that can be read, want 6", len(examples))
	}
	err := formatShop(t).View(context.Background(), func(reader store.Reader) error {
		for _, example := range examples {
			key, bad := hex.DecodeString(strings.Join(strings.Fields(example[1]), ""))
			got, err := reader.Get(key)
			if want := strings.Join(strings.Fields(example[2]), ""); bad != nil || hex.EncodeToString(got) != want {
				t.Errorf("key %x holds %x (%v), FORMAT.md prints %s", key, got, err, want)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
