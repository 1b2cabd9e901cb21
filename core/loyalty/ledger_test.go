package loyalty_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/loyalty"
)

// Product 4.3: points that are spent come back to their own lots; what expired
// meanwhile is not spendable, and the next day's entry takes it.
func TestTheGoldenScenario(t *testing.T) {
	first := loyalty.Lot{Earned: day(t, "2026-01-10"), Expires: day(t, "2026-07-10"), Points: 100}
	second := loyalty.Lot{Earned: day(t, "2026-03-01"), Expires: day(t, "2026-09-01"), Points: 80}
	third := loyalty.Lot{Earned: day(t, "2026-05-05"), Expires: day(t, "2026-11-05"), Points: 50}
	lots := loyalty.Lots{}.Plus(loyalty.Lots{first, second, third})
	is := func(on string, want loyalty.Points) {
		t.Helper()
		if got := lots.Balance(day(t, on)); got != want {
			t.Errorf("on %s the balance is %d, want %d", on, got, want)
		}
	}
	is("2026-06-01", 230)
	taken, over := lots.Take(120, day(t, "2026-06-01"))
	if over != 0 || taken.Sum() != -120 {
		t.Fatalf("took %v, %d over", taken, over)
	}
	lots = lots.Plus(taken)
	is("2026-06-01", 110)
	if gone := lots.Expired(day(t, "2026-07-10")); len(gone) != 0 {
		t.Errorf("on 10 July %v expires, want nothing: it was spent", gone)
	}
	is("2026-07-10", 110)
	lots = lots.Plus(loyalty.GiveBack(taken, day(t, "2026-07-15"), 0))
	is("2026-07-15", 130)
	if lots.Sum() != 230 {
		t.Errorf("lots hold %d, want 230", lots.Sum())
	}
	gone := lots.Expired(day(t, "2026-07-15"))
	if gone.Sum() != -100 {
		t.Errorf("the next day takes %d, want -100", gone.Sum())
	}
	if lots = lots.Plus(gone); lots.Sum() != 130 {
		t.Errorf("the sum of all entries is %d, want 130", lots.Sum())
	}
}

func TestPointsThatComeBackTooLateCanLastAgain(t *testing.T) {
	lots := loyalty.Lots{{Earned: 10, Expires: 20, Points: 100}, {Earned: 11, Points: 5}}
	taken, _ := lots.Take(102, 12)
	back := lots.Plus(taken).Plus(loyalty.GiveBack(taken, 25, 55))
	want := loyalty.Lots{{Earned: 11, Points: 5}, {Earned: 25, Expires: 55, Points: 100}}
	if len(back) != 2 || back[0] != want[0] || back[1] != want[1] {
		t.Errorf("got %v, want %v", back, want)
	}
}

// aBook draws what happens to one customer's points, day after day.
type aBook struct {
	lots    loyalty.Lots
	entries []loyalty.Entry
	now     time.Time
}

func (b *aBook) day() clock.Day { return clock.DayOf(b.now, time.UTC) }

func (b *aBook) enter(e loyalty.Entry) {
	e.At = b.now
	b.entries = append(b.entries, e)
	b.lots = b.lots.Plus(e.Lots(time.UTC))
	if paid := b.lots.Settle(b.day()); len(paid) > 0 {
		b.enter(loyalty.Entry{Kind: loyalty.Adjust, Moves: paid})
	}
}

// owesNothing holds that nobody owes points while she has some to spend.
func (b *aBook) owesNothing(t *rapid.T) {
	if _, over := b.lots.Take(1, b.day()); over == 0 && len(b.lots.Owed()) > 0 {
		t.Fatalf("%v are owed beside what can be spent", b.lots)
	}
}

// The laws of product 4.3, whatever happens in whatever order.
func TestLawsOfTheLedger(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		book := &aBook{now: time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)}
		var spent []loyalty.Lots
		for range 30 { // enough for what is spent to expire and come back
			book.now = book.now.AddDate(0, 0, rapid.IntRange(0, 20).Draw(t, "days"))
			points := loyalty.Points(rapid.Int64Range(1, 100).Draw(t, "points"))
			switch rapid.Uint8().Draw(t, "what") % 5 {
			case 0:
				expires := []clock.Day{0, book.day() + 5, book.day() + 40}[rapid.Uint8().Draw(t, "expires")%3]
				book.enter(loyalty.Entry{Kind: loyalty.Accrue, Points: points, Expires: expires})
			case 1:
				balance := book.lots.Balance(book.day())
				if balance <= 0 {
					continue
				}
				points = min(points, balance)
				taken, over := book.lots.Take(points, book.day())
				if over != 0 {
					t.Fatalf("%d of %d points are there by the balance, %d by the lots %v", balance, points, points-over, book.lots)
				}
				book.enter(loyalty.Entry{Kind: loyalty.Redeem, Points: -points, Moves: taken})
				if got := book.lots.Balance(book.day()); got != balance-points {
					t.Fatalf("after %d of %d are spent the balance is %d", points, balance, got)
				}
				spent = append(spent, taken)
			case 2:
				if len(spent) == 0 {
					continue
				}
				back := loyalty.GiveBack(spent[0], book.day(), 0)
				spent = spent[1:]
				book.enter(loyalty.Entry{Kind: loyalty.RedeemReversal, Points: back.Sum(), Moves: back})
			case 3:
				before := book.lots.Balance(book.day())
				if gone := book.lots.Expired(book.day()); len(gone) > 0 {
					book.enter(loyalty.Entry{Kind: loyalty.Expire, Points: gone.Sum(), Moves: gone})
				}
				if after := book.lots.Balance(book.day()); after != before {
					t.Fatalf("the entry of expiry moves the balance from %d to %d", before, after)
				}
			case 4:
				if len(book.lots) == 0 {
					continue
				}
				mine := rapid.SampledFrom(book.lots).Draw(t, "lot")
				mine.Points = points
				moves, lapsed := book.lots.Reclaim(mine, loyalty.ExpiredOf(book.entries, mine), book.day())
				if moves.Sum() != lapsed-points {
					t.Fatalf("of %d points %d are taken back and %d had expired", points, -moves.Sum(), lapsed)
				}
				book.enter(loyalty.Entry{Kind: loyalty.AccrueReversal, Points: moves.Sum(), Lapsed: lapsed, Moves: moves})
			}
			book.owesNothing(t)
		}
		holds(t, book)
	})
}

func holds(t *rapid.T, book *aBook) {
	accounts := map[loyalty.Account]loyalty.Points{}
	for i := range book.entries {
		entry := &book.entries[i]
		if entry.Lots(time.UTC).Sum() != entry.Points {
			t.Fatalf("%s moves lots by %d and says %d", entry.Kind, entry.Lots(time.UTC).Sum(), entry.Points)
		}
		var sum loyalty.Points
		for _, side := range entry.Postings(time.UTC) {
			sum += side.Points
			accounts[side.Account] += side.Points
		}
		if sum != 0 {
			t.Fatalf("the postings of %+v sum to %d", entry, sum)
		}
	}
	if accounts[loyalty.AccountAvailable]+accounts[loyalty.AccountPending] != book.lots.Sum() {
		t.Fatalf("the accounts say %v, the lots hold %d", accounts, book.lots.Sum())
	}
	shuffled := rapid.Permutation(book.entries).Draw(t, "shuffled")
	if again := loyalty.Fold(shuffled, time.UTC); !equalLots(again, book.lots) {
		t.Fatalf("folded in another order the entries give %v, not %v", again, book.lots)
	}
	if got, want := loyalty.BalanceAt(book.entries, book.now, time.UTC), book.lots.Balance(book.day()); got != want {
		t.Fatalf("the entries say %d, the lots %d", got, want)
	}
}

func equalLots(a, b loyalty.Lots) bool {
	return len(a.Plus(b.Negated())) == 0
}

// An order that earned and is given back, in steps or whole, leaves everything
// as it was.
func TestWhatIsEarnedAndGivenBackLeavesNoTrace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		before := loyalty.Lots{}
		for range 4 {
			before = before.Add(loyalty.Lot{
				Earned: clock.Day(rapid.IntRange(0, 9).Draw(t, "earned")), Expires: clock.Day(rapid.SampledFrom([]int{0, 15, 30}).Draw(t, "expires")),
				Points: loyalty.Points(rapid.IntRange(1, 50).Draw(t, "points")),
			})
		}
		mine := loyalty.Lot{Earned: 5, Expires: 20, Points: loyalty.Points(rapid.IntRange(1, 50).Draw(t, "mine"))}
		lots := before.Plus(loyalty.Lots{mine})
		taken, _ := lots.Take(loyalty.Points(rapid.IntRange(0, 60).Draw(t, "spent")), 10)
		lots = lots.Plus(taken)
		for left := mine.Points; left > 0; {
			part := mine
			part.Points = loyalty.Points(rapid.Int64Range(1, int64(left)).Draw(t, "part"))
			moves, _ := lots.Reclaim(part, 0, 10)
			lots, left = lots.Plus(moves), left-part.Points
		}
		lots = lots.Plus(taken.Negated())
		if got, want := lots.Balance(10), before.Balance(10); got != want {
			t.Fatalf("the balance is %d, want %d: %v of %v", got, want, lots, before)
		}
	})
}

// Points that expired cost nothing a second time when their order is given
// back; those that were spent before are owed.
func TestWhatExpiredIsNotTakenBackAgain(t *testing.T) {
	mine := loyalty.Lot{Earned: 10, Expires: 20, Points: 100}
	lots := loyalty.Lots{mine}
	spent, _ := lots.Take(30, 15)
	lots = lots.Plus(spent)
	gone := loyalty.Entry{Kind: loyalty.Expire, Moves: lots.Expired(25)}
	lots = lots.Plus(gone.Moves)
	moves, lapsed := lots.Reclaim(mine, loyalty.ExpiredOf([]loyalty.Entry{gone}, mine), 26)
	if lots = lots.Plus(moves); lapsed != 70 || lots.Balance(26) != -30 {
		t.Errorf("%d had expired and the balance is %d, want 70 and -30", lapsed, lots.Balance(26))
	}
}
