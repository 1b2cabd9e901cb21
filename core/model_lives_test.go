//go:build !race

package core_test

// lives is how many lives of a shop the model test leads.
const lives = 12
