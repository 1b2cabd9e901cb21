// Package window is the Wails shell around the page: it opens the shop, shows
// the window and carries the page's requests to the contract. It is the only
// package that imports Wails, and holds nothing that `raja serve` would miss.
package window

import (
	"context"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"runtime"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/options/linux"
	"github.com/wailsapp/wails/v2/pkg/options/windows"

	"github.com/raja-crm/raja/app/api"
	"github.com/raja-crm/raja/core"
	"github.com/raja-crm/raja/core/clock"
	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/frontend"
	"github.com/raja-crm/raja/plugins/standard"
)

// The window opens at a size that a cheap laptop holds.
const (
	width, height       = 1180, 760
	minWidth, minHeight = 900, 600
)

// Run shows the window until it is closed. It takes --data DIR; without it
// RAJA_DATA_DIR, else the user's own folder, where a first start creates a
// shop.
func Run(args []string) error {
	if err := prepare(); err != nil {
		return err
	}
	dir, err := dataDir(args)
	if err != nil {
		return err
	}
	bridge := &Bridge{open: func() (*shop, error) { return openShop(dir) }}
	if generating {
		return show(bridge)
	}
	if bridge.shop, err = bridge.open(); err != nil {
		return err
	}
	return errors.Join(show(bridge), bridge.shop.close())
}

// prepare sets what WebKit must know before it starts.
func prepare() error {
	if runtime.GOOS != "linux" || generating {
		return nil
	}
	if os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "" {
		return fault.Unavailable("", "there is no display here; use raja serve and open its address in a browser")
	}
	// The DMA-BUF renderer shows a blank window on some graphics drivers.
	if _, set := os.LookupEnv("WEBKIT_DISABLE_DMABUF_RENDERER"); !set {
		return os.Setenv("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
	}
	return nil
}

func show(bridge *Bridge) error {
	return wails.Run(&options.App{
		Title: "Raja", Width: width, Height: height, MinWidth: minWidth, MinHeight: minHeight,
		BackgroundColour:         options.NewRGB(0xfd, 0xfb, 0xf7),
		AssetServer:              &assetserver.Options{Assets: frontend.Dist()},
		EnableDefaultContextMenu: true,
		OnStartup:                bridge.start,
		Bind:                     []any{bridge},
		Linux:                    &linux.Options{ProgramName: "raja", WebviewGpuPolicy: linux.WebviewGpuPolicyNever},
		Windows:                  &windows.Options{WebviewUserDataPath: webviewDir()},
	})
}

// webviewDir keeps the web view's own files out of the roaming profile.
func webviewDir() string {
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "Raja", "webview")
}

func dataDir(args []string) (string, error) {
	flags := flag.NewFlagSet("raja", flag.ContinueOnError)
	dir := flags.String("data", os.Getenv("RAJA_DATA_DIR"), "data folder")
	if err := flags.Parse(args); err != nil {
		return "", fault.Invalid("data", "%s", err)
	}
	if *dir != "" {
		return *dir, nil
	}
	base, err := os.UserConfigDir()
	if err != nil {
		return "", fault.Invalid("data", "name a data folder with --data or RAJA_DATA_DIR").Because(err)
	}
	return filepath.Join(base, "Raja", "shop"), nil
}

// shop is an open engine with its contract.
type shop struct {
	engine   *core.Engine
	contract *api.API
	picker   *dialogs
}

func openShop(dir string) (*shop, error) {
	config, err := config()
	if err != nil {
		return nil, err
	}
	engine, err := core.Open(context.Background(), dir, config)
	if fault.KindOf(err) == fault.KindNotFound {
		engine, err = core.Create(context.Background(), dir, core.Business{Name: "Toko saya"}, config)
	}
	if err != nil {
		return nil, err
	}
	picker := &dialogs{}
	contract, err := api.New(engine, picker)
	if err != nil {
		return nil, errors.Join(err, engine.Close())
	}
	return &shop{engine: engine, contract: contract, picker: picker}, nil
}

func config() (core.Config, error) {
	config := core.Config{Rules: standard.Rules(), Actor: "window"}
	if base, err := os.UserCacheDir(); err == nil {
		config.CacheDir = filepath.Join(base, "raja", "rules")
	}
	fixed, err := clock.Parse(os.Getenv("RAJA_NOW"))
	config.Clock = fixed
	return config, err
}

func (s *shop) close() error { return errors.Join(s.contract.Close(), s.engine.Close()) }
