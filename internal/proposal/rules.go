package proposal

import (
	"fmt"
	"strconv"

	"parley/internal/room"
)

// rule is one thing that a host body asks of a proposal, or that any session
// needs. Another body's rules are further rows.
type rule struct {
	id       string
	body     string // "" for everybody
	kind     string // "" for every kind of session
	from     int    // the first year it holds; 0 always
	severity Severity
	test     func(*reading) []hit // nothing: the rule is met
	do       string
}

// hit is a place where a rule is not met, and what to say of it.
type hit struct {
	line  int
	say   string
	facts Facts
}

// theFive are the stakeholder groups and the regions that a table is measured
// by: those of the host body's registration, without press, youth and what is
// no region.
var (
	theGroups  = stakeholderGroups[:5]
	theRegions = regionalGroups[:5]
)

var rules = []rule{
	{"igf/speakers-three", "IGF", "WS", 0, SevError, fewerThan(room.Speaker, 3), "Find and confirm more speakers; the forum asks for at least three."},
	{"igf/speakers-three", "IGF", "WS", 0, SevNote, exactly(room.Speaker, 3), "Keep a fourth in mind: one who cannot come leaves too few. Ask whether all are confirmed."},
	{"igf/goal", "IGF", "", 2019, SevError, noGoal, "Name at least one sustainable development goal by its number."},
	{"igf/gender", "IGF", "", 0, SevNote, askGender, "Ask the people at the table; nothing is inferred from names."},
	{"igf-2023/in-the-room", "IGF", "", 2023, SevNote, askRoom, "Ask who comes: since 2023 the forum wants the moderator and two speakers in the room."},

	{"any/title", "", "", 0, SevWarn, noTitle, "Give the session a title."},
	{"any/speakers", "", "", 0, SevWarn, noSpeaker, "Name the speakers."},
	{"any/moderator", "", "", 0, SevError, missing(room.Moderator), "Name a moderator: one person can run a session alone, but nobody can run it without."},
	{"any/moderator-is-organizer", "", "", 0, SevNote, moderatorOrganizes, "Nothing to do if that is wanted: the one seat has both roles."},
	{"any/online-moderator", "", "", 0, SevWarn, missing(room.OnlineModerator), "Name somebody for the online side, or appoint one in the room with a helper code."},
	{"any/rapporteur", "", "", 0, SevWarn, missing(room.Rapporteur), "Name somebody who drafts the outcomes; else the moderator does."},
	{"any/groups", "", "", 0, SevWarn, missingGroups, "Invite somebody of a missing group, or give them first turns from the audience."},
	{"any/regions", "", "", 0, SevWarn, missingRegions, "Invite a voice from a missing region."},
	{"any/policy-questions", "", "", 0, SevWarn, noQuestion, "Write the questions that the session is to answer; they thread turns, statements and report."},
	{"any/expected-outcomes", "", "", 0, SevNote, noExpected, "Write what should come out."},
	{"any/audience-from", "", "", 0, SevNote, audienceBegins, "Change the plan if this is not wanted."},
	{"any/audience-promise", "", "", 0, SevWarn, promiseBroken, "Give the audience what the text promises, or change the text."},
	{"any/round-table-or-panel", "", "", 0, SevWarn, twoFormats, "Decide which it is: at a round table everybody speaks to everybody, a panel speaks first."},
	{"any/panel-too-short", "", "", 0, SevWarn, panelShort, "Lengthen the panel or ask for shorter statements."},
	{"any/partly-known-form", "", "", 0, SevNote, partlyKnown, "Compare the seats and questions with the original."},
	{"any/no-place", "", "", 0, SevNote, noPlace, "Look through it; it is kept in order as description."},
}

// check runs the rules that hold for the proposal's body and year. Without a
// body only everybody's rules hold.
func (r *reading) check() []Finding {
	found := []Finding{}
	for _, x := range rules {
		s := &r.setup
		if x.body != "" && x.body != s.Body || x.kind != "" && x.kind != s.Kind || s.Year < x.from {
			continue
		}
		for _, h := range x.test(r) {
			found = append(found, Finding{x.id, x.severity, h.line, h.say, x.do, h.facts})
		}
	}
	return found
}

func one(line int, format string, args ...any) []hit {
	return []hit{{line, fmt.Sprintf(format, args...), nil}}
}

// with adds the facts of a sentence that has some.
func with(f Facts, hits []hit) []hit {
	hits[0].facts = f
	return hits
}

func fewerThan(role room.Role, n int) func(*reading) []hit {
	return func(r *reading) []hit {
		if have := r.count(role); have < n {
			return with(Facts{"case": "few", "n": strconv.Itoa(have), "least": strconv.Itoa(n)},
				one(0, "The text names %s; the host body asks for at least %s.", countOf(have, roleName(role)), countWord(n)))
		}
		return nil
	}
}

func exactly(role room.Role, n int) func(*reading) []hit {
	return func(r *reading) []hit {
		if r.count(role) == n {
			return with(Facts{"n": strconv.Itoa(n)},
				one(0, "The table has %s, the least that the host body asks for.", countOf(n, roleName(role))))
		}
		return nil
	}
}

func missing(role room.Role) func(*reading) []hit {
	return func(r *reading) []hit {
		if r.count(role) == 0 {
			return one(r.labelled[fieldOf(role)], "No %s is named.", roleName(role))
		}
		return nil
	}
}

func countWord(n int) string {
	if names := []string{"no", "one", "two", "three", "four", "five", "six"}; n < len(names) {
		return names[n]
	}
	return fmt.Sprint(n)
}

func countOf(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return countWord(n) + " " + what
}
