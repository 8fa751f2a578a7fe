// Package loadtest plays sessions with simulated people over the HTTP
// interface: for the demo, for load tests and for tests of faults. What people
// say is a script of invented sentences; nobody real is made to say anything.
package loadtest

import (
	_ "embed"

	"github.com/go-json-experiment/json"

	"parley/internal/room"
)

// Proposal is the invented proposal that the demo's session is made from.
//
//go:embed script/proposal.txt
var Proposal []byte

//go:embed script/words.json
var wordsFile []byte

// script is what simulated people write and draft.
type script struct {
	Statements []struct {
		Kind     room.StatementKind `json:"kind"`
		From     string             `json:"from"` // table or participant
		Question int                `json:"question"`
		Text     string             `json:"text"`
	} `json:"statements"`
	Rejected struct {
		Text   string `json:"text"`
		Rule   string `json:"rule"`
		Reason string `json:"reason"`
	} `json:"rejected"`
	Outcomes []struct {
		Question   int    `json:"question"`
		Text       string `json:"text"`
		Statements []int  `json:"statements"`
		Blocks     string `json:"blocks"`
		Missing    string `json:"missing"`
		Finder     string `json:"finder"`
		For        string `json:"for"`
		Against    string `json:"against"`
	} `json:"outcomes"`
	Overrides []string `json:"overrides"`
	Labels    []string `json:"labels"`
}

func readScript() (s script, err error) {
	err = json.Unmarshal(wordsFile, &s, json.RejectUnknownMembers(true))
	return s, err
}
