package jshost_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/raja-crm/raja/core/money"
	"github.com/raja-crm/raja/core/plugin"
)

// sentence is one figure to be shown, as testing/say.js reads it.
type sentence struct {
	Text  string `json:"text"`
	Arg   string `json:"arg"`
	Voice voice  `json:"voice"`

	want string
}

type voice struct {
	Lang     string `json:"lang"`
	Currency string `json:"currency"`
	Zone     int    `json:"zone"`
}

var kinds = []string{"", ":money", ":date", ":ago", ":times", ":minutes", ":time", ":datetime"}

func TestSentencesAreWordForWordThoseOfRaja(t *testing.T) {
	asked := sentences(t)
	text, err := json.Marshal(asked)
	if err != nil {
		t.Fatal(err)
	}
	node := exec.Command("node", "testing/say.js")
	node.Stdin = bytes.NewReader(text)
	said, err := node.Output()
	if err != nil {
		t.Fatalf("node testing/say.js: %v; Node.js 20 or newer must be installed", err)
	}
	var got []string
	if err := json.Unmarshal(said, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(asked) {
		t.Fatalf("%d sentences, want %d", len(got), len(asked))
	}
	for i, s := range asked {
		if got[i] != s.want {
			t.Errorf("%s of %s in %+v: %q, want %q", s.Text, s.Arg, s.Voice, got[i], s.want)
		}
	}
}

// sentences shows many numbers in every way, with what Raja itself says.
func sentences(t *testing.T) []sentence {
	random := rand.New(rand.NewPCG(1, 2))
	manifest, err := plugin.ParseManifest([]byte(manifestOf(kinds)))
	if err != nil {
		t.Fatal(err)
	}
	var all []sentence
	for position, kind := range kinds {
		for range 300 {
			s := sentence{Text: "{0" + kind + "}", Voice: someVoice(random)}
			n := someNumber(random, kind)
			currency, err := money.CurrencyOf(s.Voice.Currency)
			if err != nil {
				t.Fatal(err)
			}
			zone := time.FixedZone("", 60*s.Voice.Zone)
			s.Arg = strconv.FormatInt(n, 10)
			s.want = manifest.Reason(uint32(position+1), [4]int64{n}, plugin.Voice{Lang: s.Voice.Lang, Currency: currency, Zone: zone})
			all = append(all, s)
		}
	}
	return all
}

func manifestOf(kinds []string) string {
	var texts []string
	for _, kind := range kinds {
		texts = append(texts, fmt.Sprintf(`{"id": "{0%s}", "en": "{0%s}"}`, kind, kind))
	}
	return `{"id": "said", "name": {"id": "x", "en": "x"}, "version": "1.0.0", "abi": 1, "hooks": {"loyalty": 1}, "writes": [{"what": "points", "why": {"id": "x", "en": "x"}}], "texts": [` + strings.Join(texts, ",") + `]}`
}

func someVoice(random *rand.Rand) voice {
	return voice{
		Lang:     []string{"id", "en"}[random.IntN(2)],
		Currency: []string{"IDR", "USD", "SGD", "JPY", "KWD", "CLF", "EUR", "AFN"}[random.IntN(8)],
		Zone:     []int{420, 0, -570, 345, 840}[random.IntN(5)],
	}
}

// extremes lie at the ends of what a rule can write, and of the calendar.
var extremes = []int64{
	math.MaxInt64, math.MinInt64, math.MaxInt64 - 1, math.MinInt64 + 1, 1 << 53, 1<<53 + 1, -1 << 53,
	2_932_896, 2_932_897, -719_162, -719_163, 253_402_300_799_999, 253_402_300_800_000, -62_135_596_800_000, -62_135_596_800_001,
	-1, 8_640_000_000_000_000, 8_640_000_000_000_001,
}

// someNumber keeps days and moments within the years 1 to 9999 and everything
// else within 64 bits.
func someNumber(random *rand.Rand, kind string) int64 {
	if random.IntN(4) == 0 {
		return extremes[random.IntN(len(extremes))] // also beyond every calendar
	}
	if n := random.Int64N(8); n < 4 {
		return n // often those that have words of their own
	}
	switch kind {
	case ":date":
		return random.Int64N(3_600_000) - 700_000
	case ":time", ":datetime":
		return random.Int64N(315e12) - 62e12
	}
	n := int64(math.Pow(10, 19*random.Float64()))
	if random.IntN(3) == 0 {
		return -n
	}
	return n
}
