package core_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// A relation is noted on one card and shown on both, through a merge of either
// side and through its being taken back.
func TestARelationIsSeenFromBothSides(t *testing.T) {
	t.Parallel()
	ctx, shop := context.Background(), newShop(t, march(14))
	sri, budi, tini, twin := add(t, shop, "Sri"), add(t, shop, "Budi"), add(t, shop, "Tini"), add(t, shop, "Sri Wahyuni")
	knows := func(who people.Ordinal, edit func(*people.Profile)) {
		t.Helper()
		if _, err := shop.Profiles.Edit(ctx, who, func(known *people.Profile) error { edit(known); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	knows(budi, func(known *people.Profile) {
		known.Relations = []people.Relation{{To: sri, Kind: "parent"}, {To: tini, Kind: "friend", Label: "sekelas"}}
	})
	knows(tini, func(known *people.Profile) { known.Guardian, known.Referrer = sri, sri })
	knows(twin, func(known *people.Profile) { known.Relations = []people.Relation{{To: budi, Kind: "child"}} })
	said := func(of people.Ordinal, want ...string) {
		t.Helper()
		var got []string
		for _, tie := range must[[]core.Tie](t)(shop.Profiles.NamedBy(ctx, of)) {
			got = append(got, fmt.Sprintf("%s %s%s %t %t", tie.Customer.Name, tie.Kind, tie.Label, tie.Ward, tie.Brought))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what others say of %s (-want +got):\n%s", core.Code(of), diff)
		}
	}
	said(sri, "Budi parent false false", "Tini  true false", "Tini  false true")
	said(tini, "Budi friendsekelas false false")
	said(budi, "Sri Wahyuni child false false")
	said(twin)

	merged := must[core.Merged](t)(shop.People.Merge(ctx, twin, sri, nil, false))
	said(twin, "Budi parent false false", "Tini  true false", "Tini  false true")
	said(sri, "Budi parent false false", "Tini  true false", "Tini  false true") // who counts as her
	said(budi, "Sri Wahyuni child false false")
	if merged.Lose.Ordinal != sri {
		t.Fatalf("%s was given up", core.Code(merged.Lose.Ordinal))
	}
	must[core.Undone](t)(shop.History.Undo(ctx, 0))
	said(twin)
	said(sri, "Budi parent false false", "Tini  true false", "Tini  false true")
	if _, err := shop.Profiles.NamedBy(ctx, 99); err == nil {
		t.Error("somebody who is not there is named")
	}
	sound(t, shop)
}
