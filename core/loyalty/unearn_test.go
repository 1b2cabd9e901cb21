package loyalty_test

import (
	"slices"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/loyalty"
)

// What an order earned is taken out of the lots as though it had never been.
func TestUnearn(t *testing.T) {
	lot := func(points loyalty.Points) loyalty.Lot { return loyalty.Lot{Earned: 10, Expires: 20, Points: points} }
	debt := func(points loyalty.Points) loyalty.Lot { return loyalty.Lot{Earned: 3, Points: points} }
	own := []loyalty.Entry{{Kind: loyalty.Accrue, Points: 10, Begins: 10, Expires: 20}}
	expired := func(points loyalty.Points) loyalty.Entry {
		return loyalty.Entry{Kind: loyalty.Expire, Points: -points, Moves: loyalty.Lots{lot(-points)}}
	}
	tests := []struct {
		name    string
		lots    loyalty.Lots
		others  []loyalty.Entry
		left    loyalty.Lots
		changed []loyalty.Lots
		ok      bool
	}{
		{"points that are there go", loyalty.Lots{lot(10)}, nil, nil, nil, true},
		{"another order's points of the same lot stay", loyalty.Lots{lot(14)}, nil, loyalty.Lots{lot(4)}, nil, true},
		{"spent points stay", loyalty.Lots{lot(7)}, nil, loyalty.Lots{lot(7)}, nil, false},
		{"expired points take their entry along", nil, []loyalty.Entry{expired(10)}, nil, []loyalty.Lots{nil}, true},
		{"an entry of more shrinks", nil, []loyalty.Entry{expired(25)}, nil, []loyalty.Lots{{lot(-15)}}, true},
		{"what was spent before the rest expired is spent", nil, []loyalty.Entry{expired(6)}, nil, nil, false},
		{
			"a debt that they paid is owed again",
			loyalty.Lots{lot(6)},
			[]loyalty.Entry{{Kind: loyalty.Adjust, Reason: loyalty.ReasonSettled, Moves: loyalty.Lots{debt(4), lot(-4)}}},
			loyalty.Lots{debt(-4)},
			[]loyalty.Lots{nil},
			true,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			left, changed, ok := tt.lots.Unearn(own, tt.others, time.UTC)
			if ok != tt.ok || !slices.Equal(left, tt.left) || len(changed) != len(tt.changed) {
				t.Fatalf("Unearn = %v, %v, %v; want %v, %v, %v", left, changed, ok, tt.left, tt.changed, tt.ok)
			}
			for i := range changed {
				if !slices.Equal(changed[i].Moves, tt.changed[i]) || changed[i].Points != tt.changed[i].Sum() {
					t.Errorf("entry %d is %+v, want the moves %v", i, changed[i], tt.changed[i])
				}
			}
		})
	}
}
