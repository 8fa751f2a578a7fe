package report

import "parley/internal/room"

// Outcome is what was put to the room and what the rule found.
type Outcome struct {
	ID         room.ItemID      `json:"id"`
	Question   int              `json:"question,omitzero"`
	Text       string           `json:"text"` // "" when it rests on a hidden text
	Kind       room.OutcomeKind `json:"kind"`
	KindName   string           `json:"kind_name"`
	Said       Sentence         `json:"said"`
	Found      *room.Tally      `json:"found,omitzero"` // everybody, phones and lines, added once
	Present    int              `json:"present,omitzero"`
	OfRoom     bool             `json:"of_room,omitzero"`
	Figures    []Figures        `json:"figures"`
	Fields     []Ask            `json:"fields,omitzero"`     // of what it was found to be: "blocks", "missing", "finder", "for", "against"
	Objections int              `json:"objections,omitzero"` // that count
	Notes      []Sentence       `json:"notes,omitzero"`      // fields, objections, marks
	Basis      []Basis          `json:"basis,omitzero"`
	Then       *StoodThen       `json:"then,omitzero"`
	Rests      []string         `json:"rests"`
}

// Basis leads to something else in the report.
type Basis struct {
	Anchor string `json:"anchor"`
	Label  string `json:"label"`
}

// Figures is a table of counts by choice.
type Figures struct {
	Choices []Choice `json:"choices"`
	Rows    []Row    `json:"rows"`
}

// Choice is a column of figures.
type Choice struct {
	Answer room.Answer `json:"answer"`
	Label  string      `json:"label"`
}

// Row is one line of counts, in the order of the choices. Line is "phones", a
// line counted by hand ("room", "chat", "hub:…"), or a class of the phones
// ("side:online", "group:technical").
type Row struct {
	Line  string `json:"line"`
	Label string `json:"label"`
	N     []int  `json:"n"`
}

// Chapter is the cards of some kinds.
type Chapter struct {
	ID         string      `json:"id"`
	Heading    string      `json:"heading"`
	Falls      []Falls     `json:"falls,omitzero"` // risks and opportunities, by whom they fall on
	Statements []Statement `json:"statements"`
}

// Falls is what falls on one group; Whom is "" where a card does not say.
type Falls struct {
	Whom          string  `json:"whom"`
	Label         string  `json:"label"`
	Risks         []Basis `json:"risks"`
	Opportunities []Basis `json:"opportunities"`
}

// Statement is a card of any kind, what was asked about it, and where the
// answers stood.
type Statement struct {
	ID         room.ItemID        `json:"id"`
	Kind       room.StatementKind `json:"kind"`
	KindName   string             `json:"kind_name"`
	Question   int                `json:"question,omitzero"`
	Text       string             `json:"text"` // "" when hidden
	Lang       string             `json:"lang,omitzero"`
	HiddenBy   string             `json:"hidden_by,omitzero"` // the rule, in words
	Source     room.Source        `json:"source"`
	SourceName string             `json:"source_name"`
	Turn       int                `json:"turn,omitzero"`
	Asks       []Ask              `json:"asks,omitzero"`
	Of         room.ItemID        `json:"of,omitzero"` // the card that it belongs to

	State   room.ShownState `json:"state"` // how much of the answers is shown
	Word    room.Word       `json:"word,omitzero"`
	N       int             `json:"n,omitzero"`      // answers in the figures
	Lead    room.Answer     `json:"lead,omitzero"`   // the choice that Word speaks of
	Weight  room.Word       `json:"weight,omitzero"` // how heavy: the word, and of which weight
	Heavy   room.Answer     `json:"heavy,omitzero"`
	Said    []Sentence      `json:"said"`
	Figures []Figures       `json:"figures,omitzero"`

	Accepted room.Acceptance `json:"accepted,omitzero"` // of a mechanism
	Standing Standing        `json:"standing,omitzero"` // of a question or a reason
	Into     room.ItemID     `json:"into,omitzero"`     // the question it was merged into
	Replied  int             `json:"replied,omitzero"`  // turn of the reply
	Reply    string          `json:"reply,omitzero"`    // in writing

	Under []Statement `json:"under,omitzero"` // reasons, shortfalls, measures
	Rests []string    `json:"rests"`
}

// Ask is one thing that a card's kind, or what an outcome was found to be, asks.
type Ask struct {
	Field string `json:"field"`
	Label string `json:"label"`
	Value string `json:"value"`
	Code  string `json:"code,omitzero"` // where Value is words for codes: the codes
}

// Standing is what became of a question or a reason.
type Standing string

// What can have become of a question or a reason.
const (
	AnsweredLive Standing = "live"
	InWriting    Standing = "written"
	MergedInto   Standing = "merged"
	NotReached   Standing = "not-reached"
	Waiting      Standing = "waiting"
)
