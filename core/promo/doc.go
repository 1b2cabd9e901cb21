// Package promo says what a code takes off: what a promotion asks of an order,
// which promotions may stand together, which of the legal combinations is best
// for the customer, and why each of the others is left out. Codes that are read
// aloud and typed are made so that a mistyped one is noticed. It keeps nothing.
package promo
