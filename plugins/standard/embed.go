// Package standard holds the rules that Raja ships with, ready to be loaded.
// It carries bytes only: what a rule decides stands in its own folder.
package standard

import (
	_ "embed"

	"github.com/raja-crm/raja/core/plugin"
)

//go:embed segmentation/manifest.json
var segmentationManifest []byte

//go:embed segmentation/config.schema.json
var segmentationSchema []byte

//go:embed segmentation/plugin.wasm
var segmentationWasm []byte

//go:embed loyalty/manifest.json
var loyaltyManifest []byte

//go:embed loyalty/config.schema.json
var loyaltySchema []byte

//go:embed loyalty/plugin.wasm
var loyaltyWasm []byte

//go:embed afterhours/manifest.json
var afterhoursManifest []byte

//go:embed afterhours/config.schema.json
var afterhoursSchema []byte

//go:embed afterhours/plugin.wasm
var afterhoursWasm []byte

// Rules returns the shipped rules: segmentation, loyalty, after hours. The
// bytes must not be changed.
func Rules() []plugin.Source {
	return []plugin.Source{
		{Manifest: segmentationManifest, Wasm: segmentationWasm, Schema: segmentationSchema},
		{Manifest: loyaltyManifest, Wasm: loyaltyWasm, Schema: loyaltySchema},
		{Manifest: afterhoursManifest, Wasm: afterhoursWasm, Schema: afterhoursSchema},
	}
}
