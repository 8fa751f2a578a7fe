package proposal

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/internal/room"
)

func noTitle(r *reading) []hit {
	if r.setup.Title.Value == "" {
		return one(0, "The session has no title.")
	}
	return nil
}

// noSpeaker is for those whom no host body's number binds.
func noSpeaker(r *reading) []hit {
	if (r.setup.Body != "IGF" || r.setup.Kind != "WS") && r.count(room.Speaker) == 0 {
		return one(r.labelled[fSpeakers], "No speaker is named.")
	}
	return nil
}

func noGoal(r *reading) []hit {
	if len(r.setup.Goals) > 0 {
		return nil
	}
	line := r.labelled[fGoals]
	if line == 0 {
		line = r.labelled[fTargets]
	}
	return one(line, "No sustainable development goal is named by number.")
}

func askGender(*reading) []hit {
	return one(0, "The host body wants more than one gender at the table; the text does not say.")
}

func askRoom(*reading) []hit {
	return one(0, "The text does not say who will be in the room and who online.")
}

func moderatorOrganizes(r *reading) []hit {
	var hits []hit
	for _, s := range r.setup.Seats {
		if s.Has(room.Organizer) && s.Has(room.Moderator) {
			hits = append(hits, hit{s.Name.Line, "The moderator is the organizer: " + s.Name.Value + ".", Facts{"name": s.Name.Value}})
		}
	}
	return hits
}

// atTable are the seats that the balance is measured by: who speaks or leads.
func (r *reading) atTable() []room.SetupSeat {
	var out []room.SetupSeat
	for _, s := range r.setup.Seats {
		if s.Has(room.Speaker) || s.Has(room.Moderator) || s.Has(room.OnlineModerator) {
			out = append(out, s)
		}
	}
	return out
}

func missingGroups(r *reading) []hit {
	return missingOf(r, theGroups, "groups", "stakeholder group", func(s room.SetupSeat) string { return s.Group.Value })
}

func missingRegions(r *reading) []hit {
	return missingOf(r, theRegions, "regions", "regional group", func(s room.SetupSeat) string { return s.Region.Value })
}

func missingOf(r *reading, groups []named, kind, what string, of func(room.SetupSeat) string) []hit {
	table := r.atTable()
	var absent, data []string
	for _, g := range groups {
		if !slices.ContainsFunc(table, func(s room.SetupSeat) bool { return of(s) == g.data }) {
			absent, data = append(absent, g.name), append(data, g.data)
		}
	}
	if len(absent) == 0 || len(table) == 0 {
		return nil
	}
	unknown := 0
	for _, s := range table {
		if of(s) == "" {
			unknown++
		}
	}
	if unknown == len(table) {
		return with(Facts{"case": "none"}, one(0, "Nobody at the table says a %s.", what))
	}
	say := fmt.Sprintf("The table has %d of %d %ss: no %s", len(groups)-len(absent), len(groups), what, orList(absent))
	if unknown > 0 {
		say += fmt.Sprintf("; %s says none", countOf(unknown, "seat"))
		if unknown > 1 {
			say = strings.TrimSuffix(say, "says none") + "say none"
		}
	}
	f := Facts{"have": strconv.Itoa(len(groups) - len(absent)), "all": strconv.Itoa(len(groups)), kind: strings.Join(data, " ")}
	if unknown > 0 {
		f["case"], f["n"] = "unknown", strconv.Itoa(unknown)
	}
	return with(f, one(0, "%s.", say))
}

func orList(names []string) string {
	if n := len(names); n > 1 {
		return strings.Join(names[:n-1], ", ") + " or " + names[n-1]
	}
	return names[0]
}

func noQuestion(r *reading) []hit {
	if slices.ContainsFunc(r.setup.Questions, func(q room.SetupQuestion) bool { return q.Kind == room.PolicyQuestion }) {
		return nil
	}
	return one(r.labelled[fPolicy], "No policy question was found.")
}

func noExpected(r *reading) []hit {
	if len(r.setup.Expected) == 0 {
		return one(r.labelled[fExpected], "No expected outcomes were found.")
	}
	return nil
}

func audienceBegins(r *reading) []hit {
	from, length := audienceFrom(r.setup.Plan), planned(r.setup.Plan, room.Audience)
	closing := planned(r.setup.Plan, room.Closing)
	f := Facts{"from": minutes(from), "time": minutes(length), "closing": minutes(closing)}
	say := fmt.Sprintf("The audience has the floor from minute %s, for %s; the last %s close the session.", minutes(from), clock(length), clock(closing))
	if r.promised.halfTime {
		f["case"] = "half"
		say = strings.TrimSuffix(say, ".") + ", which the text's half of the time includes."
	}
	return with(f, one(max(r.promised.line, r.stated.line), "%s", say))
}

func promiseBroken(r *reading) []hit {
	have := planned(r.setup.Plan, room.Audience)
	total := audienceFrom(r.setup.Plan) + have + planned(r.setup.Plan, room.Closing)
	switch p := r.promised; {
	case p.seconds > have:
		return with(Facts{"promised": minutes(p.seconds), "time": minutes(have)},
			one(p.line, "The text promises the audience %s, the plan gives it %s.", clock(p.seconds), clock(have)))
	case p.halfTime && audienceFrom(r.setup.Plan) > total/2+60:
		from := minutes(audienceFrom(r.setup.Plan))
		return with(Facts{"case": "half", "from": from},
			one(p.line, "The text promises the audience the floor from half-time, the plan gives it from minute %s.", from))
	}
	return nil
}

var (
	rePanelWord = regexp.MustCompile(`(?i)\bpanel(?: discussion| session| debate)?\b`)
	reRoundWord = regexp.MustCompile(`(?i)\bround[- ]?table\b`)
)

// twoFormats notices a round table whose text speaks of a panel, and the
// other way round.
func twoFormats(r *reading) []hit {
	f := r.setup.Format
	is, word, other := cmp.Or(f.Type, f.Layout), rePanelWord, "panel"
	switch is {
	case "Round Table":
	case "Panel":
		word, other = reRoundWord, "round table"
	default:
		return nil
	}
	for _, t := range r.allText() {
		if word.MatchString(t.Value) {
			return with(Facts{"case": strings.ReplaceAll(strings.ToLower(is), " ", "-"), "line": strconv.Itoa(f.Line)},
				one(t.Line, "The format (line %d) is %s, the text calls the session a %s.", f.Line, strings.ToLower(is), other))
		}
	}
	return nil
}

// leastStatement is the least time in which a panellist can say something.
const leastStatement = 150

func panelShort(r *reading) []hit {
	n := room.Seconds(r.count(room.Speaker))
	panel := planned(r.setup.Plan, room.Panel)
	if n < 2 || panel/n >= leastStatement {
		return nil
	}
	return with(Facts{"time": minutes(panel), "n": strconv.Itoa(int(n)), "each": minutes(panel / n)},
		one(0, "The panel's %s divided among %s leave each %s.", clock(panel), countOf(int(n), "speaker"), clock(panel/n)))
}

func partlyKnown(r *reading) []hit {
	switch r.setup.Year {
	case 0:
		if r.form == "" {
			return nil
		}
	case 2015:
	default:
		if r.setup.Year > 2014 || r.setup.Body != "IGF" {
			return nil
		}
	}
	return one(0, "The form of this year was read as far as its labels go.")
}

func noPlace(r *reading) []hit {
	if n := len(r.setup.Rest); n > 0 {
		return with(Facts{"n": strconv.Itoa(n)}, one(r.setup.Rest[0].Line, "%s found no place under a label.", capitalized(countOf(n, "line"))))
	}
	return nil
}

func capitalized(s string) string { return strings.ToUpper(s[:1]) + s[1:] }
