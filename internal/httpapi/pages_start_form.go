package httpapi

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/room"
)

// Limits of the start form; a room takes no more.
const (
	spareRows    = 2 // empty rows offered for seats and questions
	maxStartRows = 80
	maxRetention = 3650
	minTurn      = 20
	maxTurn      = 600
	startLayout  = "2006-01-02T15:04"
)

var (
	seatRoles = []room.Role{room.Organizer, room.Moderator, room.OnlineModerator, room.Rapporteur, room.Speaker}
	planParts = []room.PartKind{room.Opening, room.Panel, room.Audience, room.Closing}
)

// startForm is what the page after reading a proposal shows, as typed: every
// value is kept as it came, so that a mistake costs nothing else.
type startForm struct {
	Source    string
	Title     string
	Seats     []seatRow
	Plan      []planRow
	Questions []pickRow
	Claims    []pickRow
	Hold      bool
	Retention string // days
	Turn      string // seconds
	Languages string // codes, separated by commas
	Zone      string
	Start     string // local time in Zone, "2006-01-02T15:04"; "" when the moderator starts it
	Captions  string // their address; "" none
	Code      string // the start code, where the server asks for one
}

// seatRow is one line of the table of seats.
type seatRow struct {
	Name, Affiliation, Group, Region string
	Roles                            map[room.Role]bool
	Drop                             bool
	Line                             int
}

// planRow is one part of the plan in minutes.
type planRow struct {
	Part    room.PartKind
	Minutes string
}

// pickRow is a sentence that is taken or left out.
type pickRow struct {
	Use  bool
	Kind room.QuestionKind // questions only
	Text string
	Line int
}

// newStartForm is the form as a proposal fills it.
func newStartForm(source string, s *room.Setup) *startForm {
	f := &startForm{
		Source: source, Title: s.Title.Value, Hold: s.Policy.Hold,
		Retention: strconv.Itoa(s.Policy.Retention), Turn: strconv.FormatInt(int64(s.Policy.Floor.Turn), 10),
		Languages: strings.Join(s.Languages, ", "), Zone: s.Zone,
	}
	if loc, err := time.LoadLocation(s.Zone); err == nil && s.Start != 0 {
		f.Start = time.Unix(s.Start, 0).In(loc).Format(startLayout)
	}
	for _, seat := range s.Seats {
		row := seatRow{
			Name: seat.Name.Value, Affiliation: seat.Affiliation.Value, Group: seat.Group.Value,
			Region: seat.Region.Value, Roles: map[room.Role]bool{}, Line: seat.Name.Line,
		}
		for _, r := range seat.Roles {
			row.Roles[r] = true
		}
		f.Seats = append(f.Seats, row)
	}
	for _, p := range s.Plan {
		f.Plan = append(f.Plan, planRow{p.Kind, minutes(p.Seconds)})
	}
	for _, q := range s.Questions {
		f.Questions = append(f.Questions, pickRow{true, q.Kind, q.Text, q.Line})
	}
	for _, q := range s.Candidates {
		f.Questions = append(f.Questions, pickRow{false, q.Kind, q.Text, q.Line})
	}
	for _, c := range s.Claims {
		f.Claims = append(f.Claims, pickRow{Text: c.Value, Line: c.Line})
	}
	return f
}

// spare keeps empty rows at the end of the tables, and the plan whole.
func (f *startForm) spare() {
	for range spareRows {
		f.Seats = append(f.Seats, seatRow{Roles: map[room.Role]bool{}})
		f.Questions = append(f.Questions, pickRow{Kind: room.AddedQuestion})
	}
	for i, k := range planParts {
		if i >= len(f.Plan) || f.Plan[i].Part != k {
			f.Plan = slices.Insert(f.Plan, i, planRow{Part: k})
		}
	}
}

// readStartForm takes the form as it was typed.
func readStartForm(v url.Values) *startForm {
	f := &startForm{
		Source: v.Get("source"), Title: v.Get("title"), Hold: v.Has("hold"),
		Retention: v.Get("retention"), Turn: v.Get("turn"), Languages: v.Get("languages"),
		Zone: v.Get("zone"), Start: v.Get("start"), Captions: strings.TrimSpace(v.Get("captions")), Code: v.Get("code"),
	}
	for i := range min(number(v.Get("seats")), maxStartRows) {
		get := func(k string) string { return strings.TrimSpace(v.Get(fmt.Sprintf("seat.%d.%s", i, k))) }
		row := seatRow{
			Name: get("name"), Affiliation: get("affiliation"), Group: get("group"), Region: get("region"),
			Roles: map[room.Role]bool{}, Drop: get("drop") != "", Line: number(get("line")),
		}
		for _, r := range v[fmt.Sprintf("seat.%d.role", i)] {
			row.Roles[room.Role(r)] = true
		}
		if !row.empty() {
			f.Seats = append(f.Seats, row)
		}
	}
	for _, k := range planParts {
		f.Plan = append(f.Plan, planRow{k, v.Get("plan." + string(k))})
	}
	f.Questions = readPicks(v, "question")
	f.Claims = readPicks(v, "claim")
	return f
}

func readPicks(v url.Values, name string) []pickRow {
	var rows []pickRow
	for i := range min(number(v.Get(name+"s")), maxStartRows) {
		get := func(k string) string { return strings.TrimSpace(v.Get(fmt.Sprintf("%s.%d.%s", name, i, k))) }
		row := pickRow{Use: get("use") != "", Kind: room.QuestionKind(get("kind")), Text: get("text"), Line: number(get("line"))}
		if row.Text != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// number is a count that the page itself wrote; anything else is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// minutes is a length with as many decimals as tell its seconds, at most two.
func minutes(s room.Seconds) string {
	return strconv.FormatFloat(math.Round(float64(s)/60*100)/100, 'f', -1, 64)
}
