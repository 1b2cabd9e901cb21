package main

import (
	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// bar shows progress on a terminal and nothing anywhere else.
type bar struct {
	progress *mpb.Progress
	shown    *mpb.Bar
}

func newBar(s *say, name string) *bar {
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
}

func (b *bar) end() {
	if b.shown != nil {
		b.shown.SetTotal(-1, true)
		b.progress.Wait()
	}
}
