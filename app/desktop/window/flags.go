package window

import (
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"

	"github.com/raja-crm/raja/core/fault"
)

// flags is what the window was started with.
type flags struct {
	data string
	safe bool
	help bool
}

func parse(args []string) (flags, error) {
	var asked flags
	set := flag.NewFlagSet("raja-desktop", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&asked.data, "data", os.Getenv("RAJA_DATA_DIR"), "the shop's data `folder`")
	set.BoolVar(&asked.safe, "safe-mode", false, "draw without the graphics card, for a window that stays blank")
	err := set.Parse(args)
	if errors.Is(err, flag.ErrHelp) {
		set.SetOutput(os.Stderr)
		set.Usage()
		return flags{help: true}, nil
	}
	if err == nil && set.NArg() > 0 {
		err = errors.New("unexpected " + set.Arg(0))
	}
	if err != nil {
		return flags{}, fault.Invalid("", "%s; see raja-desktop --help", err)
	}
	if asked.data == "" {
		asked.data, err = ownFolder()
	}
	return asked, err
}

// ownFolder is where the shop of this user lies when no other is named.
func ownFolder() (string, error) {
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fault.Invalid("data", "name a data folder with --data or RAJA_DATA_DIR").Because(err)
	}
	return filepath.Join(base, "Raja", "shop"), nil
}
