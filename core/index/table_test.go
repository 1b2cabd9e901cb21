package index_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/raja-crm/raja/core/index"
)

func table(texts ...string) *index.Table {
	var made index.Table
	for i, text := range texts {
		made.Put(uint32(i+1), text)
	}
	return &made
}

func found(made *index.Table, query string) string {
	var list []string
	for _, hit := range made.Search(query, 10) {
		list = append(list, fmt.Sprintf("%d:%d", hit.ID, hit.Rank))
	}
	return strings.Join(list, " ")
}

func TestSearch(t *testing.T) {
	made := table(
		"slamet budi\n081234567890\n6281234567890",
		"budi santoso\n081355550001\n6281355550001",
		"siti rubudiah\n0215550123",
		"ani\nbu ani",
		"王小明",
	)
	tests := []struct{ name, query, want string }{
		{"the beginning of the text is best, then of a word, then the inside", "budi", "2:0 1:1 3:2"},
		{"in any case and with accents", "BÚDI", "2:0 1:1 3:2"},
		{"two words as they stand", "budi santoso", "2:0"},
		{"two words in another order", "santoso budi", "2:1"},
		{"two beginnings of words", "san bud", "2:1"},
		{"a word and a beginning", "budi s", "2:0 1:1 3:2"},
		{"a name and a phone", "0812 slamet", "1:1"},
		{"one letter begins words", "b", "2:0 1:1 4:1"},
		{"two letters begin words", "bu", "2:0 1:1 4:1"},
		{"two letters inside a word are not looked for", "di", ""},
		{"three letters inside a word are", "udi", "1:2 2:2 3:2"},
		{"a phone with dashes", "0812-3456", "1:1"},
		{"a phone with its country", "+62 812", "1:1"},
		{"a fragment of a phone", "5550", "2:2 3:2"},
		{"the last digits", "7890", "1:2"},
		{"words of two lines", "ani bu", "4:1"},
		{"nobody", "wayan", ""},
		{"one word of two is nobody's", "budi wayan", ""},
		{"one letter of a script without spaces", "王", "5:0"},
		{"the inside of a script without spaces", "小", "5:2"},
		{"signs", "-- //", ""},
		{"nothing", "", ""},
		{"a newline is a space", "budi\nsantoso", "2:0"},
		{"a megabyte", strings.Repeat("budi ", 200_000), "1:1 2:1 3:2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := found(made, tt.query); got != tt.want {
				t.Errorf("Search(%.40q) = %q, want %q", tt.query, got, tt.want)
			}
		})
	}
}

func TestSearchKeepsToItsLimit(t *testing.T) {
	made := table("a x", "x a", "a y", "aa")
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 3: 3, 4: 4, 100: 4} {
		if got := len(made.Search("a", limit)); got != want {
			t.Errorf("Search(a, %d) finds %d, want %d", limit, got, want)
		}
	}
	if got := made.Search("a", 3); got[2].Rank != index.RankStart {
		t.Errorf("the third hit of three that begin with it has rank %d", got[2].Rank)
	}
}

func TestAChangeHidesWhatWasThere(t *testing.T) {
	made := table("budi", "ani")
	made.Put(1, "agus")
	made.Put(3, "budi")
	if got := found(made, "budi"); got != "3:0" {
		t.Errorf("budi: %q", got)
	}
	made.Put(1, "")
	if got := found(made, "agus") + found(made, "a"); got != "2:0" {
		t.Errorf("agus is taken out, but: %q", got)
	}
	made.Put(1, "budi")
	if got := found(made, "budi"); got != "3:0 1:0" {
		t.Errorf("budi comes back: %q", got)
	}
}

func TestTheZeroTableFindsNothing(t *testing.T) {
	if got := new(index.Table).Search("budi", 5); len(got) != 0 {
		t.Errorf("found %v", got)
	}
}

// model is the table from its definition.
type model struct {
	ids   []uint32 // in the order in which they were put
	texts map[uint32]string
}

func (m *model) put(id uint32, text string) {
	if m.texts[id] == text {
		return
	}
	m.ids = append(slices.DeleteFunc(m.ids, func(other uint32) bool { return other == id }), id)
	m.texts[id] = text
}

func (m *model) search(query string, limit int) []index.Hit {
	var hits []index.Hit
	for _, id := range m.ids {
		if rank, ok := rankOf(m.texts[id], index.Normalize(query)); ok {
			hits = append(hits, index.Hit{ID: id, Rank: rank})
		}
	}
	slices.SortStableFunc(hits, func(a, b index.Hit) int { return a.Rank - b.Rank })
	return hits[:min(limit, len(hits))]
}

func rankOf(text, query string) (rank int, ok bool) {
	if query == "" {
		return 0, false
	}
	if strings.HasPrefix(text, query) {
		return index.RankStart, true
	}
	rank = index.RankWord
	for _, word := range strings.Fields(query) {
		begins := slices.ContainsFunc(strings.Fields(text), func(other string) bool { return strings.HasPrefix(other, word) })
		if begins {
			continue
		}
		if len(word) < 3 || !strings.Contains(text, word) {
			return 0, false
		}
		rank = index.RankInside
	}
	return rank, true
}

func TestSearchIsTheModels(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.Map(rapid.StringMatching(`[abc01 é王]{0,9}`), index.Normalize), 0, 3).Draw(t, "lines"), "\n")
	})
	rapid.Check(t, func(t *rapid.T) {
		var made index.Table
		want := model{texts: map[uint32]string{}}
		for range rapid.IntRange(0, 60).Draw(t, "puts") {
			id, text := rapid.Uint32Range(0, 12).Draw(t, "id"), text.Draw(t, "text")
			made.Put(id, text)
			want.put(id, text)
		}
		for range 5 {
			query := rapid.StringMatching(`[abc01é王\- ]{0,6}`).Draw(t, "query")
			limit := rapid.IntRange(1, 14).Draw(t, "limit")
			if diff := cmp.Diff(want.search(query, limit), made.Search(query, limit)); diff != "" && query != "" {
				if len(want.search(query, limit)) == 0 && len(made.Search(query, limit)) == 0 {
					continue
				}
				t.Fatalf("Search(%q, %d) (-want +got):\n%s", query, limit, diff)
			}
		}
	})
}

// Enough changes make the table anew; nobody gets lost or comes twice.
func TestManyChangesLeaveNoTrace(t *testing.T) {
	var made index.Table
	const people = 500
	for round := range 40 {
		for id := range uint32(people) {
			made.Put(id, fmt.Sprintf("nama%d round%d", id, round))
		}
	}
	made.Put(7, "")
	if got := made.Search("round39", 2*people); len(got) != people-1 {
		t.Errorf("%d are found, want %d", len(got), people-1)
	}
	if got := made.Search("round38", people); len(got) != 0 {
		t.Errorf("%v have their old text", got)
	}
	if got := found(&made, "nama499"); got != "499:0" {
		t.Errorf("the last: %q", got)
	}
}

func TestManyMaySearchWhileSomebodyPuts(t *testing.T) {
	made := table("budi", "ani")
	var work sync.WaitGroup
	for writer := range uint32(2) {
		work.Go(func() {
			for i := range uint32(6000) {
				made.Put(10+i%50, fmt.Sprintf("agus %d", writer+i))
			}
		})
	}
	for range 4 {
		work.Go(func() {
			for range 300 {
				if got := found(made, "budi"); got != "1:0" {
					t.Errorf("budi: %q", got)
				}
				made.Search("agus 1", 20)
			}
		})
	}
	work.Wait()
}

func FuzzSearch(f *testing.F) {
	f.Add("Bu Sari\n0812-3456", "sari 08")
	f.Add("王小明", "小")
	f.Add("a\x01b\x00", "\x01")
	f.Add(strings.Repeat("x", 300), strings.Repeat("é", 150))
	f.Fuzz(func(t *testing.T, text, query string) {
		lines := strings.Split(text, "\n")
		for i := range lines {
			lines[i] = index.Normalize(lines[i])
		}
		text = strings.Join(lines, "\n")
		cut := strings.ToValidUTF8(query[:min(len(query), index.MaxQuery)], "")
		rank, ok := rankOf(text, index.Normalize(cut))
		hits := table(text).Search(query, 3)
		if (len(hits) == 1) != ok || (ok && hits[0] != index.Hit{ID: 1, Rank: rank}) {
			t.Errorf("Search(%q) of %q = %v, want rank %d, %v", query, text, hits, rank, ok)
		}
	})
}

var (
	firsts = []string{"sari", "dewi", "budi", "agus", "rina", "siti aminah", "nur", "wahyu", "fitri", "endang", "joko", "rizky", "ayu", "made"}
	lasts  = []string{"santoso", "wijaya", "pratama", "hidayat", "saputra", "kusuma", "nugroho", "setiawan", "rahayu", "lubis", "siregar"}
)

func shop(size int) *index.Table {
	dice := rand.New(rand.NewPCG(1, 2))
	var made index.Table
	for id := range uint32(size) {
		phone := fmt.Sprintf("812%08d", dice.IntN(100_000_000))
		name := firsts[dice.IntN(len(firsts))] + " " + lasts[dice.IntN(len(lasts))]
		made.Put(id, name+"\n0"+phone+"\n62"+phone)
	}
	return &made
}

func BenchmarkSearch(b *testing.B) {
	for _, size := range []int{100_000, 1_000_000} {
		made := shop(size)
		for _, query := range []string{"b", "0", "su", "qz", "bud", "budi san", "santoso b", "081", "0812", "081234", "7890", "3456 sari", "udi", "wayan"} {
			b.Run(fmt.Sprintf("%d/%s", size, query), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					made.Search(query, 20)
				}
			})
		}
	}
}

func BenchmarkPut(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		shop(10_000)
	}
}
