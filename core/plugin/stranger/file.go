package stranger

import (
	"fmt"
	"io"
	"os"
)

// File reads a plain file of at most most bytes. A device or a pipe, which may
// never end, is refused, and what is longer before all of it is read.
func File(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s is no plain file", name)
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()                                    //nolint:errcheck // it was only read
	body, err := io.ReadAll(io.LimitReader(file, most+1)) // it may have grown meanwhile
	if err == nil && int64(len(body)) > most {
		return nil, fmt.Errorf("%s has more than %d bytes", name, most)
	}
	return body, err
}
