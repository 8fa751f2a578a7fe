package audit

import (
	"fmt"
	"strings"

	"parley/internal/room"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// codeOf is what it is called when a member of a record's facts is not as the
// room decides it.
func codeOf(name, member string) Code {
	switch group, _, _ := strings.Cut(name, "."); {
	case name == "statement.close/1" || name == "session.close/1" && member == "statements":
		return Count
	case name == "outcome.settle/1" || name == "session.close/1":
		return Outcome
	case group == "turn" || group == "hand":
		return Floor
	}
	return Facts
}

// refusal is what it is called when the room refuses a record's command.
func (p *replay) refusal(r *room.Record, e *room.Error) Code {
	switch e.Code {
	case room.CodeNotAllowed:
		return Rights
	case room.CodeRepeat:
		return Duplicate
	case room.CodeNobody:
		return Floor
	}
	return Refused
}

// reason is the refusal in words for a reader of the report.
func reason(e *room.Error) string {
	say := strings.ReplaceAll(string(e.Code), "_", " ")
	if e.Field != "" {
		say += " (" + e.Field + ")"
	}
	return say
}

// sayFacts says how the facts are wrong.
func (p *replay) sayFacts(r *room.Record, member string, decided jsontext.Value) string {
	if r.Type == "turn.call/1" {
		var called, next room.TurnCalled
		if json.Unmarshal(r.Facts, &called) == nil && json.Unmarshal(decided, &next) == nil && called.Hand != next.Hand {
			return fmt.Sprintf("The rule calls hand %s; the record calls hand %s and is no override.", next.Hand, called.Hand)
		}
	}
	m, _ := members(decided)
	want := short(m[member])
	m, _ = members(r.Facts)
	switch got := short(m[member]); {
	case member == "":
		return "The facts are not of their form."
	case got == "":
		return fmt.Sprintf("The facts lack %q, which is %s by the rules.", member, want)
	case want == "":
		return fmt.Sprintf("The facts say %q is %s; the rules make no such thing.", member, got)
	default:
		return fmt.Sprintf("The facts say %q is %s; by the rules it is %s.", member, got, want)
	}
}

// short keeps a value from filling the page.
func short(v jsontext.Value) string {
	if len(v) > 120 {
		return strings.ToValidUTF8(string(v[:117]), "") + "…"
	}
	return string(v)
}
