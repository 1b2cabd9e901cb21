package meter_test

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/raja-crm/raja/core/plugin/meter"
)

// made is what version 1 makes of all modules of the specification's tests and
// (those of wazero v1.12.0) and of the rules that are kept for ever, with little
// memory and with much.
const made = "7b6ad06f086b70c982dd421d56beda3f44070e62c857b326a5454ba1ea56f411"

// What was metered before is used again for as long as the version is the same.
// So whoever changes what comes out raises meter.Version, and made with it.
func TestAnotherMeterHasAnotherVersion(t *testing.T) {
	if meter.Version != 1 {
		t.Fatal("made is of version 1; write down what this version makes")
	}
	sum, modules := sha256.New(), 0
	for _, path := range samples(t) {
		wasm := unpacked(t, path)
		for _, pages := range []uint32{16, 256} {
			metered, err := meter.Rewrite(wasm, pages)
			if err != nil {
				continue // how it is refused changes nothing that is kept
			}
			fmt.Fprintf(sum, "%s %x\n", filepath.Base(path), sha256.Sum256(metered))
			modules++
		}
	}
	if got := hex.EncodeToString(sum.Sum(nil)); got != made || modules < 2*specModules {
		t.Errorf("of %d modules it makes %s, want %s: raise meter.Version", modules, got, made)
	}
}

func samples(t *testing.T) (all []string) {
	t.Helper()
	for _, form := range []string{filepath.Join(specFolder(t), "v2", "testdata", "*.wasm"), "../testdata/abi-1.0/*/*.wasm.gz"} {
		found, err := filepath.Glob(form)
		if err != nil || len(found) < 16 {
			t.Fatal(form, len(found), err)
		}
		all = append(all, found...)
	}
	return all
}

func unpacked(t *testing.T, path string) []byte {
	t.Helper()
	if filepath.Ext(path) != ".gz" {
		return file(t, path)
	}
	packed, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	reader, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	wasm, err := io.ReadAll(reader)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}
