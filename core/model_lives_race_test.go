//go:build race

package core_test

// lives are fewer under the race detector, where each takes many times as long:
// they do the same things over and over, asked by one goroutine, and a race shows
// at the first. The tests of CI lead all lives without it (build/test.go).
const lives = 3
