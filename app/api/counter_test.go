package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/fault"
)

// counter is a shop with a customer, a member of staff and two items.
func counter(t *testing.T) *face {
	t.Helper()
	f := open(t)
	f.must("POST", "/api/customers", map[string]any{"name": "Sri Wahyuni", "phones": []string{"0812-3456-7890"}, "honorific": "ibu"})
	f.must("POST", "/api/customers", map[string]any{"name": "Budi"})
	f.must("POST", "/api/staff", map[string]any{"name": "Ani", "role": "owner"})
	f.must("POST", "/api/items", map[string]any{"name": "Kiloan", "unit": "kg", "price": 7000, "category": "cuci", "minutes": 30})
	f.must("POST", "/api/items", map[string]any{"name": "Sepatu", "price": 40_000, "category": "sepatu"})
	return f
}

// items is a list in an answer.
func items(answer map[string]any, name string) []any {
	list, _ := answer[name].([]any)
	return list
}

func TestAQuoteBecomesOneOrderAtThePriceThatWasQuoted(t *testing.T) {
	f := counter(t)
	made := f.must("POST", "/api/quotes", map[string]any{
		"customer": "C-00001", "until": "2026-03-20", "discount": 500, "items": []map[string]any{{"offer": "K-0001", "milli": 3250}, {"name": "Jas", "quantity": 1, "price": 25_000}},
	})
	if made["total"] != 47_250.0 || made["until"] != "2026-03-20T23:59:59+07:00" {
		t.Errorf("quote %v", made)
	}
	f.must("POST", "/api/items/K-0001/prices", map[string]any{"amount": 9000})
	order := f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "quote": "Q-00001", "pay": 0})
	if order["total"] != 47_250.0 || order["discount"] != 500.0 {
		t.Errorf("order %v", order)
	}
	if taken := f.must("GET", "/api/quotes/Q-00001", nil); taken["answer"] != "accepted" || taken["order"] != "N-000001" {
		t.Errorf("quote %v", taken)
	}
	if status, _ := f.ask("POST", "/api/orders", map[string]any{"customer": "C-00001", "quote": "Q-00001"}); status != 409 {
		t.Errorf("a second order of it answered %d", status)
	}
	again := f.must("POST", "/api/quotes", map[string]any{"customer": "C-00001", "until": "+1h", "items": []map[string]any{{"name": "Karpet", "quantity": 1, "price": 1}}})
	twice := map[string]any{"customer": "C-00001", "quote": again["code"], "key": "klik"}
	first, second := f.must("POST", "/api/orders", twice), f.must("POST", "/api/orders", twice)
	if first["number"] != second["number"] {
		t.Errorf("a double click took %v and %v", first["number"], second["number"])
	}
}

func TestPricesAreListedWithThoseThatComeLater(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/items/K-0001/prices", map[string]any{"amount": 8000, "cost": 3000, "from": "2026-04-01"})
	found := items(f.must("GET", "/api/items/K-0001/prices", nil), "items")
	want := []any{
		map[string]any{"amount": 8000.0, "cost": 3000.0, "list": "", "from": "2026-04-01T00:00:00+07:00", "holds": false, "ahead": true},
		map[string]any{"amount": 7000.0, "cost": 0.0, "list": "", "from": "2026-03-14T12:00:00+07:00", "holds": true, "ahead": false},
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Error(diff)
	}
}

func TestAFreeTimeLeavesRoomForBuffersAndIsTakenOnce(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/appointments", map[string]any{"customer": "C-00001", "start": "2026-03-14 14:00", "item": "K-0001", "staff": "Ani", "after": 15})
	request := "/api/free?minutes=30&staff=Ani&limit=3&from=2026-03-14T13:00:00%2B07:00"
	var free []string
	if err := json.Unmarshal(f.raw("GET", request), &free); err != nil {
		t.Fatal(err)
	}
	want := []string{"2026-03-14T13:15:00+07:00", "2026-03-14T13:30:00+07:00", "2026-03-14T14:45:00+07:00"}
	if diff := cmp.Diff(want, free); diff != "" {
		t.Error(diff)
	}
	f.must("POST", "/api/appointments", map[string]any{"customer": "C-00002", "start": free[2], "item": "K-0001", "staff": "Ani"})
	if status, _ := f.ask("POST", "/api/appointments/J-00001", map[string]any{"do": "move", "minutes": 60}); status != 409 {
		t.Errorf("moved into another's time: %d", status)
	}
	if mine := items(f.must("GET", "/api/customers/C-00002/appointments", nil), "items"); len(mine) != 1 {
		t.Errorf("hers %v", mine)
	}
}

func TestWhatIsReadOfTheWorkshopCanBeSentBack(t *testing.T) {
	f := counter(t)
	forms := map[string]any{"sepatu": map[string]any{"questions": []map[string]any{
		{"key": "noda", "text_id": "Noda?", "text_en": "Stains?", "choices": []string{"ya", "tidak"}, "needed": true},
		{"key": "di_mana", "text_id": "Di mana?", "text_en": "Where?", "show_when": "noda", "show_is": "ya"},
	}}}
	set := f.must("PUT", "/api/workshop", map[string]any{"forms": forms, "rounding": 500})
	back := f.must("PUT", "/api/workshop", set)
	if diff := cmp.Diff(set, back); diff != "" {
		t.Errorf("sent back it is another:\n%s", diff)
	}
	if version := back["forms"].(map[string]any)["sepatu"].(map[string]any)["version"]; version != 1.0 {
		t.Errorf("version %v of a form that stayed, want 1", version)
	}
	for answer, want := range map[string]int{"": 1, "tidak": 1, "ya": 2} {
		asked := f.must("POST", "/api/workshop/questions", map[string]any{"offers": []string{"K-0002"}, "answers": map[string]string{"noda": answer}})
		if got := len(items(asked, "questions")); got != want {
			t.Errorf("%q leads to %d questions, want %d", answer, got, want)
		}
	}
	if asked := f.must("POST", "/api/workshop/questions", map[string]any{"offers": []string{"K-0001"}}); len(items(asked, "questions")) != 0 {
		t.Errorf("asked about what has no form: %v", asked)
	}
}

func TestTheShopsOwnWordsFieldsAndSettingsHold(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/templates", map[string]any{"purpose": "ready", "name": "siap", "body": "{nota} siap, {sapaan}"})
	message := f.must("POST", "/api/messages", map[string]any{"customer": "C-00001", "purpose": "ready", "values": map[string]string{"nota": "N-1"}})
	if message["text"] != "N-1 siap, Bu Sri Wahyuni" || message["not_before"] != "" {
		t.Errorf("message %v", message)
	}
	f.must("PUT", "/api/settings/messages", map[string]any{"quiet_from": "11:00", "quiet_to": "13:30", "marketing": 1, "days": 7})
	if message = f.must("POST", "/api/messages", map[string]any{"customer": "C-00001", "purpose": "late", "text": "x"}); message["not_before"] != "2026-03-14T13:30:00+07:00" {
		t.Errorf("in the quiet hours: %v", message)
	}
	f.must("PUT", "/api/settings/tickets", map[string]any{"levels": []map[string]any{{"type": "problem", "severity": 2, "acknowledge_minutes": 10, "resolve_minutes": 120}}})
	ticket := f.must("POST", "/api/tickets", map[string]any{"type": "problem", "customer": "C-00001", "title": "Noda", "owner": "Ani"})
	if due := ticket["clocks"].(map[string]any)["resolve_due"]; due != "2026-03-14T14:00:00+07:00" {
		t.Errorf("due %v", due)
	}
	all := f.must("GET", "/api/settings/tickets", nil)
	if sent := f.must("PUT", "/api/settings/tickets", all); !cmp.Equal(all, sent) || len(items(all, "levels")) != 20 {
		t.Errorf("levels %v", sent)
	}
	fields := f.must("PUT", "/api/fields", map[string]any{"fields": []map[string]any{{"key": "parfum", "name": "Parfum", "type": "text"}}})
	if back := f.must("PUT", "/api/fields", fields); !cmp.Equal(fields, back) {
		t.Errorf("fields %v", back)
	}
}

func TestStandardsAndChecklistsAreKeptThroughTheContract(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/standards", map[string]any{"dimension": "time", "statement": "Tepat waktu"})
	if read := f.must("POST", "/api/standards/ST-001", map[string]any{"do": "read", "by": "Ani", "score": 90}); len(items(read, "readers")) != 1 {
		t.Errorf("read %v", read)
	}
	if edited := f.must("POST", "/api/standards/ST-001", map[string]any{"do": "edit", "target": "95 %"}); edited["version"] != 2.0 || len(items(edited, "readers")) != 0 {
		t.Errorf("edited %v", edited)
	}
	f.must("POST", "/api/checklists", map[string]any{"name": "Buka", "moment": "opening", "steps": []string{"Sapu", "Hitung kas"}})
	run := f.must("POST", "/api/checklists/CL-001/runs", map[string]any{"by": "Ani"})["code"].(string)
	f.must("POST", "/api/runs/"+run, map[string]any{"do": "tick", "step": 1, "by": "Ani"})
	f.must("POST", "/api/runs/"+run, map[string]any{"do": "skip", "step": 2, "note": "libur"})
	if ended := f.must("POST", "/api/runs/"+run, map[string]any{"do": "finish"}); ended["ended"] == "" {
		t.Errorf("ended %v", ended)
	}
	if runs := items(f.must("GET", "/api/checklists/CL-001/runs", nil), "items"); len(runs) != 1 {
		t.Errorf("runs %v", runs)
	}
}

func TestAFileOfSettingsIsReadAsARequestIs(t *testing.T) {
	for name, tt := range map[string]struct{ text, field, says string }{
		"a place deep inside":       {`{"flow": [{"code": "a", "name_id": 5, "name_en": "A", "stage": "underway", "next": []}]}`, "flow[0].name_id", "string"},
		"a name that is not there":  {`{"flwo": []}`, "flwo", ""},
		"a number that is too long": {`{"rounding": 1e30}`, "rounding", "cannot be"},
		"broken off":                {"{\n\"rounding\": ", "file", "line 2"},
		"no object":                 {`[]`, "file", "object"},
		"no text":                   {"{\"rounding\": \xff}", "file", "UTF-8"},
		"nothing":                   {"", "file", "JSON"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := api.Decode[api.Workshop]([]byte(tt.text))
			if told := fault.As(err); told == nil || told.Kind != fault.KindInvalid || told.Field != tt.field || !strings.Contains(told.Message, tt.says) {
				t.Errorf("got %v, want %s %q", err, tt.field, tt.says)
			}
		})
	}
	read, err := api.Decode[api.Workshop]([]byte("\xef\xbb\xbf{\"rounding\": 500}"))
	if err != nil || read.Rounding != 500 {
		t.Errorf("as an editor on Windows writes it: %v, %v", read, err)
	}
}

// raw is an answer that is no object.
func (f *face) raw(method, path string) []byte {
	f.t.Helper()
	answer := httptest.NewRecorder()
	f.contract.ServeHTTP(answer, httptest.NewRequest(method, path, nil))
	if answer.Code >= 300 {
		f.t.Fatalf("%s %s answered %d %s", method, path, answer.Code, answer.Body)
	}
	return answer.Body.Bytes()
}

// The state of a promotion is changed alone: whatever else it has stays, also what
// this page does not know.
func TestAPromotionIsEndedAndAllElseOfItStays(t *testing.T) {
	f := counter(t)
	was := f.must("POST", "/api/promos", map[string]any{
		"name": "Hemat", "kind": "percent", "percent": 1250, "most": 5000, "word": "HEMAT10", "until": "2026-03-31",
		"days": []string{"sat"}, "begins": "08:00", "ends": "12:00", "items": []string{"K-0001"}, "each": 2, "note": "x",
	})
	ended := f.must("PUT", "/api/promos/PM-0001/state", map[string]any{"state": "ended"})
	was["state"] = "ended"
	if diff := cmp.Diff(was, ended); diff != "" {
		t.Errorf("(- before, + ended)\n%s", diff)
	}
	for body, status := range map[string]int{`{"state": "gone"}`: 422, `{}`: 422, `{"state": "active", "name": "x"}`: 422} {
		if got, _ := f.ask("PUT", "/api/promos/PM-0001/state", json.RawMessage(body)); got != status {
			t.Errorf("%s answered %d, want %d", body, got, status)
		}
	}
	if got, _ := f.ask("PUT", "/api/promos/PM-0009/state", map[string]any{"state": "ended"}); got != 404 {
		t.Errorf("a promotion that is not there answered %d", got)
	}
}
