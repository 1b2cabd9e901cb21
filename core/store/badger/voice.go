package badger

import (
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
)

// logger passes Badger's words on and listens for the one that Badger should
// have returned: it opens happily without a table whose checksum is wrong.
type logger struct {
	out     *slog.Logger
	damaged atomic.Bool
}

// Errorf, Warningf, Infof and Debugf implement Badger's Logger.
func (l *logger) Errorf(format string, args ...any) {
	text := strings.TrimSpace(fmt.Sprintf(format, args...))
	if strings.HasPrefix(text, "Ignoring table") {
		l.damaged.Store(true)
	}
	if l.out != nil {
		l.out.Error("badger", "text", text)
	}
}

func (l *logger) Warningf(format string, args ...any) {
	if l.out != nil {
		l.out.Warn("badger", "text", strings.TrimSpace(fmt.Sprintf(format, args...)))
	}
}

// Badger chats; nobody reads it.
func (l *logger) Infof(string, ...any)  {}
func (l *logger) Debugf(string, ...any) {}
