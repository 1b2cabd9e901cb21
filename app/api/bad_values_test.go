package api_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// form is a request that is taken as it stands, with every field that a person
// may fill in.
type form struct {
	method, path string
	body         map[string]any
}

func forms() []form {
	line := map[string]any{"name": "cuci", "quantity": 1, "price": 20_000}
	return []form{
		{"POST", "/api/customers", map[string]any{"name": "Rina", "phones": []any{"0812-9999-0001"}, "email": "rina@example.com", "honorific": "ibu", "call_name": "Rin", "tags": []any{"mall"}, "kind": "external"}},
		{"POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []any{line}, "discount": 0, "pay": 20_000, "delivery": 0, "method": "cash", "note": "wangi", "due": "2026-03-15 17:00", "why": "tamu", "by": "S-001"}},
		{"POST", "/api/orders/N-000001/money", map[string]any{"do": "refund", "amount": 1000, "method": "cash", "reason": "kurang bersih"}},
		{"POST", "/api/customers/C-00001/deposit", map[string]any{"do": "add", "amount": 1000, "method": "cash"}},
		{"POST", "/api/customers/C-00001/merge", map[string]any{"lose": "C-00002"}},
		{"POST", "/api/quotes", map[string]any{"customer": "C-00001", "until": "2026-03-20", "items": []any{line}, "discount": 0, "by": "S-001"}},
		{"POST", "/api/appointments", map[string]any{"customer": "C-00001", "start": "2026-03-16 11:00", "what": "potong", "resource": "kursi 1", "staff": "S-001", "minutes": 30, "before": 5, "after": 5, "note": "poni"}},
		{"POST", "/api/promises", map[string]any{"customer": "C-00001", "kind": "ready", "text": "selesai", "about": "N-000001", "due": "2026-03-15 17:00", "by": "S-001", "why": "tamu"}},
		{"POST", "/api/interactions", map[string]any{"customer": "C-00001", "kind": "inquiry", "channel": "whatsapp", "at": "2026-03-14 11:00", "body": "tanya harga", "quote": "berapa?", "topics": []any{"harga"}, "mood": 3, "patience": 2, "points": []any{"cepat"}, "questions": []any{"kapan?"}, "by": "S-001"}},
		{"POST", "/api/tickets", map[string]any{"type": "complaint", "customer": "C-00001", "title": "noda", "asked": "ganti", "need": "bersih", "severity": 2, "channel": "walk_in", "about": "N-000001", "owner": "S-001", "cause": "mesin", "mood": 2}},
		{"POST", "/api/followups", map[string]any{"customer": "C-00001", "purpose": "check_in", "text": "tanya", "due": "2026-03-16 10:00", "owner": "S-001", "about": "N-000001", "every_days": 7, "channel": "whatsapp"}},
		{"POST", "/api/messages", map[string]any{"customer": "C-00001", "purpose": "ready", "lang": "id", "text": "siap", "about": "N-000001"}},
		{"POST", "/api/visits", map[string]any{"at": "2026-03-13 22:30", "customer": "C-00001", "taken": "OWN_WAY", "why": "kenal", "by": "S-001"}},
		{"POST", "/api/items", map[string]any{"name": "Setrika", "type": "service", "unit": "kg", "category": "baju", "price": 7000, "least": 1000, "step": 100, "minutes": 30, "care_days": 30, "guide": "lipat"}},
		{"POST", "/api/items/K-0001/prices", map[string]any{"amount": 8000, "cost": 0, "list": "express", "from": "2026-04-01"}},
		{"POST", "/api/waiting", map[string]any{"customer": "C-00001", "item": "K-0001", "expected": "2026-04-01"}},
		{"POST", "/api/templates", map[string]any{"purpose": "ready", "lang": "id", "tone": "warm", "name": "siap", "opening": "{salam}", "body": "{nota} siap", "closing": "{toko}"}},
		{"POST", "/api/standards", map[string]any{"dimension": "time", "statement": "dijawab cepat", "measure": "menit", "target": "15", "checked": "tiap hari"}},
		{"POST", "/api/checklists", map[string]any{"name": "Buka", "moment": "opening", "steps": []any{"lampu"}}},
		{"POST", "/api/staff", map[string]any{"name": "Andi", "role": "staff", "skills": []any{"setrika"}, "remedy": 5000}},
		{"POST", "/api/departments", map[string]any{"name": "Kurir"}},
		{"POST", "/api/assets", map[string]any{"owner": "C-00001", "kind": "device", "name": "HP", "brand": "X", "model": "Y", "serial": "490154203237518", "note": "retak"}},
		{"POST", "/api/groups", map[string]any{"kind": "household", "name": "Keluarga Sari", "note": "blok A", "members": []any{"C-00001"}}},
		{"PUT", "/api/settings/messages", map[string]any{"quiet_from": "21:00", "quiet_to": "07:00", "marketing": 1, "days": 7}},
		{"PUT", "/api/workshop", map[string]any{"rounding": 100}},
	}
}

// bad are values that no field takes, as JSON, and which of them every text or
// every number has to refuse.
func bad() map[string]string {
	return map[string]string{
		"a megabyte": `"` + strings.Repeat("a", 1<<20) + `"`, "a long text": `"` + strings.Repeat("a", 1_000_000) + `"`, "no UTF-8": "\"a\xff\xfeb\"", "a control character": `"a\u0007\u001b[2J"`,
		"nothing": `""`, "spaces": `"   "`, "an impossible day": `"2026-02-30"`, "null": "null", "a list": "[]", "an object": "{}", "true": "true",
		"less than nothing": "-1", "beyond 2^53": "9007199254740993", "beyond int64": "9223372036854775808", "a fraction": "0.5", "a float": "1e300",
	}
}

// Whatever stands in whichever field: the answer is a sentence that names it,
// or it is taken as it stands. What is refused has written nothing, and the
// shop is sound afterwards.
func TestEveryValueIsRefusedByNameOrTaken(t *testing.T) {
	kept, engine, f := busy(t)
	for _, form := range forms() {
		for _, field := range slices.Sorted(maps.Keys(form.body)) {
			for _, name := range slices.Sorted(maps.Keys(bad())) {
				before := written(t, kept)
				status, document := f.ask(form.method, form.path, spoilt(t, form.body, field, bad()[name]))
				where := fmt.Sprintf("%s %s, %s is %s", form.method, form.path, field, name)
				if status < 300 {
					if always(form.body[field], name) {
						t.Errorf("%s: taken", where)
					}
					continue
				}
				failure, _ := document["error"].(map[string]any)
				said, _ := failure["message"].(string)
				if status >= 500 || failure["kind"] == "internal" || failure["field"] == "" || said == "" || len(said) > 600 {
					t.Errorf("%s: %d %.300v", where, status, failure)
				}
				if after := written(t, kept); after != before {
					t.Errorf("%s: refused with %.200q, and something was written", where, said)
				}
			}
		}
	}
	if report, err := engine.Health.Check(context.Background(), nil); err != nil || !report.OK() {
		t.Errorf("afterwards: %+v, %v", report, err)
	}
}

// always reports whether a value has to be refused wherever one like known
// stands.
func always(known any, name string) bool {
	switch known.(type) {
	case string:
		return slices.Contains([]string{"a megabyte", "a long text", "no UTF-8", "a list", "an object", "true", "less than nothing"}, name)
	case int:
		return slices.Contains([]string{"a megabyte", "a long text", "less than nothing", "beyond int64", "a fraction", "a float", "a list", "true"}, name)
	}
	return slices.Contains([]string{"a megabyte", "a long text", "no UTF-8", "less than nothing", "true"}, name)
}

// spoilt is a body as bytes with something else in one field.
func spoilt(t *testing.T, body map[string]any, field, value string) json.RawMessage {
	t.Helper()
	const mark = "\"~here~\""
	changed := maps.Clone(body)
	changed[field] = "~here~"
	text, err := json.Marshal(changed)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Replace(text, []byte(mark), []byte(value), 1)
}

// busy is a shop in which everything that the forms name is there.
func busy(t *testing.T) (store.Store, *core.Engine, *face) {
	t.Helper()
	kept := memory.New()
	engine, f := openOn(t, kept)
	for _, name := range []string{"Sari", "Budi"} {
		f.must("POST", "/api/customers", map[string]any{"name": name, "phones": []any{"0812-1111-22" + fmt.Sprint(33+len(name)*7+int(name[0]))}})
	}
	f.must("POST", "/api/staff", map[string]any{"name": "Dewi"})
	f.must("POST", "/api/items", map[string]any{"name": "Cuci", "price": 7000})
	f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []any{map[string]any{"name": "cuci", "quantity": 1, "price": 20_000}}})
	return kept, engine, f
}

// written is a digest of everything in a store.
func written(t *testing.T, kept store.Store) (sum [sha256.Size]byte) {
	t.Helper()
	err := kept.View(context.Background(), func(reader store.Reader) error {
		digest := sha256.New()
		for kv, err := range reader.Range(store.Range{}) {
			if err != nil {
				return err
			}
			fmt.Fprint(digest, len(kv.Key), " ", len(kv.Value), " ")
			digest.Write(kv.Key)
			digest.Write(kv.Value)
		}
		sum = [sha256.Size]byte(digest.Sum(nil))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
