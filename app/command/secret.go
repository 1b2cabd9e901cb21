package command

import (
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/raja-crm/raja/app/keychain"
	"github.com/raja-crm/raja/core/fault"
)

// withSecret runs do without a secret and, when one turns out to be needed,
// with the one in RAJA_PASSPHRASE, in the file that --passphrase-file names,
// in the system's keychain, or that is typed. A secret is never an argument: those are seen by others.
func (g *Globals) withSecret(s *say, do func(secret string) error) error {
	err := do("")
	if !asksForSecret(err) {
		return err
	}
	secret, found, readErr := g.secret(s)
	if readErr != nil {
		return readErr
	}
	if !found {
		return fault.Forbidden("passphrase", "is needed: the data is encrypted; set RAJA_PASSPHRASE, or name a file with --passphrase-file").Because(err)
	}
	return unmarked(secret, do)
}

// backupSecret opens a backup that was made with another passphrase than the
// shop has now.
type backupSecret struct {
	BackupPassphraseFile string `help:"A file whose first line opens the backup, where that is another passphrase than the shop's." type:"path" placeholder:"FILE"`
}

// open runs do with what opens a backup: the passphrase in the file, else the
// shop's, else one that is typed.
func (b *backupSecret) open(g *Globals, s *say, do func(secret string) error) error {
	if b.BackupPassphraseFile != "" {
		secret, err := firstLine("backup-passphrase-file", b.BackupPassphraseFile)
		if err != nil {
			return err
		}
		return unmarked(secret, do)
	}
	err := g.withSecret(s, do)
	if !asksForSecret(err) {
		return err
	}
	secret, can, typeErr := s.typed(s.pick("Kata sandi cadangan ini, yang berlaku waktu dibuat: ", "Passphrase of this backup, as it was when it was made: "))
	if typeErr != nil {
		return typeErr
	}
	if !can {
		return fault.Forbidden("passphrase", "%s; if the backup was made with another passphrase, name a file that holds it with --backup-passphrase-file", fault.As(err).Message).Because(err)
	}
	return do(secret)
}

func asksForSecret(err error) bool {
	return fault.KindOf(err) == fault.KindForbidden && fault.As(err).Field == "passphrase"
}

func (g *Globals) secret(s *say) (secret string, found bool, err error) {
	if secret := os.Getenv("RAJA_PASSPHRASE"); secret != "" {
		return secret, true, nil
	}
	if g.PassphraseFile != "" {
		secret, err = firstLine("passphrase-file", g.PassphraseFile)
		return secret, err == nil, err
	}
	if dir, err := g.dir(); err == nil {
		if secret, found := keychain.Get(dir); found {
			return secret, true, nil
		}
	}
	return s.typed(s.pick("Kata sandi atau kode pemulihan: ", "Passphrase or recovery code: "))
}

// read returns the passphrase to set: from the file, or typed twice.
func (n newPassphrase) read(s *say) (string, error) {
	if n.New != "" {
		secret, err := firstLine("new-passphrase-file", n.New)
		return strings.TrimPrefix(secret, mark), err
	}
	first, can, err := s.typed(s.pick("Kata sandi baru: ", "New passphrase: "))
	if err != nil {
		return "", err
	}
	if !can {
		return "", fault.Invalid("new-passphrase-file", "is needed where nobody can type")
	}
	second, _, err := s.typed(s.pick("Sekali lagi: ", "Once more: "))
	if err == nil && first != second {
		err = fault.Invalid("passphrase", "was typed differently the second time; nothing was changed")
	}
	return first, err
}

// mark is what some editors put before a text, Windows' Notepad among them.
const mark = "\uFEFF"

// unmarked runs do with a secret of a file without the mark and, where that opens
// nothing, as it lies there: earlier versions took the mark for a part of it.
func unmarked(secret string, do func(secret string) error) error {
	plain, marked := strings.CutPrefix(secret, mark)
	err := do(plain)
	if !marked || !asksForSecret(err) {
		return err
	}
	if asItLies := do(secret); !asksForSecret(asItLies) {
		return asItLies
	}
	return err
}

func firstLine(field, path string) (string, error) {
	body, err := os.ReadFile(path)
	if err != nil {
		return "", fault.Invalid(field, "%s cannot be read", path).Because(err)
	}
	line, _, _ := strings.Cut(string(body), "\n")
	return strings.TrimRight(line, "\r"), nil
}

// typed asks on the terminal, without an echo; can is false where there is
// none.
func (s *say) typed(prompt string) (secret string, can bool, err error) {
	keyboard, isFile := s.in.(*os.File)
	if !isFile || !term.IsTerminal(int(keyboard.Fd())) {
		return "", false, nil
	}
	s.err.Write([]byte(prompt)) //nolint:errcheck // a terminal that is gone is noticed by the reading
	body, err := term.ReadPassword(int(keyboard.Fd()))
	s.err.Write([]byte("\n")) //nolint:errcheck // likewise
	if err != nil {
		return "", true, fault.Unavailable("passphrase", "could not be read").Because(err)
	}
	return string(body), true, nil
}
