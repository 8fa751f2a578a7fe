package view

import "parley/internal/room"

// Shown is what suppression publishes of a statement's votes.
type Shown struct {
	State   string                        `json:"state"` // none, few (under five answered), words, figures
	Word    string                        `json:"word,omitzero"`
	N       int                           `json:"n,omitzero"`
	Tally   *room.Tally                   `json:"tally,omitzero"`
	Percent bool                          `json:"percent,omitzero"` // percentages are allowed
	Side    map[room.Side]room.Tally      `json:"side,omitzero"`
	Group   map[string]room.Tally         `json:"group,omitzero"`
	Late    bool                          `json:"late,omitzero"` // closed with a few later answers not shown
	Lines   map[room.CountLine]room.Tally `json:"lines,omitzero"`
}

// Share is part of the floor.
type Share struct {
	Turns   int          `json:"turns"`
	Seconds room.Seconds `json:"seconds"`
	First   int          `json:"first,omitzero"`
}

// Balance is how the floor was shared, turns that are over and the running one
// up to its start.
type Balance struct {
	Sides     map[room.Side]Share          `json:"sides"`
	Groups    map[string]Share             `json:"groups"`    // of seats
	Regions   map[string]Share             `json:"regions"`   // of seats
	Questions map[string]Share             `json:"questions"` // by number; "0" none
	Overrides map[string]map[room.Side]int `json:"overrides"` // by reason
}
