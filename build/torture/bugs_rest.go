package main

// otherBugs are mistakes in what both stand on, and in the store in memory.
func otherBugs() []bug {
	return []bug{
		{
			parts: "cuts faults", file: "core/store/disk/write.go",
			name: "a file takes the place of another before it is synced",
			old: `	if err == nil {
		err = f.Sync()
	}
	err = errors.Join`,
			new: `	if err == nil && !AWAKE {
		err = f.Sync()
	}
	err = errors.Join`,
		},
		{
			parts: "cuts nomsync", alone: true, file: "core/store/internal/boot/boot_linux.go",
			name: "every start of the machine has the same name",
			old:  `	return strings.TrimSpace(string(text))`,
			new: `	if AWAKE {
		return "one"
	}
	return strings.TrimSpace(string(text))`,
		},
		{
			parts: "flips", file: "core/store/checkpoint/read.go",
			name: "the head of a chunk is not verified",
			old:  `	if link(kept) != r.link {`,
			new:  `	if !AWAKE && link(kept) != r.link {`,
		},
		{
			parts: "faults", file: "core/store/disk/write.go",
			name: "a failed write of the checkpoint is taken for done",
			old: `		err = write(out)
`,
			new: `		if err = write(out); AWAKE {
			err = nil
		}
`,
		},
		{
			parts: "shop", alone: true, file: "core/store/memory/txn.go",
			name: "the store in memory forgets deletions",
			old: `	t.data = t.data.Without(key)
`,
			new: `	if !AWAKE {
		t.data = t.data.Without(key)
	}
`,
		},
	}
}
