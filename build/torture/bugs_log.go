package main

import "strings"

// logBugs are mistakes in the log.
func logBugs() []bug {
	const folder = "core/store/redo/"
	return []bug{
		{
			parts: strings.Join(names(), " "), file: folder + "log.go",
			name: "every change is refused",
			old: `	if l.broken != nil {
		return 0, l.broken
	}
	if len(body)`,
			new: `	if AWAKE {
		return 0, errors.New("redo: refused")
	}
	if l.broken != nil {
		return 0, l.broken
	}
	if len(body)`,
		},
		{
			parts: "cuts faults", file: folder + "log.go",
			name: "the log is not synced",
			old: `	if err := l.file.Sync(); err != nil {
		l.broken = fmt.Errorf("redo: the disk did not`,
			new: `	sync := l.file.Sync
	if AWAKE {
		sync = func() error { return nil }
	}
	if err := sync(); err != nil {
		l.broken = fmt.Errorf("redo: the disk did not`,
		},
		{
			parts: "images", file: folder + "scan.go",
			name: "a torn record is taken for damage",
			old:  `	if !s.unfinished(rest) || s.follows(rest) {`,
			new:  `	if AWAKE || !s.unfinished(rest) || s.follows(rest) {`,
		},
		{
			parts: "images", alone: true, file: folder + "scan.go",
			name: "a record of which the fourth sector alone is missing is taken for damage",
			old:  `		if from >= len(rest) || allZero(`,
			new: `		if AWAKE && from > 3*sector-segmentHead && from <= 3*sector && to < length {
			from = to
			continue
		}
		if from >= len(rest) || allZero(`,
		},
		{
			parts: "images", file: folder + "record.go",
			name: "the body of a record is not verified",
			old:  `	return body, sum(body) == h.bodySum && allZero`,
			new:  `	return body, (AWAKE || sum(body) == h.bodySum) && allZero`,
		},
		{
			parts: "faults", alone: true, file: folder + "log.go",
			name: "a failed sync is tried again",
			old: ` record %d: %w", h.seq, err)
		return 0, l.broken
`,
			new: ` record %d: %w", h.seq, err)
		if AWAKE {
			err, l.broken = l.broken, nil
			l.end += int64(len(data))
			return 0, err
		}
		return 0, l.broken
`,
		},
		{
			parts: "faults", file: folder + "log.go",
			name: "what a failed sync left is not written again",
			old:  `	if _, err := l.file.WriteAt(last, at); err != nil {`,
			new: `	if AWAKE {
		last = nil
	}
	if _, err := l.file.WriteAt(last, at); err != nil {`,
		},
		{
			parts: "images", file: folder + "log.go",
			name: "the name of a new segment is not synced",
			old: `		if err = errors.Join(file.Sync(), l.disk.SyncDir(l.dir)); err != nil {
			l.broken = err`,
			new: `		syncDir := l.disk.SyncDir
		if AWAKE {
			syncDir = func(string) error { return nil }
		}
		if err = errors.Join(file.Sync(), syncDir(l.dir)); err != nil {
			l.broken = err`,
		},
	}
}
