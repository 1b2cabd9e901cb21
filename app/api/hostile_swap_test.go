package api_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/plugin/pack"
)

// goldenPackage is a package that anybody would take, in some version.
func goldenPackage(t *testing.T, version string) string {
	t.Helper()
	files := map[string]string{}
	for _, name := range []string{pack.ManifestName, pack.SchemaName, "c/" + pack.WasmName} {
		text, err := os.ReadFile(filepath.Join("../../plugins/golden/segment", name))
		if err != nil {
			t.Fatal(err)
		}
		files[filepath.Base(name)] = strings.Replace(string(text), `"1.0.0"`, `"`+version+`"`, 1)
	}
	return string(rawPackage(t, files))
}

// What the owner looked at is what she installs, also when another file lies
// in its place by then.
func TestAPackageThatIsExchangedAfterTheLookIsRefused(t *testing.T) {
	v := newVictim(t)
	ticket := v.upload("a.rajaplugin", goldenPackage(t, "1.0.0"))
	sum := v.must("POST", "/api/plugins/look", map[string]any{"ticket": ticket})["sum"]
	other := v.upload("a.rajaplugin", goldenPackage(t, "1.0.1"))
	status, refused := v.ask("POST", "/api/plugins/install", map[string]any{"ticket": other, "trust": true, "sum": sum})
	said, err := json.Marshal(refused)
	if err != nil || status != 409 || !strings.Contains(string(said), "was changed since it was looked at") {
		t.Errorf("another package: %d %s, %v", status, said, err)
	}
	job := v.finish(v.must("POST", "/api/plugins/install", map[string]any{"ticket": ticket, "trust": true, "sum": sum}))
	if job["state"] != "done" {
		t.Errorf("the package that was looked at: %v", job)
	}
}
