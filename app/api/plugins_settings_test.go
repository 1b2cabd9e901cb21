package api_test

import (
	"encoding/json"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// value is a setting of points as the page gets it.
func (f *face) value(key string) any {
	f.t.Helper()
	for _, one := range f.must("GET", "/api/plugins/points/settings", nil)["settings"].([]any) {
		if field := one.(map[string]any); field["key"] == key {
			return field["value"]
		}
	}
	f.t.Fatalf("there is no setting %s", key)
	return nil
}

func TestWhatTheOwnerDecidesAboutARuleGoesThroughTheContract(t *testing.T) {
	f := open(t)
	f.must("PUT", "/api/plugins/points/settings", map[string]any{"silver_from": 2_000_000})
	if got := f.value("silver_from"); got != 2_000_000.0 {
		t.Errorf("silver from %v", got)
	}
	limited := f.must("PUT", "/api/plugins/points/limits", map[string]any{"memory_pages": 0, "units": 5_000_000})
	if got := limited["cap"].(map[string]any)["units"]; got != 5_000_000.0 {
		t.Errorf("cap %v", limited["cap"])
	}
	decided := f.must("PUT", "/api/plugins/points/policy", map[string]any{"hook": "loyalty", "policy": "skip"})
	if got := decided["on_fault"].(map[string]any)["loyalty"]; got != "skip" {
		t.Errorf("policy %v", decided["on_fault"])
	}
}

// What stands in a path reaches the operation: one that does not take it is
// asked about nothing.
func TestEveryOperationTakesWhatStandsInItsPath(t *testing.T) {
	text, err := os.ReadFile("../../frontend/src/bridge/openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var contract struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
		}
	}
	if err := json.Unmarshal(text, &contract); err != nil || len(contract.Paths) < 20 {
		t.Fatal(len(contract.Paths), err)
	}
	for path, operations := range contract.Paths {
		for method, operation := range operations {
			for _, named := range regexp.MustCompile(`{(\w+)}`).FindAllStringSubmatch(path, -1) {
				if !slices.Contains(operation.Parameters, struct{ Name, In string }{named[1], "path"}) {
					t.Errorf("%s %s does not take %s", method, path, named[1])
				}
			}
		}
	}
}

// A number goes to the rule as it was written, and a key that stands twice is
// refused: which of the two the owner meant is not known.
func TestSettingsAreTakenAsTheyWereWritten(t *testing.T) {
	f := open(t)
	request := httptest.NewRequest("PUT", "/api/plugins/points/settings", strings.NewReader(`{"gold_from": 9007199254740993}`))
	request.Header.Set("Content-Type", "application/json")
	kept := httptest.NewRecorder()
	f.contract.ServeHTTP(kept, request)
	if !strings.Contains(kept.Body.String(), "9007199254740993") {
		t.Errorf("%d %s, want the number as it was written", kept.Code, kept.Body)
	}
	status, refused := f.ask("PUT", "/api/plugins/points/settings", json.RawMessage(`{"gold_from": 1, "gold_from": 2}`))
	said, err := json.Marshal(refused)
	if err != nil || status != 422 || !strings.Contains(string(said), "gold_from stands twice") {
		t.Errorf("a key twice: %d %s, %v", status, said, err)
	}
}
