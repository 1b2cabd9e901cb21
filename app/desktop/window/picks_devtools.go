//go:build devtools

package window

import "os"

// picked is the file that RAJA_PICK_OPEN or RAJA_PICK_SAVE names: a test
// cannot move the hand in a native dialog. Only builds that can be inspected
// know these variables.
func picked(asked dialog) string {
	return os.Getenv(map[dialog]string{opening: "RAJA_PICK_OPEN", saving: "RAJA_PICK_SAVE"}[asked])
}
