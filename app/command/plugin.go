package command

import (
	"context"
	"errors"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/pack"
	"github.com/raja-crm/raja/core/plugin/trial"
)

// pluginVerbs are for who writes a rule and for who runs a shop on it.
type pluginVerbs struct {
	New     pluginNew     `cmd:"" group:"author" help:"Begin a rule: a folder with source, manifest, tests and the SDK."`
	Build   pluginBuild   `cmd:"" group:"author" help:"Compile a rule's source to plugin.wasm."`
	Test    pluginTest    `cmd:"" group:"author" help:"Run the cases in tests/ against the binary."`
	Bench   pluginBench   `cmd:"" group:"author" help:"Measure rows a second, work a row and the share of the budget."`
	Inspect pluginInspect `cmd:"" group:"author" help:"Show what a rule asks for, answers and weighs."`
	Preview pluginPreview `cmd:"" group:"author" help:"Show what a rule would change in this shop, which stays as it is."`
	Replay  pluginReplay  `cmd:"" group:"author" help:"Ask a captured question again."`
	Dev     pluginDev     `cmd:"" group:"author" help:"Watch a rule's folder: build, test and preview at every change."`
	Pack    pluginPack    `cmd:"" group:"author" help:"Put a rule into one .rajaplugin file."`
	Keygen  pluginKeygen  `cmd:"" group:"author" help:"Make a publisher's key."`
	Sign    pluginSign    `cmd:"" group:"author" help:"Sign a package."`
	Verify  pluginVerify  `cmd:"" group:"author" help:"Check a package and its signature."`

	Install pluginInstall `cmd:"" group:"shop" help:"Take a rule into the shop."`
	List    pluginList    `cmd:"" group:"shop" help:"List the shop's rules."`
	Enable  pluginEnable  `cmd:"" group:"shop" help:"Let a rule answer its hooks."`
	Disable pluginDisable `cmd:"" group:"shop" help:"Take a rule out of use."`
	Remove  pluginRemove  `cmd:"" group:"shop" help:"Take a rule out of the shop."`
	Config  pluginConfig  `cmd:"" group:"shop" help:"Show or change a rule's settings."`
	Limit   pluginLimit   `cmd:"" group:"shop" help:"Cap what a rule may use."`
	Policy  pluginPolicy  `cmd:"" group:"shop" help:"Say what happens when a rule fails."`
	Logs    pluginLogs    `cmd:"" group:"shop" help:"List the faults of rules."`
}

// workpiece is a rule on disk, loaded outside any shop.
type workpiece struct {
	pack *pack.Package
	rule *plugin.Rule
}

// withRule loads the rule at path, runs do and frees it.
func withRule(ctx context.Context, path string, do func(*workpiece) error) error {
	opened, err := pack.Open(path)
	if err != nil {
		return err
	}
	source, err := opened.Source()
	if err != nil {
		return err
	}
	return withSource(ctx, source, func(rule *plugin.Rule) error { return do(&workpiece{opened, rule}) })
}

// withSource loads a rule to try it, runs do and frees it.
func withSource(ctx context.Context, source plugin.Source, do func(*plugin.Rule) error) error {
	dir, key := RuleCache()
	host, err := plugin.NewHost(plugin.Options{CacheDir: dir, CacheKey: key})
	if err != nil {
		return err
	}
	source.Trial = true
	rule, err := host.Load(ctx, source)
	if err == nil {
		err = do(rule)
	}
	return errors.Join(err, host.Close(context.WithoutCancel(ctx)))
}

// cases returns the rule's own test cases; a rule without any is told how to
// get some.
func (w *workpiece) cases() ([]trial.Case, error) {
	files := w.pack.Tests()
	if err := trial.Weigh(files); err != nil {
		return nil, err
	}
	cases := trial.ReadCases(files)
	if len(cases) == 0 {
		return nil, fault.NotFound("path", "there is no case in tests/, so that nothing can be tested; write one into tests/first.json, such as %s", trial.Example(w.rule.Manifest()))
	}
	return cases, nil
}
