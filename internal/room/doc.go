// Package room is one running session as a pure state machine: people, seats,
// clock, floor, statements, votes and outcomes.
//
// Same state and same input give the same output. [Decide] looks at the state
// and a command and either refuses it or makes one [Record]; [State.Apply]
// folds a record into the state and never fails. The clock, ids, randomness
// and texts come in as values: nothing here reads a clock, draws a random
// number, takes a lock or does I/O. Decide may change between releases; what a
// logged record means to Apply never does.
package room
