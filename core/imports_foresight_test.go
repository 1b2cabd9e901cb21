package core_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/intake"
)

// A dry run of customers says what the import does, wherever in the file the
// rows of one person lie: hundreds of rows apart, known by reference, by the
// same row, by name and phone, or by a phone that a row between gave her.
func TestADryRunFindsDoublesHoweverFarApart(t *testing.T) {
	t.Parallel()
	crowd := func(from int) string {
		var rows strings.Builder
		for i := range 200 {
			fmt.Fprintf(&rows, "%d,Orang %d,,\n", from+i, from+i)
		}
		return rows.String()
	}
	for name, file := range map[string]string{
		"the same reference":            "ref,nama,hp,tag\nA,Sri,0812-3456-7890,\n" + crowd(1000) + "A,Sri,0812-3456-7890,\n",
		"the same row":                  ",nama,hp,tag\n,Sri,,\n" + strings.ReplaceAll(crowd(1000), "10", "") + ",Sri,,\n",
		"name and phone":                "ref,nama,hp,tag\n,Sri,0812-3456-7890,\n" + crowd(1000) + ",SRI,+62 812 3456 7890,kos\n",
		"another at the same phone":     "ref,nama,hp,tag\n,Sri,0812-3456-7890,\n" + crowd(1000) + ",Budi,0812-3456-7890,\n",
		"a phone of a later row":        "ref,nama,hp,tag\nA,Sri,,\n" + crowd(1000) + "A,Sri,0812-3456-7890,\n" + crowd(2000) + ",Sri,0812 3456 7890,baru\n",
		"a phone added to who is there": "ref,nama,hp,tag\nKNOWN,Wati,0813-1111-2222,\n" + crowd(1000) + ",Wati,0813 1111 2222,baru\n",
		"another name since":            "ref,nama,hp,tag\nKNOWN,Wati Baru,,\n" + crowd(1000) + ",Wati,0812-0000-0001,\n",
		"changed and changed back":      "ref,nama,hp,tag\nA,Sri,,a\n" + crowd(1000) + "A,Sri,,b\n" + crowd(1000) + "A,Sri,,a\n",
		"rows that are refused":         "ref,nama,hp,tag\nA,,0812,\n" + crowd(1000) + "A,Sri,,\n" + crowd(1000) + "A,,,\n",
	} {
		shop := newShop(t, march(14))
		takeCustomers(t, shop, "ref,nama,hp\nKNOWN,Wati,0812-0000-0001\n", nil)
		var told [2]string
		for i := range told {
			done, err := shop.Imports.Run(context.Background(), strings.NewReader(file), core.ImportOptions{Kind: intake.Customers, Source: "buku", DryRun: i == 0})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			told[i] = fmt.Sprintf("%d rows: %d new, %d updated, %d unchanged, %d rejected %v", done.Rows, done.Created, done.Updated, done.Unchanged, done.Rejected, done.Reasons)
		}
		if told[0] != told[1] {
			t.Errorf("%s: the dry run said\n%s\nand the import did\n%s", name, told[0], told[1])
		}
		sound(t, shop)
	}
}

// What a file says of somebody who was merged into another is said of the one
// who stayed: a new number and a tag are hers, and her name and address stay as
// the merge chose them, however often the file comes.
func TestAnImportReachesTheOneWhoStayedAtAMerge(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const file = "ref,nama,hp,email,tag\n1,Sari,0812-3456-7890,sari@contoh.id,\n2,Sarah,0812-3456-7890,sarah@contoh.id,\n"
	shop := newShop(t, march(14))
	takeCustomers(t, shop, file, nil)
	if _, err := shop.People.Merge(ctx, 1, 2, nil, false); err != nil {
		t.Fatal(err)
	}
	if again := takeCustomers(t, shop, file, nil); again.Unchanged != 2 {
		t.Errorf("the same file after a merge: %d unchanged, %d updated, %d new; want 2 unchanged", again.Unchanged, again.Updated, again.Created)
	}
	for _, news := range []string{
		"ref,nama,hp,email,tag\n2,Sarah Amalia,0813-1111-2222,baru@contoh.id,emas\n", // by her reference
		",nama,hp,email,tag\n,Sarah,0812-3456-7890,lain@contoh.id,kos\n",             // by her name and phone
	} {
		would, err := shop.Imports.Run(ctx, strings.NewReader(news), core.ImportOptions{Kind: intake.Customers, Source: "buku", DryRun: true})
		if err != nil {
			t.Fatal(err)
		}
		if did := takeCustomers(t, shop, news, nil); did.Updated != 1 || would.Updated != 1 {
			t.Errorf("%q: %d updated, by the dry run %d, want 1", news, did.Updated, would.Updated)
		}
	}
	stayed, err := shop.People.Find(ctx, "C-00001")
	if err != nil {
		t.Fatal(err)
	}
	if stayed.Name != "Sari" || stayed.Email != "sari@contoh.id" {
		t.Errorf("who stayed is called %s, %s; want Sari, sari@contoh.id as the merge left her", stayed.Name, stayed.Email)
	}
	if !slices.Equal(stayed.Tags, []string{"emas", "kos"}) || len(stayed.Phones) != 2 {
		t.Errorf("who stayed has the tags %v and the phones %v, want emas, kos and both numbers", stayed.Tags, stayed.Phones)
	}
	if _, err := shop.Imports.Undo(ctx, 4, core.UndoOptions{}); err != nil {
		t.Fatal(err)
	}
	if stayed, err = shop.People.Find(ctx, "C-00001"); err != nil || !slices.Equal(stayed.Tags, []string{"emas"}) {
		t.Errorf("after the undo of the last file her tags are %v, %v; want emas", stayed.Tags, err)
	}
	sound(t, shop)
}
