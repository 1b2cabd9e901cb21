// Package window is the Wails shell around the page: it opens the shop, shows
// the window and carries the page's requests to the contract. It is the only
// package that imports Wails, and holds nothing that `raja serve` would miss.
package window

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/menu"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"github.com/raja-crm/raja/frontend"
)

// The window opens at a size that a cheap laptop holds.
const (
	width, height       = 1180, 760
	minWidth, minHeight = 900, 600
)

// Run shows the window until it is closed. It takes --data DIR; without it
// RAJA_DATA_DIR, else the user's own folder, where a first start lets the owner
// make a shop. A shop that cannot be opened is told in a window too, for whoever
// started Raja by its icon; the error is returned all the same.
func Run(args []string) error {
	asked, err := parse(args)
	if err != nil || asked.help {
		return err
	}
	if generating {
		return wails.Run(describe(asked, &Bridge{}))
	}
	if err := prepare(asked); err != nil {
		return err
	}
	opened, err := openShop(asked.data)
	if err != nil {
		return errors.Join(err, tell(asked, err))
	}
	bridge := NewBridge(opened.foyer)
	app := describe(asked, bridge)
	app.OnStartup = func(window context.Context) { opened.dialogs.ready(window) }
	err = wails.Run(app)
	bridge.end()
	return errors.Join(err, opened.close())
}

// describe is the window as Wails is told of it.
func describe(asked flags, bridge *Bridge) *options.App {
	app := frame(asked)
	app.Width, app.Height, app.MinWidth, app.MinHeight = width, height, minWidth, minHeight
	app.AssetServer = &assetserver.Options{Assets: frontend.Dist(), Middleware: guard}
	app.Bind = []any{bridge}
	return app
}

// frame is what every window of Raja has.
func frame(asked flags) *options.App {
	app := &options.App{
		Title:                    "Raja",
		BackgroundColour:         options.NewRGB(0xfd, 0xfb, 0xf7),
		EnableDefaultContextMenu: true, // else nothing can be pasted by mouse
		Linux:                    &linux.Options{ProgramName: "raja-desktop", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
		Windows:                  &windows.Options{WebviewUserDataPath: webviewDir(), WebviewGpuIsDisabled: asked.safe},
	}
	if runtime.GOOS == "darwin" {
		app.Menu = menu.NewMenuFromItems(menu.AppMenu(), menu.EditMenu(), menu.WindowMenu()) // copy and paste need it
	}
	return app
}

// webviewDir keeps the web view's own files out of the roaming profile.
func webviewDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "Raja", "webview")
}
