package window

import (
	"errors"
	"os"
	"runtime"

	"github.com/raja-crm/raja/core/fault"
)

// prepare sets what WebKit must know before it starts, and refuses where GTK
// would end in a panic.
func prepare(asked flags) error {
	if runtime.GOOS != "linux" {
		return nil
	}
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return fault.Unavailable("", "there is no display here; use raja serve and open its address in a browser")
	}
	// The DMA-BUF renderer shows a blank window on some graphics drivers.
	err := preset("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	if asked.safe {
		err = errors.Join(err, preset("WEBKIT_DISABLE_COMPOSITING_MODE", "1"), preset("LIBGL_ALWAYS_SOFTWARE", "1"))
	}
	return err
}

// preset sets a variable that the person has not set.
func preset(name, value string) error {
	if _, set := os.LookupEnv(name); set {
		return nil
	}
	return os.Setenv(name, value)
}
