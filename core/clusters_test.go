package core_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/people"
)

// A family's phone hides nobody who was entered twice: each sort of cluster
// holds everybody who belongs to it.
func TestWhoWasEnteredTwiceIsFoundInAFamilyToo(t *testing.T) {
	engine, ctx := newShop(t, march(14)), context.Background()
	for _, name := range []string{"Sri Wahyuni", "Sri Wahyuni", "Andi", "Joko"} {
		added(t, engine, core.NewCustomer{Name: name, Phones: []string{"0812-3456-7890"}})
	}
	found, err := engine.People.Clusters(ctx, 10)
	if err != nil {
		t.Fatal(err)
	}
	want := map[bool]string{false: "[1 2]", true: "[1 2 3 4]"}
	for _, one := range found {
		if got := fmt.Sprint(ordinalsIn(one)); got != want[one.Household] {
			t.Errorf("household %v: %s, want %s", one.Household, got, want[one.Household])
		}
		delete(want, one.Household)
	}
	if len(want) > 0 {
		t.Errorf("missing: %v", want)
	}
}

func ordinalsIn(c core.Cluster) (all []people.Ordinal) {
	for _, member := range c.Members {
		all = append(all, member.Ordinal)
	}
	return all
}

// Whoever is alike is in one cluster, whatever the order in which they came,
// and nobody is in two of one sort.
func TestClustersHoldEveryPairOnce(t *testing.T) {
	outer := t
	rapid.Check(t, func(t *rapid.T) {
		engine, ctx := newShop(outer, march(14)), context.Background()
		names := []string{"Sri Wahyuni", "Sri Wahyuni", "Budi Santoso", "Boedi Santoso", "Andi"}
		phones := []string{"0812-3456-7890", "0813-1111-2222", "0815-5555-6666"}
		type one struct{ name, phone string }
		var all []one
		for range 6 {
			all = append(all, one{names[rapid.Uint8().Draw(t, "name")%5], phones[rapid.Uint8().Draw(t, "phone")%3]})
		}
		for _, customer := range all {
			added(outer, engine, core.NewCustomer{Name: customer.name, Phones: []string{customer.phone}})
		}
		found, err := engine.People.Clusters(ctx, 100)
		if err != nil {
			t.Fatal(err)
		}
		in := func(household bool, ordinal people.Ordinal) (places []int) {
			for i, cluster := range found {
				if cluster.Household == household && slices.Contains(ordinalsIn(cluster), ordinal) {
					places = append(places, i)
				}
			}
			return places
		}
		for i := range all {
			mine := people.Ordinal(i + 1)
			if len(in(true, mine)) > 1 || len(in(false, mine)) > 1 {
				t.Fatalf("%d is in two clusters of one sort: %+v", mine, found)
			}
			for j := range all[:i] {
				if other := people.Ordinal(j + 1); all[i] == all[j] && !slices.Equal(in(false, mine), in(false, other)) || all[i] == all[j] && len(in(false, mine)) == 0 {
					t.Fatalf("%v and %v are one person, in %v and %v", mine, other, in(false, mine), in(false, other))
				}
			}
		}
	})
}
