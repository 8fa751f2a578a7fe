// Package attack tries, in its tests, to learn what a room suppresses from what
// it shows. Two rooms are played over HTTP in which different people give the
// same answers in the same order; whatever an audience is sent in the one (frames, patches pushed,
// pages, files, answers to commands, refusals, the operator's figures) must be what
// it is sent in the other, byte for byte, and come at the same moment. Then nobody who
// holds all of it can say who said what, nor how a small class answered. Where opinion
// groups are shown, the answers between two steps of the figures come in another order
// too: what is shown then says nothing of single ones.
//
// It compares worlds, and does not reason about numbers, but for those of opinion
// groups: what figures that are shown say of one another is searched in package room
// (suppress_worlds_test.go, suppress_crossed_test.go, standing_test.go).
//
// Three things are meant, and no leak here. Answers to outcomes are public totals
// from the first on, like raised hands. The export holds every record: who makes it,
// from the organizer's or the moderator's seat, holds the votes by ballot. And the
// operator's figures count commands by type, in all rooms together.
package attack
