package room

// AddStatement writes a statement. From a voice it is a participant's, held
// when the policy says so; from a seat it is the table's or, with Prepared, a
// card for later; with Turn it is caught at the desk from that turn; Proposal is
// for the proposal's own claims.
type AddStatement struct {
	Kind     StatementKind `json:"kind"`
	Text     Text          `json:"text" text:"280"`
	Lang     string        `json:"lang,omitzero"`     // language tag of its texts, as the author chose
	Question int           `json:"question,omitzero"` // 0: the question that is current
	Turn     int           `json:"turn,omitzero"`
	Proposal bool          `json:"proposal,omitzero"` // seats only
	Prepared bool          `json:"prepared,omitzero"` // seats only
	Chat     bool          `json:"chat,omitzero"`     // moderators only: written in the meeting tool's chat
	Hand     ItemID        `json:"hand,omitzero"`     // voices: the own hand that is written instead, and lowered
	Asks
}

// StatementAdded is the new statement.
type StatementAdded struct {
	Statement ItemID `json:"statement"`
	Question  int    `json:"question,omitzero"`
	Held      bool   `json:"held"`
	Judged
}

// StatementTold is what the sender reads of [StatementAdded].
type StatementTold struct {
	Statement ItemID `json:"statement"`
	Question  int    `json:"question,omitzero"`
	Held      bool   `json:"held"`
	Kept      Kept   `json:"kept,omitzero"`
}

// EditCard replaces everything that a prepared card says.
type EditCard struct {
	Statement ItemID        `json:"statement"`
	Kind      StatementKind `json:"kind"`
	Text      Text          `json:"text" text:"280"`
	Lang      string        `json:"lang,omitzero"`
	Question  int           `json:"question,omitzero"`
	Asks
}

// BroughtUp is where a card came up.
type BroughtUp struct {
	Question int `json:"question,omitzero"`
	Turn     int `json:"turn,omitzero"` // its seat's running turn; 0 none
}

// GiveReply answers a question, or the reason for a "cannot accept": live in the
// turn named, or in writing. A later reply replaces the one before.
type GiveReply struct {
	Statement ItemID `json:"statement"`
	Turn      int    `json:"turn,omitzero"`
	Text      Text   `json:"text,omitzero" text:"600"`
}

// MergeQuestion makes a question one with another: its support is added there,
// each ballot once.
type MergeQuestion struct {
	Statement ItemID `json:"statement"`
	Into      ItemID `json:"into"`
}

// StatementRef names a statement.
type StatementRef struct {
	Statement ItemID `json:"statement"`
}

// RejectStatement never publishes a held statement; its author is told.
type RejectStatement struct {
	Statement ItemID   `json:"statement"`
	Rule      string   `json:"rule"`
	Reason    Text     `json:"reason,omitzero" text:"280"`
	Also      []ItemID `json:"also,omitzero"` // others that wait, by the same rule and reason
}

// HoldStatement lets what was published or rejected wait again.
type HoldStatement struct {
	Statement ItemID   `json:"statement"`
	Also      []ItemID `json:"also,omitzero"` // others that were rejected with it
}

// MaxAlso is how many a command names beside the first.
const MaxAlso = 200

// together are all that a command names.
func together(first ItemID, also []ItemID) []ItemID { return append([]ItemID{first}, also...) }

// checkAlso refuses too many, and one twice.
func checkAlso(first ItemID, also []ItemID) error {
	if len(also) > MaxAlso {
		return refuse(CodeLimit, "also")
	}
	seen := map[ItemID]bool{first: true}
	for _, id := range also {
		if seen[id] {
			return refuse(CodeMalformed, "also")
		}
		seen[id] = true
	}
	return nil
}

// HideStatement takes a published text off every page; figures stay.
type HideStatement struct {
	Statement ItemID `json:"statement"`
	Rule      string `json:"rule"`
	Reason    Text   `json:"reason,omitzero" text:"280"`
}

// RestoreStatement shows a hidden text again.
type RestoreStatement struct {
	Statement ItemID `json:"statement"`
	Reason    Text   `json:"reason,omitzero" text:"280"`
}

// CastVote is a ballot's answer; the last one counts until the vote is closed.
type CastVote struct {
	Statement ItemID `json:"statement"`
	Answer    Answer `json:"answer"`
}

// WeighStatement is how heavy a ballot finds a risk or an opportunity that it
// called real: light, serious or grave.
type WeighStatement struct {
	Statement ItemID `json:"statement"`
	Weight    Answer `json:"weight"`
}

// Declared is what the first answer of a ballot fixed; absent later.
type Declared struct {
	Side  Side   `json:"side,omitzero"`
	Group string `json:"group,omitzero"`
	First bool   `json:"first,omitzero"`
}

// Voted is what was kept of an answer besides. Chance is that with which the
// statement was drawn to be shown to the ballot next, of (0, 1] with two significant
// digits; only beside the ballot's first answer to it, and absent where none was
// drawn or is remembered.
type Voted struct {
	Declared
	Chance float64 `json:"chance,omitzero"`
}

// StatementClosed is the count at the close, raw: nothing shows it but through
// suppression.
type StatementClosed struct {
	Phones      Tally                        `json:"phones"`
	Lines       map[CountLine]Tally          `json:"lines,omitzero"`
	Choices     map[Answer]int               `json:"choices,omitzero"` // of phones, on every scale but agree, disagree, can't say
	Weights     map[Answer]int               `json:"weights,omitzero"`
	LineChoices map[CountLine]map[Answer]int `json:"line_choices,omitzero"`
}

// CountStatement enters hands counted without phones, on a line of its own; the
// last count of a line replaces the one before, and one of nobody takes the line
// off. The line is InTheRoom, InTheChat or a HubLine. Choices count on every
// scale; a tally on those whose answers mean agree, disagree or can't say, each
// for the first that does. Never both.
type CountStatement struct {
	Statement ItemID         `json:"statement"`
	Line      CountLine      `json:"line"`
	Choices   map[Answer]int `json:"choices,omitzero"`
	Tally
}

// DraftOutcome drafts an outcome, linked to what it rests on.
type DraftOutcome struct {
	Text       Text     `json:"text" text:"400"`
	Question   int      `json:"question,omitzero"`
	Statements []ItemID `json:"statements,omitzero"`
	Turns      []int    `json:"turns,omitzero"`
	Blocks     Text     `json:"blocks,omitzero" text:"280"`
	Missing    Text     `json:"missing,omitzero" text:"280"`
	Finder     Text     `json:"finder,omitzero" text:"160"`
	For        Text     `json:"for,omitzero" text:"280"`
	Against    Text     `json:"against,omitzero" text:"280"`
}

// OutcomeDrafted is the new outcome.
type OutcomeDrafted struct {
	Outcome ItemID `json:"outcome"`
}

// EditOutcome replaces everything a draft says. The sentence and its links are
// fixed once it was read out; the five other texts until it is settled.
type EditOutcome struct {
	Outcome ItemID `json:"outcome"`
	DraftOutcome
}

// OutcomeRef names an outcome.
type OutcomeRef struct {
	Outcome ItemID `json:"outcome"`
}

// AnswerOutcome is a ballot's answer to an outcome that was put to the room.
type AnswerOutcome struct {
	Outcome ItemID `json:"outcome"`
	Answer  Answer `json:"answer"`
}

// OutcomeSettled is what the rule found.
type OutcomeSettled struct {
	Finding Finding `json:"finding"`
}

// HideOutcome takes an outcome's words off every page; figures stay.
type HideOutcome struct {
	Outcome ItemID `json:"outcome"`
	Rule    string `json:"rule"`
	Reason  Text   `json:"reason,omitzero" text:"280"`
}

// RestoreOutcome shows an outcome's hidden words again.
type RestoreOutcome struct {
	Outcome ItemID `json:"outcome"`
	Reason  Text   `json:"reason,omitzero" text:"280"`
}

// CountOutcome enters answers counted without phones.
type CountOutcome struct {
	Outcome ItemID    `json:"outcome"`
	Line    CountLine `json:"line"`
	Tally
}

// CountPresence enters how many are present, phones included, on one line:
// AllOnsite, AllOnline (without the hubs) or a HubLine.
type CountPresence struct {
	Line  CountLine `json:"line"`
	Count int       `json:"count"`
}

// MakeObjection is a reasoned no to an outcome. From a voice it waits until the
// desk marks it heard; from a seat (read out, or made in turn Turn) it is heard.
type MakeObjection struct {
	Outcome ItemID `json:"outcome"`
	Text    Text   `json:"text" text:"280"`
	Turn    int    `json:"turn,omitzero"`
}

// ObjectionMade is the new objection.
type ObjectionMade struct {
	Objection ItemID `json:"objection"`
}

// ObjectionRef names an objection.
type ObjectionRef struct {
	Objection ItemID `json:"objection"`
}

// TakeObjection is the desk taking an objection back after its author's turn.
type TakeObjection struct {
	Objection ItemID `json:"objection"`
	Reason    Text   `json:"reason,omitzero" text:"280"`
}

// SessionClosed is everything that the close of a session settled.
type SessionClosed struct {
	Statements map[ItemID]StatementClosed `json:"statements,omitzero"`
	Outcomes   map[ItemID]Finding         `json:"outcomes,omitzero"`
}

// ShowScene chooses what the projector shows.
type ShowScene struct {
	Scene string `json:"scene"` // circle statement outcome results codes rule placements cases risks
	Item  ItemID `json:"item,omitzero"`
}

// BlankScreen blanks the projector, or lights it again.
type BlankScreen struct {
	On bool `json:"on"`
}
