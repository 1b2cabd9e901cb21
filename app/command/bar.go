package command

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/raja-crm/raja/app/relay"
)

// bar shows progress on a terminal, here or where the command was typed, and
// nothing anywhere else.
type bar struct {
	progress *mpb.Progress
	shown    *mpb.Bar

	tell func(relay.Progress)
	last relay.Progress
}

func newBar(s *say, name string) *bar {
	if s.progress != nil {
		return &bar{tell: s.progress, last: relay.Progress{Name: name}}
	}
	if !s.terminal() {
		return &bar{}
	}
	progress := mpb.New(mpb.WithOutput(s.err), mpb.WithWidth(40))
	return &bar{progress: progress, shown: progress.AddBar(0,
		mpb.PrependDecorators(decor.Name(name+" ")),
		mpb.AppendDecorators(decor.Percentage(decor.WC{W: 5}), decor.AverageETA(decor.ET_STYLE_GO, decor.WC{W: 7})),
	)}
}

func (b *bar) set(done, total int64) {
	if b.shown != nil {
		b.shown.SetTotal(total, false)
		b.shown.SetCurrent(done)
	}
	const steps = 200 // more than that nobody sees
	if b.tell != nil && (b.last.Done == 0 || done >= total || done-b.last.Done >= total/steps) {
		b.last.Done, b.last.Total = done, total
		b.tell(b.last)
	}
}

func (b *bar) end() {
	if b.shown != nil {
		b.shown.SetTotal(-1, true)
		b.progress.Wait()
	}
	if b.tell != nil {
		b.last.Ended = true
		b.tell(b.last)
	}
}
