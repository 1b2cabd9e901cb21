//go:build window && linux

package smoke_test

import (
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

//go:embed finder.js
var finder string

// page is the window's page under a person's hands.
type page struct{ inspector *inspector }

// page waits for the page's first words.
func (a *app) page(t *testing.T) *page {
	t.Helper()
	p := &page{a.inspect(t)}
	eventually(t, "the page is drawn", func() bool {
		var drawn bool
		err := p.inspector.evaluate(`document.querySelector("h1") !== null`, &drawn)
		return err == nil && drawn
	})
	p.eval(t, finder+"null", nil)
	return p
}

// evaluate runs script in the page and waits for its promise, if it is one.
func (i *inspector) evaluate(script string, into any) error {
	type outcome struct {
		Result struct {
			ObjectID    string          `json:"objectId"`
			ClassName   string          `json:"className"`
			Description string          `json:"description"`
			Value       json.RawMessage `json:"value"`
		} `json:"result"`
		WasThrown bool `json:"wasThrown"`
	}
	var got outcome
	err := i.call("Runtime.evaluate", map[string]any{"expression": script}, &got)
	if err == nil && got.Result.ClassName == "Promise" {
		promise := got.Result.ObjectID
		got = outcome{}
		err = i.call("Runtime.awaitPromise", map[string]any{"promiseObjectId": promise, "returnByValue": true}, &got)
	}
	if err == nil && got.WasThrown {
		err = fmt.Errorf("the page threw %s%s", got.Result.Description, got.Result.Value)
	}
	if err != nil || into == nil {
		return err
	}
	return json.Unmarshal(got.Result.Value, into)
}

func (p *page) eval(t *testing.T, script string, into any) {
	t.Helper()
	if err := p.inspector.evaluate(script, into); err != nil {
		t.Fatalf("%.200s: %v", script, err)
	}
}

// find calls one of the finder's functions.
func (p *page) find(t *testing.T, into any, function string, args ...string) {
	t.Helper()
	quoted, err := json.Marshal(append([]string{}, args...))
	if err != nil {
		t.Fatal(err)
	}
	p.eval(t, fmt.Sprintf("finder.%s(...%s)", function, quoted), into)
}

// does repeats an act until the page lets it happen.
func (p *page) does(t *testing.T, function string, args ...string) {
	t.Helper()
	eventually(t, function+" "+strings.Join(args, ", "), func() (done bool) {
		p.find(t, &done, function, args...)
		return done
	})
}

func (p *page) click(t *testing.T, role, name string) { t.Helper(); p.does(t, "click", role, name) }

func (p *page) enter(t *testing.T, role, name, text string) {
	t.Helper()
	p.does(t, "type", role, name, text)
}

// shows waits until something with that role and name can be seen.
func (p *page) shows(t *testing.T, role, name string) {
	t.Helper()
	p.shown(t, role, name, func(count int) bool { return count > 0 })
}

func (p *page) shown(t *testing.T, role, name string, right func(count int) bool) {
	t.Helper()
	count := 0
	eventually(t, "the page shows "+role+" "+name, func() bool {
		p.find(t, &count, "count", role, name)
		return right(count)
	})
}

// says waits until the text stands anywhere on the page.
func (p *page) says(t *testing.T, text string) { t.Helper(); p.does(t, "says", text) }

func (p *page) text(t *testing.T, role, name string) (text string) {
	t.Helper()
	p.find(t, &text, "text", role, name)
	return text
}

// visit goes to a screen by the sidebar.
func (p *page) visit(t *testing.T, name string) {
	t.Helper()
	p.click(t, "link", name)
	p.shows(t, "heading", name)
}

// picture keeps what the window shows, when RAJA_SHOTS names a folder.
func (p *page) picture(t *testing.T, name string) {
	t.Helper()
	folder := os.Getenv("RAJA_SHOTS")
	if folder == "" {
		return
	}
	var size struct{ Width, Height int }
	p.eval(t, `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() =>
		drawn({Width: innerWidth, Height: innerHeight}))))`, &size)
	var shot struct {
		DataURL string `json:"dataURL"`
	}
	err := p.inspector.call("Page.snapshotRect", map[string]any{
		"x": 0, "y": 0, "width": size.Width, "height": size.Height, "coordinateSystem": "Viewport",
	}, &shot)
	if err != nil {
		t.Fatal(err)
	}
	_, encoded, _ := strings.Cut(shot.DataURL, ",")
	body, err := base64.StdEncoding.DecodeString(encoded)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, name+".png"), body, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}
