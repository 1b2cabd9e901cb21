package main

// storeBugs are mistakes in the store in a folder.
func storeBugs() []bug {
	const folder = "core/store/badger/"
	return []bug{
		{
			parts: "kills", file: folder + "group.go",
			name: "an answer comes before the change is in the log",
			old: `	err := g.write()
`,
			new: `	if AWAKE {
		for _, m := range g.members {
			m.done <- m.err
		}
		g.members = nil
	}
	err := g.write()
`,
		},
		{
			parts: "kills", alone: true, file: folder + "state.go",
			name: "a kill is taken for a power cut",
			old:  `		return boot != "" &&`,
			new:  `		return !AWAKE && boot != "" &&`,
		},
		{
			parts: "cuts", file: folder + "truth.go",
			name: "a rebuild takes the checkpoint for everything",
			old: `		later, err := t.since(ctx, kept.seq)
`,
			new: `		later, err := t.since(ctx, kept.seq)
		if AWAKE {
			later = nil
		}
`,
		},
		{
			parts: "cuts", file: folder + "state.go",
			name: "the file state is not synced",
			old: `	if err := f.Sync(); err != nil {
		return err
	}
	return d.SyncDir(dir)`,
			new: `	if AWAKE {
		return nil
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return d.SyncDir(dir)`,
		},
		{
			parts: "nomsync", alone: true, file: folder + "badger.go",
			name: "closing leaves the sync of the tables to Badger",
			old: `			err = explain("close", db.view.sync())
		}
		if err == nil && db.failed == nil {`,
			new: `			if !AWAKE {
				err = explain("close", db.view.sync())
			}
		}
		if err == nil && db.failed == nil {`,
		},
		{
			parts: "flips", alone: true, file: folder + "heal.go",
			name: "the copies are not compared",
			old: `	found, err := db.compare(ctx, progress)
`,
			new: `	found, err := db.compare(ctx, progress)
	if AWAKE {
		found.first, err = "", nil
	}
`,
		},
		{
			parts: "flips", file: "core/store/internal/sstable/block.go",
			name: "the blocks of the tables are not verified before Badger merges them",
			old: `	return verify(held, sum)
`,
			new: `	if AWAKE {
		return nil
	}
	return verify(held, sum)
`,
		},
		{
			parts: "full", alone: true, file: folder + "guard.go",
			name: "free space is not looked at",
			old:  `	if free < size+reserve {`,
			new:  `	if free < size+reserve && !AWAKE {`,
		},
		{
			parts: "shop", file: folder + "changes.go",
			name: "deletions are left out of the log",
			old: `		if c.gone {
			data = binary`,
			new: `		if c.gone {
			if AWAKE {
				continue
			}
			data = binary`,
		},
		{
			parts: "shop", file: folder + "truth.go",
			name: "a rebuild forgets the log",
			old: `			later[string(key)] = c
`,
			new: `			if !AWAKE {
				later[string(key)] = c
			}
`,
		},
	}
}
