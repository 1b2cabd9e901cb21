package api_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAListLearnsTheNamesBehindItsCodes(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/customers/C-00001/merge", map[string]any{"lose": "C-00002"})
	found := items(f.must("GET", "/api/names?codes=C-00001,C-00002,C-09999", nil), "items")
	var said []string
	for _, one := range found {
		name, _ := one.(map[string]any)
		said = append(said, name["code"].(string)+" "+name["name"].(string))
	}
	want := []string{"C-00001 Sri Wahyuni", "C-00002 Sri Wahyuni"}
	if diff := cmp.Diff(want, said); diff != "" {
		t.Errorf("whom the codes mean (-want +got):\n%s", diff)
	}
}

func TestANumberIsDoubtedBeforeItIsKept(t *testing.T) {
	f := open(t)
	for text, want := range map[string]int{"0812-3456-7890": 0, "0812-345": 1, "0812-345+%2F+08x12": 2, "": 0} {
		if doubts := items(f.must("GET", "/api/phones/doubts?text="+text, nil), "items"); len(doubts) != want {
			t.Errorf("%q: %d doubts, want %d: %v", text, len(doubts), want, doubts)
		}
	}
}

func TestWhatIsAskedForIsWhatIsTaken(t *testing.T) {
	f := counter(t)
	f.must("PUT", "/api/workshop", map[string]any{"rounding": 500})
	f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 1, "price": 10_300}}, "pay": 0})
	for _, one := range []struct {
		method           string
		amount, rounding float64
	}{{"", 10_500, 200}, {"cash", 10_500, 200}, {"qris", 10_300, 0}} {
		got := f.must("GET", "/api/orders/N-000001/asked?method="+one.method, nil)
		if got["amount"] != one.amount || got["rounding"] != one.rounding {
			t.Errorf("by %q she is asked for %v", one.method, got)
		}
	}
	moved := f.must("POST", "/api/orders/N-000001/money", map[string]any{"do": "pay", "tendered": 20_000})
	if moved["change"] != 9_500.0 {
		t.Errorf("change %v of 20,000 for 10,500", moved["change"])
	}
}

func TestANotaIsLaidOutForBothWidthsOfPaper(t *testing.T) {
	f := counter(t)
	f.must("POST", "/api/orders", map[string]any{"customer": "C-00001", "items": []map[string]any{{"name": "Cuci", "quantity": 1, "price": 10_000}}})
	for _, width := range []string{"", "?width=58", "?width=80"} {
		text, _ := f.must("GET", "/api/orders/N-000001/nota"+width, nil)["text"].(string)
		if !strings.Contains(text, "Cuci") {
			t.Errorf("nota%s: %q", width, text)
		}
	}
	if status, _ := f.ask("GET", "/api/orders/N-000001/nota?width=70", nil); status != 422 && status != 400 {
		t.Errorf("paper of 70 mm answered %d", status)
	}
}

func TestEveryPlaybookHasStepsInBothLanguages(t *testing.T) {
	f := open(t)
	books := items(f.must("GET", "/api/playbooks", nil), "items")
	if len(books) == 0 {
		t.Fatal("there is no playbook")
	}
	for _, one := range books {
		book, _ := one.(map[string]any)
		for _, step := range items(book, "steps") {
			if words, _ := step.(map[string]any); words["text_id"] == "" || words["text_en"] == "" {
				t.Errorf("%v has a step without words: %v", book["code"], words)
			}
		}
	}
}

func TestARelationIsReadFromBothCards(t *testing.T) {
	f := counter(t)
	known := f.must("GET", "/api/customers/C-00002/profile", nil)
	known["relations"] = []map[string]any{{"to": "C-00001", "kind": "child", "label": "bungsu"}}
	f.must("PUT", "/api/customers/C-00002/profile", known)
	found := items(f.must("GET", "/api/customers/C-00001/named-by", nil), "items")
	if len(found) != 1 {
		t.Fatalf("what others say of her: %v, want one relation", found)
	}
	said, _ := found[0].(map[string]any)
	if said["code"] != "C-00002" || said["kind"] != "child" || said["label"] != "bungsu" || said["name"] == "" {
		t.Errorf("the other side of the relation is %v", said)
	}
}
