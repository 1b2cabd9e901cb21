package command

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin/pack"
)

type pluginPack struct {
	pathFlag
	Out   string `help:"The file to write; without it ID-VERSION.rajaplugin in this folder." type:"path"`
	Force bool   `help:"Replace a file that is no package."`
}

func (v *pluginPack) Run(ctx context.Context, s *say) error {
	if err := stale(v.Path); err != nil {
		return err
	}
	return withRule(ctx, v.Path, func(w *workpiece) error { // only what a host admits is packed
		m := w.rule.Manifest()
		if v.Out == "" {
			v.Out = m.ID + "-" + m.Version + pack.Ext
		}
		if err := v.mayWrite(); err != nil {
			return err
		}
		if err := writePackage(w.pack, v.Out); err != nil {
			return err
		}
		return sayPackage(s, w.pack, v.Out)
	})
}

// mayWrite keeps what is no package from being lost.
func (v *pluginPack) mayWrite() error {
	info, err := os.Stat(v.Out)
	switch {
	case err != nil: // nothing is there
		return nil
	case info.IsDir():
		return fault.Conflict("out", "%s is a folder; name the file to write", v.Out)
	case filepath.Ext(v.Out) != pack.Ext && !v.Force:
		return fault.Conflict("out", "%s is there already and is no %s file; choose another name or give --force", v.Out, pack.Ext)
	}
	return nil
}

// writePackage writes a package whole or not at all.
func writePackage(p *pack.Package, file string) error {
	var body bytes.Buffer
	if err := p.Write(&body); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(file), filepath.Base(file)+".tmp-")
	if err != nil {
		return fault.Unavailable("out", "%s cannot be written", file).Because(err)
	}
	defer os.Remove(temp.Name()) //nolint:errcheck // gone already when the rename succeeded
	_, err = temp.Write(body.Bytes())
	if err := errors.Join(err, temp.Chmod(0o644), temp.Close()); err != nil {
		return fault.Unavailable("out", "%s cannot be written", file).Because(err)
	}
	return os.Rename(temp.Name(), file)
}

// sayPackage shows what a package is and who signed it.
func sayPackage(s *say, p *pack.Package, file string) error {
	m := p.Manifest()
	document := map[string]any{
		"id": m.ID, "version": m.Version, "file": file, "sum": p.Sum(),
		"signed": p.Publisher() != nil, "publisher": pack.Fingerprint(p.Publisher()),
	}
	return s.result(document, func() {
		s.line("%s %s: %s", "%s %s: %s", m.ID, m.Version, file)
		s.line("Penerbit: %s", "Publisher: %s", publisherText(s, pack.Fingerprint(p.Publisher())))
		s.line("Jumlah uji: %s", "Sum: %s", p.Sum())
	})
}

type pluginKeygen struct {
	File string `arg:"" help:"The file for the private key; keep it safe and secret." type:"path"`
}

func (v *pluginKeygen) Run(s *say) error {
	public, err := pack.NewKey(v.File, rand.Reader)
	if err != nil {
		return err
	}
	return s.result(map[string]any{"file": v.File, "publisher": pack.Fingerprint(public)}, func() {
		s.line("Kunci ditulis ke %s. Simpan baik-baik dan jangan dibagikan.", "The key was written to %s. Keep it safe and share it with nobody.", v.File)
		s.line("Penerbit: %s", "Publisher: %s", pack.Fingerprint(public))
	})
}

type pluginSign struct {
	File  string `arg:"" help:"A .rajaplugin file; it is signed in place." type:"path"`
	Key   string `required:"" help:"The key that raja plugin keygen made." type:"path"`
	Force bool   `help:"Replace the signature of another publisher."`
}

func (v *pluginSign) Run(ctx context.Context, s *say) error {
	key, err := pack.ReadKey(v.Key)
	if err != nil {
		return err
	}
	p, err := openPackage(v.File)
	if err != nil {
		return err
	}
	if err := withRule(ctx, v.File, func(*workpiece) error { return nil }); err != nil { // only what a host admits is signed
		return err
	}
	mine := key.Public().(ed25519.PublicKey)
	if signed := p.Publisher(); signed != nil && !signed.Equal(mine) && !v.Force {
		return fault.Conflict("file", "%s is signed by publisher %s; give --force to put yours in its place", v.File, pack.Fingerprint(signed))
	}
	if err := p.Sign(key); err != nil {
		return err
	}
	if err := writePackage(p, v.File); err != nil {
		return err
	}
	return sayPackage(s, p, v.File)
}

// openPackage opens one file; a folder cannot carry a signature.
func openPackage(file string) (*pack.Package, error) {
	if info, err := os.Stat(file); err == nil && info.IsDir() {
		return nil, fault.Invalid("file", "%s is a folder; raja plugin pack makes one file of it", file)
	}
	return pack.Open(file)
}

type pluginVerify struct {
	File string `arg:"" help:"A .rajaplugin file." type:"path"`
}

func (v *pluginVerify) Run(ctx context.Context, s *say) error {
	if _, err := openPackage(v.File); err != nil {
		return err
	}
	return withRule(ctx, v.File, func(w *workpiece) error {
		if err := sayPackage(s, w.pack, v.File); err != nil || w.pack.Publisher() != nil {
			return err
		}
		if !s.json {
			s.line("Tidak ditandatangani: siapa pun bisa membuat atau mengubahnya.", "It is not signed: anybody could have made or changed it.")
		}
		return &unclean{"the package is not signed"}
	})
}
