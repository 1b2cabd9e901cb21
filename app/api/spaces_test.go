package api_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core/store"
)

func TestEveryKeyspaceHasANameForAShop(t *testing.T) {
	source, err := os.ReadFile("../../core/record/key.go")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for _, space := range regexp.MustCompile(`(?m)^\t(\w+) +Space += '(.)'`).FindAllStringSubmatch(string(source), -1) {
		id, en := api.AmissOf(store.Amiss{Space: space[2][0], Missing: 1})
		if strings.Contains(id, `'`) || strings.Contains(en, `'`) {
			t.Errorf("%s has no name: %s, %s", space[1], id, en)
		}
		if other, taken := names[en]; taken {
			t.Errorf("%s and %s are both called %q", space[1], other, en)
		}
		names[en] = space[1]
	}
	if len(names) < 40 {
		t.Errorf("%d keyspaces were found in the source", len(names))
	}
}

func TestWhatIsAmissInASpaceIsSaidInBothLanguages(t *testing.T) {
	for _, c := range []struct {
		one    store.Amiss
		id, en string
	}{
		{store.Amiss{Space: 'c', Missing: 2}, "pelanggan: 2 catatan hilang", "customers: 2 records are missing"},
		{store.Amiss{Space: 'o', Strange: 1}, "pesanan: 1 catatan tidak seharusnya ada", "orders: 1 record should not be there"},
		{store.Amiss{Space: 'j', Altered: -1}, "jurnal: jumlah catatan benar, tetapi isinya lain", "journal: as many records as there should be, but not the same"},
		{store.Amiss{Space: 'k', Missing: 1, Altered: 3}, "tiket: 1 catatan hilang, 3 catatan tidak seperti yang ditulis", "tickets: 1 record is missing, 3 records are not as they were written"},
	} {
		if id, en := api.AmissOf(c.one); id != c.id || en != c.en {
			t.Errorf("AmissOf(%+v) = %q, %q, want %q, %q", c.one, id, en, c.id, c.en)
		}
	}
	mended := api.RepairOf(store.Repair{What: store.PartTables, Of: []store.Amiss{{Space: 'c', Missing: 2}}})
	if !strings.Contains(mended.TextEN, "customers: 2 records are missing.") || !strings.Contains(mended.TextID, "pelanggan: 2 catatan hilang.") {
		t.Errorf("a repair says %+v, want it to name the space", mended)
	}
}
