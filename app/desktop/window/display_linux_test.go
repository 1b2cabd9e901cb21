package window_test

import (
	"testing"

	"github.com/raja-crm/raja/app/desktop/window"
)

func TestRunWithoutADisplayNamesTheOtherWay(t *testing.T) {
	t.Setenv("DISPLAY", "")
	t.Setenv("WAYLAND_DISPLAY", "")
	err := window.Run([]string{"--data", t.TempDir()})
	const want = "there is no display here; use raja serve and open its address in a browser"
	if err == nil || err.Error() != want {
		t.Errorf("Run without a display = %v, want %s", err, want)
	}
}
