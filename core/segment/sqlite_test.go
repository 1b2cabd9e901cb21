package segment_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/sale"
	"github.com/raja-crm/raja/core/segment"
)

// sqlite runs a script and returns its rows. SQLite knows nothing of Raja.
func sqlite(t *testing.T, script string) []string {
	t.Helper()
	program := exec.Command("sqlite3", "-batch", ":memory:")
	var printed, complaint bytes.Buffer
	program.Stdin, program.Stdout, program.Stderr = strings.NewReader(script), &printed, &complaint
	if err := program.Run(); err != nil {
		t.Fatalf("sqlite3: %v %s; the Debian package sqlite3 must be installed", err, complaint.String())
	}
	return strings.Fields(printed.String())
}

// visitsTable is the script that makes a table of visits, one a day.
func visitsTable(customers map[string]sale.History) string {
	var script strings.Builder
	script.WriteString("create table visit(who text, day int, orders int, net int);\nbegin;\n")
	for who, history := range customers {
		for _, visit := range history {
			fmt.Fprintf(&script, "insert into visit values('%s',%d,%d,%d);\n", who, visit.Day, visit.Orders, visit.Net)
		}
	}
	script.WriteString("commit;\n")
	return script.String()
}

// scored is a query for the scores of every customer as of a day. A quantile of
// type 7 at k fifths is between the rows (n−1)k/5; all is times five, so that
// it is whole.
func scored(asOf clock.Day) string {
	script := fmt.Sprintf("create table v as select who, %d-max(day) r, count(*) f, sum(net) m from visit where day <= %d group by who;\n", asOf, asOf)
	for _, metric := range []string{"r", "f", "m"} {
		script += fmt.Sprintf(`create table cut_%[1]s as
 with ranked as (select %[1]s x, row_number() over (order by %[1]s)-1 i, count(*) over () n from v), k(k) as (values (1),(2),(3),(4))
 select k, 5*min(case when i = (n-1)*k/5 then x end) + ((n-1)*k%%5) * (coalesce(min(case when i = (n-1)*k/5+1 then x end),0) - min(case when i = (n-1)*k/5 then x end)) * (((n-1)*k%%5) > 0) cut
 from ranked, k group by k;
`, metric)
	}
	return script + `select who||':'||(5-(select count(*) from cut_r where cut < 5*r))||(1+(select count(*) from cut_f where cut < 5*f))||(1+(select count(*) from cut_m where cut < 5*m)) from v order by who;
`
}

// ours are the scores that the thresholds of this package give.
func ours(customers map[string]sale.History, asOf clock.Day) []string {
	type figures struct {
		who     string
		r, f, m int64
	}
	var all []figures
	var r, f, m []int64
	for who, history := range customers {
		known := history.Window(asOf, 0)
		if len(known) == 0 {
			continue
		}
		_, net := known.Sum()
		one := figures{who, int64(asOf - known[len(known)-1].Day), int64(len(known)), int64(net)}
		all, r, f, m = append(all, one), append(r, one.r), append(f, one.f), append(m, one.m)
	}
	cutsR, cutsF, cutsM := segment.Quintiles(r), segment.Quintiles(f), segment.Quintiles(m)
	var lines []string
	for _, one := range all {
		lines = append(lines, fmt.Sprintf("%s:%d%d%d", one.who, 6-scoreOf(one.r, cutsR), scoreOf(one.f, cutsF), scoreOf(one.m, cutsM)))
	}
	slices.Sort(lines)
	return lines
}

func scoreOf(value int64, cuts segment.Fifths) int {
	score := 1
	for _, cut := range cuts {
		if 5*value > cut {
			score++
		}
	}
	return score
}

func TestSQLiteGivesTheSameScores(t *testing.T) {
	chance := rand.New(rand.NewPCG(7, 11))
	customers := map[string]sale.History{}
	for order := range 4000 { // a year of a shop, with many equal values
		who := fmt.Sprintf("P%04d", chance.IntN(1+chance.IntN(700)))
		customers[who] = customers[who].Add(clock.Day(20000+order*365/4000), money.Amount(chance.IntN(20)*5000))
	}
	asOf := clock.Day(20365)
	want := sqlite(t, visitsTable(customers)+scored(asOf))
	got := ours(customers, asOf)
	if len(got) < 300 || !slices.Equal(got, want) {
		t.Errorf("%d customers; ours and SQLite's scores differ", len(got))
		for i := range min(len(got), len(want), 5) {
			t.Logf("%s, SQLite %s", got[i], want[i])
		}
	}
}

// By month of the first visit: how many came, and how many came again.
func TestSQLiteCountsTheSameCohorts(t *testing.T) {
	customers := cdnow(t)
	came, again := map[clock.Day]int{}, map[clock.Day]int{}
	for _, history := range customers {
		month := history[0].Day / 30
		came[month]++
		if len(history) > 1 {
			again[month]++
		}
	}
	var got []string
	for month, count := range came {
		got = append(got, fmt.Sprintf("%05d:%d:%d", month, count, again[month]))
	}
	slices.Sort(got)
	want := sqlite(t, visitsTable(customers)+`select printf('%05d:%d:%d', first/30, count(*), sum(days > 1)) from (select min(day) first, count(*) days from visit group by who) group by first/30 order by 1;`)
	if !slices.Equal(got, want) {
		t.Errorf("ours %v, SQLite's %v", got, want)
	}
}

func TestCDNOWHasItsKnownFigures(t *testing.T) {
	customers := cdnow(t)
	asOf, err := clock.ParseDay("1998-07-01")
	if err != nil {
		t.Fatal(err)
	}
	best, worst, orders, repeatOrders, repeatDays, cents := 0, 0, 0, 0, 0, int64(0)
	for _, line := range ours(customers, asOf) {
		switch line[strings.Index(line, ":"):] {
		case ":555":
			best++
		case ":111":
			worst++
		}
	}
	for _, history := range customers {
		count, net := history.Sum()
		orders, cents = orders+int(count), cents+int64(net)
		if count > 1 {
			repeatOrders++
		}
		if len(history) > 1 {
			repeatDays++
		}
	}
	share := func(part, of int) string { return fmt.Sprintf("%.4f", float64(part)/float64(of)) }
	for name, pair := range map[string][2]string{
		"555": {fmt.Sprint(best), "2345"}, "111": {fmt.Sprint(worst), "1665"},
		"orders a customer": {share(orders, len(customers)), "2.9554"}, "average order in cents": {fmt.Sprintf("%.2f", float64(cents)/float64(orders)), "3589.36"},
		"repeat rate by orders": {share(repeatOrders, len(customers)), "0.4948"}, "repeat rate by days": {share(repeatDays, len(customers)), "0.4886"},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: %s, want %s", name, pair[0], pair[1])
		}
	}
}

// NTILE parts by place, so that equal customers get unequal scores. Ours have
// one.
func TestEqualCustomersHaveEqualScoresUnlikeWithNTILE(t *testing.T) {
	customers := cdnow(t)
	broken := sqlite(t, visitsTable(customers)+`select score||':'||count(*) from (select f, ntile(5) over (order by f) score from (select who, sum(orders) f from visit group by who)) where f = 1 group by score order by score;`)
	if len(broken) != 3 || broken[0] != "1:4714" || broken[1] != "2:4714" {
		t.Errorf("NTILE parts customers of one order into %v, want three scores", broken)
	}
	var visits []int64
	for _, history := range customers {
		visits = append(visits, int64(len(history)))
	}
	cuts, seen := segment.Quintiles(slices.Clone(visits)), map[int]int{}
	for _, value := range visits {
		if value == 1 {
			seen[scoreOf(value, cuts)]++
		}
	}
	if len(seen) != 1 || seen[1] != 12054 {
		t.Errorf("customers of one visit have the scores %v, want 12054 times 1", seen)
	}
}
