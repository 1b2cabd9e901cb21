package disk

// Measurer is the ability of a disk to tell how much room it has, in bytes.
type Measurer interface {
	Free(dir string) (int64, error)
}
