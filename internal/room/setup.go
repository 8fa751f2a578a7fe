package room

import (
	"strconv"
	"strings"
)

// Setup is a session as its proposal describes it, in plain words, before a
// room exists. Everything in it can be edited until the room opens. Each value
// knows the line of the proposal it came from.
type Setup struct {
	Body   string  `json:"body"`   // host body, "IGF"; "" unknown
	Year   int     `json:"year"`   // 0 unknown
	Kind   string  `json:"kind"`   // WS, OF, TH, LT, NS, DAY0, DC, BPF, PN, NRI, MAIN; "" unknown
	Number string  `json:"number"` // "27"; "" none
	Title  Sourced `json:"title"`

	Seats  []SetupSeat `json:"seats"`
	Format Format      `json:"format"`

	Questions  []SetupQuestion `json:"questions"`  // policy and working questions, in order
	Candidates []SetupQuestion `json:"candidates"` // questions found inside the text, offered
	Claims     []Sourced       `json:"claims"`     // sentences offered as first statements "from the proposal"
	Expected   []Sourced       `json:"expected"`   // expected outcomes
	Goals      []Sourced       `json:"goals"`      // sustainable development goals and targets
	Online     []Sourced       `json:"online"`     // what the text says of online participation
	Other      []Section       `json:"other"`      // labelled text that has no field of its own
	Rest       []Sourced       `json:"rest"`       // what found no place, in order

	Plan []PlanPart `json:"plan"`

	// Rehearsal opens the room to try everything once: it says so on every page,
	// begins when the moderator starts it, and is deleted after [RehearsalDays].
	Rehearsal bool `json:"rehearsal,omitzero"`

	// Start is the planned beginning in Unix seconds; 0 means that the session
	// begins when the moderator starts it.
	Start int64 `json:"start"`
	// Zone is the time zone's IANA name.
	Zone string `json:"zone"`
	// Languages in order; the first is the report's.
	Languages []string `json:"languages"`
	Policy    Policy   `json:"policy"`
}

// Reference is the proposal's name in its series, "IGF 2021 WS #27"; "" when
// nothing of it is known.
func (s *Setup) Reference() string { return reference(s.Body, s.Year, s.Kind, s.Number) }

// Sourced is a value and the line of the proposal it was read from, counted
// from 1; 0 when no line of the proposal says it.
type Sourced struct {
	Value string `json:"value"`
	Line  int    `json:"line"`
}

// Section is labelled text.
type Section struct {
	Label Sourced   `json:"label"`
	Text  []Sourced `json:"text"`
}

// SetupSeat is one person named by the proposal. A person named in several
// roles is one seat with several roles.
type SetupSeat struct {
	Roles       []Role  `json:"roles"`
	Lines       []int   `json:"lines"` // the line that names the seat for each of Roles
	Name        Sourced `json:"name"`  // as given; "" when withheld
	Affiliation Sourced `json:"affiliation"`
	Group       Sourced `json:"group"`  // data name of [StakeholderGroups]; "" unknown
	Region      Sourced `json:"region"` // data name of [RegionalGroups]; "" unknown
}

// Has says whether the seat has the role.
func (s *SetupSeat) Has(r Role) bool {
	for _, x := range s.Roles {
		if x == r {
			return true
		}
	}
	return false
}

// Format is how the table sits.
type Format struct {
	Type    string `json:"type"`    // "Round Table", "Panel", …; "" unknown
	Layout  string `json:"layout"`  // "Circle", …; "" unknown
	Minutes int    `json:"minutes"` // 0 unknown
	Line    int    `json:"line"`
}

// QuestionKind says where a question comes from.
type QuestionKind string

// The kinds of session questions.
const (
	PolicyQuestion  QuestionKind = "policy"  // a policy question of the proposal
	WorkingQuestion QuestionKind = "working" // a numbered question of its description
	TitleQuestion   QuestionKind = "title"   // the title, when it asks
	AddedQuestion   QuestionKind = "added"   // found inside the text, or written by the organizer
)

// SetupQuestion is a question that threads the session.
type SetupQuestion struct {
	Kind QuestionKind `json:"kind"`
	Text string       `json:"text"`
	Line int          `json:"line"`
}

// PartKind is a part of the run of show.
type PartKind string

// The parts of a run of show, in the order in which they come.
const (
	Opening  PartKind = "opening"
	Panel    PartKind = "panel"
	Audience PartKind = "audience"
	Closing  PartKind = "closing"
)

// PlanPart is a planned part of the run of show.
type PlanPart struct {
	Kind    PartKind `json:"kind"`
	Seconds Seconds  `json:"seconds"`
}

func reference(body string, year int, kind, number string) string {
	var parts []string
	for _, p := range []string{body, yearText(year), kind} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if number != "" {
		parts = append(parts, "#"+number)
	}
	return strings.Join(parts, " ")
}

func yearText(y int) string {
	if y == 0 {
		return ""
	}
	return strconv.Itoa(y)
}
