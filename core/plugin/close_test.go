package plugin_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/raja-crm/raja/core/fault"
	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// A rule may be removed while a run asks it. Whoever asks gets an answer or is
// told that the rule is gone; the rule is blamed for nothing.
func TestARuleIsUnloadedWhileItIsAsked(t *testing.T) {
	ctx := context.Background()
	var blamed sync.Map
	host := plugintest.Host(t, plugin.Options{Instances: 2, OnFault: func(f *plugin.Fault) { blamed.Store(f.Message, true) }})
	for range 30 {
		rule, err := host.Load(ctx, source(honest("segment", answerAll())))
		if err != nil {
			t.Fatal(err)
		}
		var group sync.WaitGroup
		asked := make(chan struct{}, 4)
		for range 4 {
			group.Go(func() {
				for range 20 {
					answer, err := rule.Segment(ctx, facts(8))
					select {
					case asked <- struct{}{}:
					default:
					}
					if err == nil && len(answer.Rows) == 8 {
						continue
					}
					if fault.KindOf(err) != fault.KindUnavailable || !strings.Contains(fmt.Sprint(err), "was taken out of use") {
						t.Errorf("%d rows, error %v", len(answer.Rows), err)
					}
				}
			})
		}
		<-asked
		if err := host.Unload(ctx, rule); err != nil {
			t.Error(err)
		}
		group.Wait()
	}
	blamed.Range(func(message, _ any) bool { t.Errorf("it was blamed: %s", message); return true })
}
