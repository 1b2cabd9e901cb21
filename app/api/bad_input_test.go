package api_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/store"
	"github.com/raja-crm/raja/core/store/memory"
)

// Every operation of the contract that takes text or numbers is asked what it
// grants, with one thing in it wrong at a time. It is refused with a fault that
// names the field, and not a byte of the shop is another. Then it is asked what
// it grants, so that what was refused was refused for what was wrong.

// watched is a shop whose every byte is looked at.
type watched struct {
	*face
	engine *core.Engine
	kept   store.Store
	before []byte // every byte, nil after something was granted
}

func newWatched(t *testing.T) *watched {
	t.Helper()
	kept := memory.New()
	engine, f := openOn(t, kept)
	return &watched{face: f, engine: engine, kept: kept}
}

// all is every key and value of the shop.
func (w *watched) all() []byte {
	w.t.Helper()
	var dump bytes.Buffer
	err := w.kept.View(context.Background(), func(reader store.Reader) error {
		dump.Reset()
		for kv, err := range reader.Range(store.Range{}) {
			if err != nil {
				return err
			}
			dump.Write(binary.AppendUvarint(nil, uint64(len(kv.Key))))
			dump.Write(kv.Key)
			dump.Write(binary.AppendUvarint(nil, uint64(len(kv.Value))))
			dump.Write(kv.Value)
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return dump.Bytes()
}

// send sends text as it is and returns the status and the failure, if any.
func (w *watched) send(method, path string, text []byte) (int, api.FailureBody) {
	w.t.Helper()
	request := httptest.NewRequest(method, path, bytes.NewReader(text))
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	w.contract.ServeHTTP(answer, request)
	var failed api.Failure
	if err := json.Unmarshal(answer.Body.Bytes(), &failed); err != nil && answer.Code >= http.StatusBadRequest {
		w.t.Fatalf("%s %s answered %d %q", method, path, answer.Code, answer.Body)
	}
	return answer.Code, failed.Error
}

// refused sends what is wrong and holds the refusal to the rules; about is what
// the fault's field has to name, one of several words.
func (w *watched) refused(t *testing.T, method, path, wrong string, text []byte, about ...string) {
	t.Helper()
	if w.before == nil {
		w.before = w.all()
	}
	status, failed := w.send(method, path, text)
	shown := text[:min(len(text), 200)]
	if status < http.StatusBadRequest {
		w.before = nil
		t.Errorf("%s: %s %s granted %s", wrong, method, path, shown)
		return
	}
	kinds := []string{"invalid", "not_found", "conflict", "forbidden"}
	if status >= http.StatusInternalServerError || !slices.Contains(kinds, string(failed.Kind)) {
		t.Errorf("%s: %s answered %d %+v", wrong, path, status, failed)
	}
	named := func(word string) bool { return strings.Contains(failed.Field, word) }
	if failed.Field == "" || !slices.ContainsFunc(about, named) {
		t.Errorf("%s: the field is %q, want one of %q; %s", wrong, failed.Field, about, failed.Message)
	}
	if failed.Message == "" || len(failed.Message) > 1000 || strings.Contains(failed.Message, "inside Raja") {
		t.Errorf("%s: the sentence is %.300q", wrong, failed.Message)
	}
	if !bytes.Equal(w.before, w.all()) {
		w.before = nil
		t.Errorf("%s: %s %s was refused and wrote something", wrong, method, path)
	}
}

// granted sends a sample as it is and waits for what it begins.
func (w *watched) granted(t *testing.T, one *sample) {
	t.Helper()
	w.before = nil
	request := httptest.NewRequest(one.method, one.path, strings.NewReader(one.body))
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	w.contract.ServeHTTP(answer, request)
	if answer.Code >= http.StatusBadRequest {
		t.Errorf("what is granted was not: %d %s", answer.Code, answer.Body)
	}
	if answer.Code == http.StatusAccepted {
		var job map[string]any
		if err := json.Unmarshal(answer.Body.Bytes(), &job); err != nil {
			t.Fatal(err)
		}
		w.finish(job)
	}
}

// mistake is a value in the place of another.
type mistake struct {
	name  string
	value any
}

// mistakes are what no value of a kind can be replaced by.
func (s *sample) mistakes(place []string, value any) []mistake {
	among := func(keys string) bool {
		return len(place) > 0 && slices.Contains(strings.Fields(keys), place[len(place)-1])
	}
	switch value := value.(type) {
	case string:
		wrong := []mistake{{"a text of 900 KB", strings.Repeat("é", 450_000)}, {"a number for a text", 12.5}, {"a list for a text", []any{"x"}}}
		if among(s.times) {
			for _, text := range []string{"2026-02-30 10:00", "2026-13-01", "25:61", "yesterday", "+", "2026-03-14T99:00:00Z"} {
				wrong = append(wrong, mistake{"an impossible time", text})
			}
		}
		if among(s.choices) {
			wrong = append(wrong, mistake{"a word that is no choice", "nonsense"}, mistake{"a choice in capitals", strings.ToUpper(value) + "!"})
		}
		if among(s.needed) {
			wrong = append(wrong, mistake{"nothing at all", ""}, mistake{"blanks", " \t\n "}, mistake{"marks that nobody sees", "\u202a\u202c"})
		}
		return wrong
	case float64:
		return []mistake{
			{"less than nothing", -1},
			{"a fraction", 1.5},
			{"a text for a number", "12"},
			{"more than 2^53", 1 << 60},
			{"more than fits", json.Number("1e30")},
		}
	case bool:
		return []mistake{{"a text for yes or no", "true"}}
	}
	return nil
}

// variants are a body with one mistake at a time; place are the names down to
// what was changed.
func (s *sample) variants(body any, visit func(place []string, m mistake, text []byte)) {
	put := func(m mistake, place []string, replace func(any), original any) {
		replace(m.value)
		text, err := json.Marshal(body)
		replace(original)
		if err == nil {
			visit(place, m, text)
		}
	}
	var walk func(place []string, value any, replace func(any))
	walk = func(place []string, value any, replace func(any)) {
		if len(place) > 0 && slices.Contains(strings.Fields(s.ignored), place[len(place)-1]) {
			return
		}
		for _, m := range s.mistakes(place, value) {
			put(m, place, replace, value)
		}
		switch held := value.(type) {
		case map[string]any:
			for _, inner := range slices.Sorted(maps.Keys(held)) {
				walk(append(slices.Clone(place), inner), held[inner], func(v any) { held[inner] = v })
			}
		case []any:
			for i := range held {
				walk(place, held[i], func(v any) { held[i] = v })
			}
		}
	}
	walk(nil, body, nil)
	if whole, is := body.(map[string]any); is {
		put(mistake{"a name that does not belong", 1}, []string{"surprise"}, func(v any) { whole["surprise"] = v }, nil)
		delete(whole, "surprise")
	}
}

func TestBadInputIsRefusedAndWritesNothing(t *testing.T) {
	w := newWatched(t)
	all := samples(w.stock())
	asked, tried := map[string]bool{}, 0
	for _, one := range all {
		asked[one.method+" "+one.operation()] = true
		t.Run(one.name(), func(t *testing.T) {
			var body any
			if err := json.Unmarshal([]byte(one.body), &body); err != nil {
				t.Fatalf("%v in %s", err, one.body)
			}
			one.variants(body, func(place []string, m mistake, text []byte) {
				tried++
				w.refused(t, one.method, one.path, strings.Join(place, ".")+": "+m.name, text, one.named(place)...)
			})
			w.refused(t, one.method, one.path, "not JSON", []byte(one.body[:len(one.body)-1]), "body")
			w.refused(t, one.method, one.path, "no UTF-8", append([]byte("\xff"), one.body...), "body")
			w.refused(t, one.method, one.path, "no UTF-8 inside", []byte(`{"surprise": "`+"\xc3\x28"+`"}`), "body")
			w.refused(t, one.method, one.path, "over a megabyte", []byte(strings.Repeat(" ", 1<<20)+one.body), "body")
			w.granted(t, &one)
		})
	}
	for operation := range operations(t) {
		if !asked[operation] && elsewhere()[operation] == "" {
			t.Errorf("nothing wrong is sent to %s", operation)
		}
	}
	report, err := w.engine.Health.Check(context.Background(), nil)
	if err != nil || !report.OK() {
		t.Errorf("check: %v %v", report.Findings, err)
	}
	t.Logf("%d mistakes in %d requests", tried, len(all))
}

// operations are those of the contract that change something.
func operations(t *testing.T) map[string]bool {
	t.Helper()
	described, err := api.Describe()
	if err != nil {
		t.Fatal(err)
	}
	var contract struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(described, &contract); err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	for path, methods := range contract.Paths {
		for method := range methods {
			if method != "get" {
				all[strings.ToUpper(method)+" "+path] = true
			}
		}
	}
	return all
}

// What each part of is right, and makes no sense together.
func TestWhatMakesNoSenseIsRefusedAndWritesNothing(t *testing.T) {
	w := newWatched(t)
	w.stock()
	w.must("PATCH", "/api/customers/C-00002", map[string]any{"phones": []string{"0813-1111-3333"}})
	w.must("PATCH", "/api/customers/C-00004", map[string]any{"phones": []string{"0813-1111-4444"}})
	w.granted(t, &sample{method: "POST", path: "/api/customers", body: `{"name": "Sari lagi", "phones": ["0812-3456-7890"]}`})
	w.granted(t, &sample{method: "PUT", path: "/api/customers/C-00001/profile", body: profileWith(`"referrer": "C-00002"`)})
	w.granted(t, &sample{method: "PUT", path: "/api/customers/C-00002/profile", body: profileWith(`"referrer": "C-00004"`)})
	w.granted(t, &sample{method: "POST", path: "/api/customers/C-00001/merge", body: `{"lose": "C-00003"}`})
	w.granted(t, &sample{method: "POST", path: "/api/quotes/Q-00001", body: `{"do": "decline"}`})
	for name, one := range map[string]struct{ method, path, body, field string }{
		"who brought herself":                 {"PUT", "/api/customers/C-00004/profile", profileWith(`"referrer": "C-00004"`), "referrer"},
		"who is brought by whom she brought":  {"PUT", "/api/customers/C-00004/profile", profileWith(`"referrer": "C-00001"`), "referrer"},
		"who brought her other card":          {"PUT", "/api/customers/C-00006/profile", profileWith(`"referrer": "C-00001"`), "referrer"},
		"her own guardian":                    {"PUT", "/api/customers/C-00004/profile", profileWith(`"guardian": "C-00004"`), "guardian"},
		"her own sister":                      {"PUT", "/api/customers/C-00004/profile", profileWith(`"relations": [{"to": "C-00004", "kind": "sibling", "label": ""}]`), "relation"},
		"a merge with herself":                {"POST", "/api/customers/C-00001/merge", `{"lose": "C-00001"}`, "lose"},
		"a merge with who is her already":     {"POST", "/api/customers/C-00001/merge", `{"lose": "C-00003"}`, "lose"},
		"a 30th of February":                  {"PUT", "/api/customers/C-00004/profile", profileWith(`"dates": [{"kind": "birthday", "label": "", "year": 2000, "month": 2, "day": 30}]`), "date"},
		"a promise for yesterday":             {"POST", "/api/promises", `{"customer": "C-00001", "kind": "ready", "text": "x", "due": "2026-03-13 10:00"}`, "due"},
		"a promise for the next century":      {"POST", "/api/promises", `{"customer": "C-00001", "kind": "ready", "text": "x", "due": "2126-03-13 10:00"}`, "due"},
		"a quote that held until yesterday":   {"POST", "/api/quotes", `{"customer": "C-00001", "until": "2026-03-13", "items": [{"name": "x", "quantity": 1, "price": 1}]}`, "until"},
		"a quote for nothing":                 {"POST", "/api/quotes", `{"customer": "C-00001", "until": "2026-03-20", "items": []}`, "items"},
		"a discount above the quote":          {"POST", "/api/quotes", `{"customer": "C-00001", "until": "2026-03-20", "items": [{"name": "x", "quantity": 1, "price": 1}], "discount": 2}`, "discount"},
		"prices whose sum is above 2^53":      {"POST", "/api/quotes", `{"customer": "C-00001", "until": "2026-03-20", "items": [{"name": "x", "quantity": 2000000, "price": 900000000000000}]}`, "price"},
		"a declined quote that is accepted":   {"POST", "/api/quotes/Q-00001", `{"do": "accept"}`, "quote"},
		"an order of a declined quote":        {"POST", "/api/orders", `{"customer": "C-00001", "quote": "Q-00001"}`, "quote"},
		"an order of another's quote":         {"POST", "/api/orders", `{"customer": "C-00002", "quote": "Q-00002"}`, "quote"},
		"an order of a quote and of items":    {"POST", "/api/orders", `{"customer": "C-00001", "quote": "Q-00002", "items": [{"name": "x", "quantity": 1, "price": 1}]}`, "item"},
		"an order of nothing":                 {"POST", "/api/orders", `{"customer": "C-00001"}`, "item"},
		"an order paid twice over":            {"POST", "/api/orders", `{"customer": "C-00001", "items": [{"name": "x", "quantity": 1, "price": 1}], "pay": 2}`, "pay"},
		"more than is owed":                   {"POST", "/api/orders/N-000001/money", `{"do": "pay", "amount": 50001}`, "amount"},
		"more given back than was paid":       {"POST", "/api/orders/N-000001/money", `{"do": "refund", "amount": 1, "reason": "x"}`, "amount"},
		"a line that is not there":            {"POST", "/api/orders/N-000002/money", `{"do": "refund_line", "line": 2, "milli": 1000, "reason": "x"}`, "line"},
		"a state that is skipped":             {"POST", "/api/orders/N-000001/status", `{"status": "ready"}`, "status"},
		"a deposit that is not there":         {"POST", "/api/customers/C-00001/deposit", `{"do": "back", "amount": 1}`, "amount"},
		"a chair that is taken":               {"POST", "/api/appointments", `{"customer": "C-00002", "start": "2026-03-15 14:15", "item": "K-0001", "staff": "Ani"}`, "start"},
		"a chair at night":                    {"POST", "/api/appointments", `{"customer": "C-00002", "start": "2026-03-15 23:00", "item": "K-0001"}`, "start"},
		"a chair yesterday":                   {"POST", "/api/appointments", `{"customer": "C-00002", "start": "2026-03-13 14:00", "item": "K-0001"}`, "start"},
		"an appointment without an end":       {"POST", "/api/appointments", `{"customer": "C-00002", "start": "2026-03-15 16:00", "what": "x", "minutes": 0}`, "minutes"},
		"a ticket handed to its owner":        {"POST", "/api/tickets/T-00001", `{"do": "offer", "to": "Ani", "reason": "x"}`, "to"},
		"a complaint with nothing done":       {"POST", "/api/tickets/T-00001", `{"do": "resolve", "resolution": "solved"}`, "action"},
		"a remedy above what she may give":    {"POST", "/api/tickets/T-00001", `{"do": "remedy", "what": "x", "cost": 10001, "by": "Dewi"}`, "cost"},
		"a message that was not opened":       {"POST", "/api/messages/M-000001", `{"do": "confirm"}`, "message"},
		"marketing that she did not agree to": {"POST", "/api/messages", `{"customer": "C-00001", "purpose": "offer", "text": "x"}`, "consent"},
		"a checklist with a step left":        {"POST", "/api/runs/CR-00001", `{"do": "finish"}`, "step"},
		"a state that leads nowhere":          {"PUT", "/api/workshop", `{"flow": [{"code": "a", "name_id": "A", "name_en": "A", "stage": "underway", "next": []}, {"code": "b", "name_id": "B", "name_en": "B", "stage": "finished", "next": []}]}`, "flow"},
		"a question that asks for itself":     {"PUT", "/api/workshop", `{"forms": {"": {"questions": [{"key": "a", "text_id": "A", "text_en": "A", "show_when": "a", "show_is": "x"}]}}}`, "show_when"},
		"a question of an answer never given": {"PUT", "/api/workshop", `{"forms": {"": {"questions": [{"key": "a", "text_id": "A", "text_en": "A", "choices": ["x"]}, {"key": "b", "text_id": "B", "text_en": "B", "show_when": "a", "show_is": "y"}]}}}`, "show_is"},
		"a category that stands twice":        {"PUT", "/api/workshop", `{"forms": {"cuci": {"questions": []}, " cuci": {"questions": []}}}`, "forms"},
		"settings above what is kept":         {"PUT", "/api/fields", fmt.Sprintf(`{"fields": [%s]}`, manyFields()), "fields"},
		"a choice without choices":            {"PUT", "/api/fields", `{"fields": [{"key": "a", "name": "A", "type": "choice"}]}`, "choices"},
		"a field that stands twice":           {"PUT", "/api/fields", `{"fields": [{"key": "a", "name": "A", "type": "text"}, {"key": "a", "name": "B", "type": "text"}]}`, "fields[1].key"},
		"an answer later than the end":        {"PUT", "/api/settings/tickets", `{"levels": [{"type": "problem", "severity": 1, "acknowledge_minutes": 61, "resolve_minutes": 60}]}`, "levels[0].acknowledge_minutes"},
		"a sort of ticket twice":              {"PUT", "/api/settings/tickets", `{"levels": [{"type": "problem", "severity": 1, "acknowledge_minutes": 1, "resolve_minutes": 60}, {"type": "problem", "severity": 1, "acknowledge_minutes": 1, "resolve_minutes": 60}]}`, "levels[1].type"},
	} {
		t.Run(name, func(t *testing.T) { w.refused(t, one.method, one.path, name, []byte(one.body), one.field) })
	}
	report, err := w.engine.Health.Check(context.Background(), nil)
	if err != nil || !report.OK() {
		t.Errorf("check: %v %v", report.Findings, err)
	}
}

// profileWith is an empty profile of the first edition but for one thing.
func profileWith(one string) string {
	empty := map[string]string{
		"addresses": "[]", "dates": "[]", "preferences": "[]", "facts": "[]", "relations": "[]", "groups": "[]", "referrer": `""`, "guardian": `""`, "source": `""`,
		"member": `""`, "role": `""`, "fields": "{}", "consents": "[]", "verifications": "[]", "verified": "0", "edition": "0",
	}
	key, value, _ := strings.Cut(one, ": ")
	empty[strings.Trim(key, `"`)] = value
	parts := make([]string, 0, len(empty))
	for _, name := range slices.Sorted(maps.Keys(empty)) {
		parts = append(parts, fmt.Sprintf("%q: %s", name, empty[name]))
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

// manyFields are as many fields as there may be, with more choices in all than
// the shop keeps.
func manyFields() string {
	fields := make([]string, 50)
	for i := range fields {
		choices := make([]string, 10)
		for j := range choices {
			choices[j] = fmt.Sprintf("%q", fmt.Sprintf("%d %d %s", i, j, strings.Repeat("x", 150)))
		}
		fields[i] = fmt.Sprintf(`{"key": "f%d", "name": "F", "type": "choice", "choices": [%s]}`, i, strings.Join(choices, ","))
	}
	return strings.Join(fields, ",")
}
