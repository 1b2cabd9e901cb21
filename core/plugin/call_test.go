package plugin_test

import (
	"context"
	"testing"

	"github.com/raja-crm/raja/core/plugin"
	"github.com/raja-crm/raja/core/plugin/abi"
	"github.com/raja-crm/raja/core/plugin/plugintest"
)

// A question that is cut is several calls, each measured from its beginning to
// its end, also the one that fails.
func TestEachSingleCallIsMeasured(t *testing.T) {
	begun, ended := 0, 0
	options := plugin.Options{OnCall: func() func() { begun++; return func() { ended++ } }}
	rule := plugintest.LoadSource(t, source(honest("segment", trapWhenAsked(), work(5_000), echo(abi.FactsAtOrdinal, 16), answerAll()), "ordinal"), options)
	if _, err := rule.Segment(context.Background(), facts(1000)); err != nil || begun < 2 || begun != ended {
		t.Errorf("%d calls began and %d ended (%v), want several", begun, ended, err)
	}
	before, failing := begun, facts(1)
	failing.Header.NowUnixMs = 13
	if _, err := rule.Segment(context.Background(), failing); faultOf(err) == nil || begun != before+1 || begun != ended {
		t.Errorf("%d calls began and %d ended (%v), want one more", begun, ended, err)
	}
}
