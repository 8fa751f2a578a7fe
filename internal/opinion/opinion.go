// Package opinion says from votes alone where a room stands: who votes alike,
// what each group holds, and how every statement stands. It is a function of
// the votes: no clock, no I/O, no randomness but from fixed seeds, and the same
// bits whatever the order of the input, the participants' names and the number
// of threads. The rule it follows is published in docs/spec/opinion.md.
package opinion
