//go:build window && linux

package smoke_test

import (
	"testing"

	"github.com/godbus/dbus/v5"
)

// accessible is something in the tree that a screen reader walks through.
type accessible struct {
	Bus  string
	Path dbus.ObjectPath
}

// screenReader is what a screen reader sees of a display: AT-SPI over a bus of
// its own, whose address the session bus knows.
type screenReader struct{ conn *dbus.Conn }

func newScreenReader(t *testing.T, session string) *screenReader {
	t.Helper()
	first, err := dbus.Connect(session)
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close() // only asked
	if err := first.Object("org.a11y.Bus", "/org/a11y/bus").SetProperty("org.a11y.Status.IsEnabled", dbus.MakeVariant(true)); err != nil {
		t.Fatal(err)
	}
	var address string
	if err := first.Object("org.a11y.Bus", "/org/a11y/bus").Call("org.a11y.Bus.GetAddress", 0).Store(&address); err != nil {
		t.Fatalf("the accessibility bus does not answer: %v; go run ./build test installs at-spi2-core", err)
	}
	conn, err := dbus.Connect(address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() }) // the bus ends with the test
	return &screenReader{conn}
}

// reads gathers the roles and names of everything on the display: "link Janji".
// What goes away while it is read is left out.
func (r *screenReader) reads() map[string]bool {
	found := map[string]bool{}
	r.walk(accessible{"org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"}, found, 0)
	return found
}

// roles are the numbers of AT-SPI for what is looked for: WebKit gives no names
// of them.
func roles() map[uint32]string {
	return map[uint32]string{43: "button", 44: "radio", 83: "heading", 88: "link"}
}

// deepest bounds the walk: no screen has as many things in each other.
const deepest = 60

func (r *screenReader) walk(at accessible, found map[string]bool, depth int) {
	const words = "org.a11y.atspi.Accessible."
	object := r.conn.Object(at.Bus, at.Path)
	var role uint32
	if err := object.Call(words+"GetRole", 0).Store(&role); err != nil {
		return
	}
	if name, err := object.GetProperty(words + "Name"); err == nil {
		text, _ := name.Value().(string)
		found[roles()[role]+" "+text] = true
	}
	for i := range r.children(object) {
		var child accessible
		// One by one: what WebKit puts into the window's frame is in no list.
		if err := object.Call(words+"GetChildAtIndex", 0, i).Store(&child); err == nil && depth < deepest {
			r.walk(child, found, depth+1)
		}
	}
}

func (r *screenReader) children(object dbus.BusObject) int32 {
	count, err := object.GetProperty("org.a11y.atspi.Accessible.ChildCount")
	if err != nil {
		return 0
	}
	n, _ := count.Value().(int32)
	return n
}

// screenReaderSees holds that the real window tells a screen reader what its
// page shows: roles and names, not only that there is a window.
func screenReaderSees(t *testing.T, s *stage) {
	reader := newScreenReader(t, s.session)
	a := s.open(t, []string{"NO_AT_BRIDGE=0"}, "--data", laundry(t, 3))
	a.page(t).shows(t, "heading", "Hari ini")
	var seen map[string]bool
	eventually(t, "a screen reader finds the page", func() bool {
		seen = reader.reads()
		return seen["heading Hari ini"]
	})
	for _, want := range []string{"link Pelanggan 2", "link Janji 3", "button Cari Ctrl K", "radio ID"} {
		if !seen[want] {
			t.Errorf("a screen reader finds no %s among %v", want, seen)
		}
	}
}
