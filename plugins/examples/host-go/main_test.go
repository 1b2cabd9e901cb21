package main

import (
	"context"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

func TestATillAsksARuleWithoutTheRestOfRaja(t *testing.T) {
	for _, c := range []struct{ rule, lang, want string }{
		{"../../standard/loyalty", "en", "5: Points for spending Rp57,000: 5. Another Rp943,000 reaches Silver."},
		{"../../golden/loyalty/c", "en", "5: "},
		{"../../golden/loyalty/go", "id", "5: "},
	} {
		said, err := ask(context.Background(), c.rule, 57_000, 57_000, c.lang)
		if err != nil || !strings.HasPrefix(said, c.want) {
			t.Errorf("%s: %q, %v, want %q", c.rule, said, err, c.want)
		}
	}
}

// The README shows what its command prints.
func TestTheReadmeShowsWhatIsPrinted(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := regexp.MustCompile("`go run ./plugins/examples/host-go -lang (\\w+) -net (\\d+) ([\\w/]+)` prints\n\n    (.*)\n").FindStringSubmatch(string(text))
	if shown == nil {
		t.Fatal("the README shows no command and what it prints")
	}
	net, err := strconv.ParseInt(shown[2], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	said, err := ask(context.Background(), "../../../"+shown[3], net, 0, shown[1])
	if err != nil || said != shown[4] {
		t.Errorf("it prints %q, %v; the README says %q", said, err, shown[4])
	}
}

func TestWhatIsNoRuleIsSaid(t *testing.T) {
	if _, err := ask(context.Background(), t.TempDir(), 1, 0, "en"); err == nil || !strings.Contains(err.Error(), "holds no manifest.json") {
		t.Errorf("error %v", err)
	}
}

// The host needs nothing of the shop: neither its engine nor its store.
func TestTheHostStandsAlone(t *testing.T) {
	list, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range strings.Fields(string(list)) {
		own, isRajas := strings.CutPrefix(path, "github.com/raja-crm/raja/")
		if isRajas && (own == "core" || strings.HasPrefix(own, "core/store") || strings.HasPrefix(own, "app") || own == "core/people") {
			t.Errorf("it brings %s along", path)
		}
	}
}
