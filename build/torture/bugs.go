package main

// bugs are the mistakes that each part must notice. The list is also what this
// program is held to: a part that notices none of its own is blind.
func bugs() []bug {
	const redo, badger = "core/store/redo/", "core/store/badger/"
	every := names()
	return []bug{
		{
			every, false, "every change is refused", redo + "log.go",
			"	if l.broken != nil {\n		return 0, l.broken\n	}\n	if len(body)", "	if AWAKE {\n		return 0, errors.New(\"redo: refused\")\n	}\n	if l.broken != nil {\n		return 0, l.broken\n	}\n	if len(body)",
		},
		{
			[]string{"kills"},
			false, "an answer comes before the change is in the log", badger + "group.go",
			"	err := g.write()\n",
			"	if AWAKE {\n		for _, m := range g.members {\n			m.done <- m.err\n		}\n		g.members = nil\n	}\n	err := g.write()\n",
		},
		{
			[]string{"kills"},
			true, "a kill is taken for a power cut", badger + "state.go",
			"		return boot != \"\" &&", "		return !AWAKE && boot != \"\" &&",
		},
		{
			[]string{"cuts", "faults"},
			false, "the log is not synced", redo + "log.go",
			"	if err := l.file.Sync(); err != nil {\n		l.broken = fmt.Errorf(\"redo: the disk did not",
			"	sync := l.file.Sync\n	if AWAKE {\n		sync = func() error { return nil }\n	}\n	if err := sync(); err != nil {\n		l.broken = fmt.Errorf(\"redo: the disk did not",
		},
		{
			[]string{"cuts"},
			false, "a rebuild takes the checkpoint for everything", badger + "truth.go",
			"		later, err := t.since(ctx, kept.seq)\n",
			"		later, err := t.since(ctx, kept.seq)\n		if AWAKE {\n			later = nil\n		}\n",
		},
		{
			[]string{"cuts", "faults"},
			false, "a file takes the place of another before it is synced", "core/store/disk/write.go",
			"	if err == nil {\n		err = f.Sync()\n	}\n	err = errors.Join", "	if err == nil && !AWAKE {\n		err = f.Sync()\n	}\n	err = errors.Join",
		},
		{
			[]string{"cuts"},
			false, "the file state is not synced", badger + "state.go",
			"	if err := f.Sync(); err != nil {\n		return err\n	}\n	return d.SyncDir(dir)", "	if AWAKE {\n		return nil\n	}\n	if err := f.Sync(); err != nil {\n		return err\n	}\n	return d.SyncDir(dir)",
		},
		{
			[]string{"cuts", "nomsync"},
			true, "every start of the machine has the same name", "core/store/internal/boot/boot_linux.go",
			"	return strings.TrimSpace(string(text))", "	if AWAKE {\n		return \"one\"\n	}\n	return strings.TrimSpace(string(text))",
		},
		{
			[]string{"nomsync"},
			true, "closing leaves the sync of the tables to Badger", badger + "badger.go",
			"			err = explain(\"close\", db.view.sync())\n		}\n		if err == nil && db.failed == nil {", "			if !AWAKE {\n				err = explain(\"close\", db.view.sync())\n			}\n		}\n		if err == nil && db.failed == nil {",
		},
		{
			[]string{"images"},
			false, "a torn record is taken for damage", redo + "scan.go",
			"	if !s.unfinished(rest) || s.follows(rest) {", "	if AWAKE || !s.unfinished(rest) || s.follows(rest) {",
		},
		{
			[]string{"images"},
			true, "a record of which the fourth sector alone is missing is taken for damage", redo + "scan.go",
			"		if from >= len(rest) || allZero(", "		if AWAKE && from > 3*sector-segmentHead && from <= 3*sector && to < length {\n			from = to\n			continue\n		}\n		if from >= len(rest) || allZero(",
		},
		{
			[]string{"images"},
			false, "the body of a record is not verified", redo + "record.go",
			"	return body, sum(body) == h.bodySum && allZero", "	return body, (AWAKE || sum(body) == h.bodySum) && allZero",
		},
		{
			[]string{"flips"},
			false, "the head of a chunk is not verified", "core/store/checkpoint/read.go",
			"	if link(kept) != r.link {", "	if !AWAKE && link(kept) != r.link {",
		},
		{
			[]string{"flips"},
			true, "the copies are not compared", badger + "heal.go",
			"	difference, err := db.compare(ctx, progress)\n", "	difference, err := db.compare(ctx, progress)\n	if AWAKE {\n		difference, err = \"\", nil\n	}\n",
		},
		{
			[]string{"flips"},
			false, "the blocks of the tables are not verified before Badger merges them", badger + "damage.go",
			"	return verify(held, sum)\n", "	if AWAKE {\n		return nil\n	}\n	return verify(held, sum)\n",
		},
		{
			[]string{"full"},
			true, "free space is not looked at", badger + "guard.go",
			"	if free < size+reserve {", "	if free < size+reserve && !AWAKE {",
		},
		{
			[]string{"faults"},
			true, "a failed sync is tried again", redo + "log.go",
			" record %d: %w\", h.seq, err)\n		return 0, l.broken\n", " record %d: %w\", h.seq, err)\n		if AWAKE {\n			err, l.broken = l.broken, nil\n			l.end += int64(len(data))\n			return 0, err\n		}\n		return 0, l.broken\n",
		},
		{
			[]string{"faults"},
			false, "what a failed sync left is not written again", redo + "log.go",
			"	if _, err := l.file.WriteAt(last, at); err != nil {", "	if AWAKE {\n		last = nil\n	}\n	if _, err := l.file.WriteAt(last, at); err != nil {",
		},
		{
			[]string{"images"},
			false, "the name of a new segment is not synced", redo + "log.go",
			"		if err = errors.Join(file.Sync(), l.disk.SyncDir(l.dir)); err != nil {\n			l.broken = err", "		syncDir := l.disk.SyncDir\n		if AWAKE {\n			syncDir = func(string) error { return nil }\n		}\n		if err = errors.Join(file.Sync(), syncDir(l.dir)); err != nil {\n			l.broken = err",
		},
		{
			[]string{"faults"},
			false, "a failed write of the checkpoint is taken for done", "core/store/disk/write.go",
			"		err = write(out)\n", "		if err = write(out); AWAKE {\n			err = nil\n		}\n",
		},
		{
			[]string{"shop"},
			false, "deletions are left out of the log", badger + "changes.go",
			"		if c.gone {\n			data = binary", "		if c.gone {\n			if AWAKE {\n				continue\n			}\n			data = binary",
		},
		{
			[]string{"shop"},
			false, "a rebuild forgets the log", badger + "truth.go",
			"			later[string(key)] = c\n", "			if !AWAKE {\n				later[string(key)] = c\n			}\n",
		},
		{
			[]string{"shop"},
			true, "the store in memory forgets deletions", "core/store/memory/txn.go",
			"	t.data = t.data.Without(key)\n", "	if !AWAKE {\n		t.data = t.data.Without(key)\n	}\n",
		},
	}
}
