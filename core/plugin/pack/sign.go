package pack

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base32"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/stranger"
)

// signature is signature.json: an Ed25519 signature (RFC 8032) of the digest.
type signature struct {
	Publisher ed25519.PublicKey `json:"publisher"` // base64
	Signature []byte            `json:"signature"` // base64
}

// maxSignature is how long a text in signature.json may be; it has 88 bytes.
const maxSignature = 100

// takeSignature checks the signature where there is one. A wrong one is worse
// than none.
func (p *Package) takeSignature() error {
	text, signed := p.files[SignatureName]
	if !signed {
		return nil
	}
	var s signature
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	err := errors.Join(stranger.JSON(text, maxSignature), decoder.Decode(&s))
	if err != nil || len(s.Publisher) != ed25519.PublicKeySize {
		return fault.Invalid("plugin", "%s cannot be read", SignatureName).Because(err)
	}
	if weak(s.Publisher) {
		return fault.Invalid("plugin", "the publisher's key fits every signature; nobody may sign with it")
	}
	if !ed25519.Verify(s.Publisher, p.digest(), s.Signature) {
		return fault.Invalid("plugin", "the signature does not fit: the package was changed after it was signed")
	}
	p.signature = &s
	return nil
}

// weak reports whether a key is a point of small order. For such a key one
// signature fits every package, so that it names nobody. There are seven ways
// to write their y; the highest bit is the sign of x.
func weak(key ed25519.PublicKey) bool {
	y := bytes.Clone(key)
	y[len(y)-1] &= 0x7f
	return slices.Contains([]string{
		strings.Repeat("00", 32),
		"01" + strings.Repeat("00", 31),
		"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
		"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
		"ec" + strings.Repeat("ff", 30) + "7f",
		"ed" + strings.Repeat("ff", 30) + "7f",
		"ee" + strings.Repeat("ff", 30) + "7f",
	}, hex.EncodeToString(y))
}

// Sign signs the package; an earlier signature goes.
func (p *Package) Sign(key ed25519.PrivateKey) error {
	s := signature{Publisher: key.Public().(ed25519.PublicKey), Signature: ed25519.Sign(key, p.digest())}
	text, err := json.Marshal(s)
	if err != nil {
		return err
	}
	p.files[SignatureName], p.signature = text, &s
	return nil
}

// Fingerprint is how people compare keys: 26 letters and digits in groups.
func Fingerprint(key ed25519.PublicKey) string {
	if len(key) == 0 {
		return ""
	}
	sum := sha256.Sum256(key)
	text := strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16]))
	var groups []string
	for ; len(text) > 5; text = text[5:] {
		groups = append(groups, text[:5])
	}
	return strings.Join(append(groups, text), "-")
}

const keyBlock = "PRIVATE KEY" // PKCS #8

// NewKey makes a publisher's key from entropy and writes it to file, for its
// owner alone (0600). A file that is there is not replaced: with it the name
// of the publisher would be lost.
func NewKey(file string, entropy io.Reader) (ed25519.PublicKey, error) {
	public, private, err := ed25519.GenerateKey(entropy)
	if err != nil {
		return nil, err
	}
	body, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		return nil, err
	}
	out, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil, fault.Conflict("file", "%s is there already; a key is never replaced, choose another name", file)
	case err != nil:
		return nil, fault.Unavailable("file", "%s cannot be written", file).Because(err)
	}
	return public, errors.Join(pem.Encode(out, &pem.Block{Type: keyBlock, Bytes: body}), out.Sync(), out.Close())
}

// maxKey is how many bytes the file of a key may have; it has some 120.
const maxKey = 16 << 10

// ReadKey reads a publisher's key.
func ReadKey(file string) (ed25519.PrivateKey, error) {
	text, err := stranger.File(file, maxKey)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, fault.NotFound("key", "%s cannot be read; raja plugin keygen makes one", file).Because(err)
	}
	if err != nil {
		return nil, fault.Invalid("key", "%s; raja plugin keygen makes one", err).Because(err)
	}
	block, _ := pem.Decode(text)
	if block == nil || block.Type != keyBlock {
		return nil, fault.Invalid("key", "%s is no key that raja plugin keygen made", file)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	key, isEd25519 := parsed.(ed25519.PrivateKey)
	if err != nil || !isEd25519 {
		return nil, fault.Invalid("key", "%s is no Ed25519 key", file).Because(err)
	}
	return key, nil
}
