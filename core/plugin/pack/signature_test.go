package pack_test

import (
	"archive/zip"
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/pack"
)

// A signature that reads in two ways is refused, also when one of them is right.
func TestASignatureMeansOneThing(t *testing.T) {
	p, _ := signed(t)
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(string) string{
		"more behind its end":  func(s string) string { return s + `{"publisher": ""}` },
		"a key twice":          func(s string) string { return `{"publisher": "AAAA",` + s[1:] },
		"a key in capitals":    func(s string) string { return `{"PUBLISHER": "AAAA",` + s[1:] },
		"a text of nine pages": func(s string) string { return `{"publisher": "` + strings.Repeat("A", 9000) + `",` + s[1:] },
	} {
		if _, err := pack.Read(resigned(t, out.Bytes(), change)); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), "signature.json cannot be read") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// resigned is a package with another text in place of its signature.
func resigned(t *testing.T, body []byte, change func(string) string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, entry := range from.File {
		text, err := fs.ReadFile(from, entry.Name)
		if err != nil {
			t.Fatal(err)
		}
		if entry.Name == pack.SignatureName {
			text = []byte(change(string(text)))
		}
		w, err := to.Create(entry.Name)
		if _, also := w.Write(text); errors.Join(err, also) != nil {
			t.Fatal(err, also)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The neutral element as a key: its one signature fits every package.
func TestAKeyThatFitsEverySignatureIsRefused(t *testing.T) {
	for _, y := range []byte{0, 1, 0x81} {
		key, signature := make([]byte, ed25519.PublicKeySize), make([]byte, ed25519.SignatureSize)
		key[0], key[31], signature[0] = y&1, y&0x80, 1
		text, err := json.Marshal(map[string][]byte{"publisher": key, "signature": signature})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		archive := zip.NewWriter(&out)
		for name, body := range map[string]string{"manifest.json": manifest, "signature.json": string(text)} {
			w, err := archive.Create(name)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Write([]byte(body)); err != nil {
				t.Fatal(err)
			}
		}
		if err := archive.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := pack.Read(out.Bytes()); fault.KindOf(err) != fault.KindInvalid || !strings.Contains(err.Error(), "fits every signature") {
			t.Errorf("key %x: %v", key, err)
		}
	}
}

func signed(t *testing.T) (*pack.Package, ed25519.PublicKey) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "publisher.key")
	public, err := pack.NewKey(file, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	key, err := pack.ReadKey(file)
	if err != nil {
		t.Fatal(err)
	}
	p := open(t, folder(t))
	if err := p.Sign(key); err != nil {
		t.Fatal(err)
	}
	return p, public
}

func TestASignatureNamesItsPublisher(t *testing.T) {
	p, public := signed(t)
	back, err := pack.Read(written(t, p))
	if err != nil || !back.Publisher().Equal(public) {
		t.Errorf("publisher %x, %v", back.Publisher(), err)
	}
	if got := pack.Fingerprint(public); len(got) != 31 || got == pack.Fingerprint(nil) {
		t.Errorf("fingerprint %q", got)
	}
}

// Whatever byte of a signed package is changed, it is refused or is the very
// same rule.
func TestNoByteOfASignedPackageCanBeChanged(t *testing.T) {
	p, public := signed(t)
	body := written(t, p)
	for at := range body {
		changed := bytes.Clone(body)
		changed[at] ^= 0x40
		got, err := pack.Read(changed)
		if err != nil {
			continue
		}
		if got.Sum() != p.Sum() || !got.Publisher().Equal(public) {
			t.Fatalf("byte %d: another rule was taken for the signed one", at)
		}
	}
}

func TestAKeyIsForItsOwnerAndNeverReplaced(t *testing.T) {
	file := filepath.Join(t.TempDir(), "publisher.key")
	if _, err := pack.NewKey(file, rand.Reader); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	if _, err := pack.NewKey(file, rand.Reader); fault.KindOf(err) != fault.KindConflict {
		t.Errorf("a second key in its place: %v", err)
	}
	if err := os.WriteFile(file, []byte("no key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := pack.ReadKey(file); fault.KindOf(err) != fault.KindInvalid {
		t.Errorf("no key was read: %v", err)
	}
}
