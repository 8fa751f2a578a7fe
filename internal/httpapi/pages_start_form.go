package httpapi

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/proposal"
	"parley/internal/room"
)

// Limits of the start form; a room takes no more.
const (
	spareRows    = 2 // empty rows offered for seats and questions
	maxStartRows = 80
	maxRetention = 3650
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

// fieldError is one thing to put right. Say is a key of the catalogue.
type fieldError struct {
	Field string // id of the input on the page
	Say   string
	N     int    // the row it is about, from 1; 0 none
	What  string // the setup's field it is about; "" none
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
		Zone: v.Get("zone"), Start: v.Get("start"), Code: v.Get("code"),
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

// setup is the session that the form describes on top of what the proposal
// says, and what is to be put right first.
func (f *startForm) setup(base room.Setup) (room.Setup, []fieldError) {
	c := &checker{}
	s := base
	s.Title = room.Sourced{Value: strings.TrimSpace(f.Title), Line: base.Title.Line}
	if s.Title.Value == "" {
		c.bad("title", "start.bad.title", 0)
	}
	s.Seats = f.seats(c)
	s.Plan = f.plan(c)
	s.Questions, s.Candidates, s.Claims = nil, nil, nil
	for _, q := range f.Questions {
		if q.Use {
			s.Questions = append(s.Questions, room.SetupQuestion{Kind: questionKind(q.Kind), Text: q.Text, Line: q.Line})
		}
	}
	if len(s.Questions) > room.MaxQuestions {
		c.bad("questions", "start.bad.questions", 0)
	}
	for i, claim := range f.Claims {
		if claim.Use {
			s.Claims = append(s.Claims, room.Sourced{Value: claim.Text, Line: claim.Line})
			if len([]rune(claim.Text)) > 280 {
				c.bad(fmt.Sprintf("claim.%d", i), "start.bad.claim", i+1)
			}
		}
	}
	s.Policy.Hold = f.Hold
	s.Policy.Retention = c.between("retention", f.Retention, 1, maxRetention)
	s.Policy.Floor.Turn = room.Seconds(c.between("turn", f.Turn, 20, 600))
	s.Languages = c.languages(f.Languages)
	s.Zone, s.Start = c.when(f.Zone, f.Start)
	return s, c.errs
}

func questionKind(k room.QuestionKind) room.QuestionKind {
	switch k {
	case room.PolicyQuestion, room.WorkingQuestion, room.TitleQuestion:
		return k
	}
	return room.AddedQuestion
}

func (f *startForm) seats(c *checker) []room.SetupSeat {
	var out []room.SetupSeat
	for i, row := range f.Seats {
		if row.Drop || row.empty() {
			continue
		}
		seat := room.SetupSeat{
			Name: room.Sourced{Value: row.Name, Line: row.Line}, Affiliation: room.Sourced{Value: row.Affiliation},
			Group: room.Sourced{Value: row.Group}, Region: room.Sourced{Value: row.Region},
		}
		for _, r := range seatRoles {
			if row.Roles[r] {
				seat.Roles = append(seat.Roles, r)
			}
		}
		if len(seat.Roles) == 0 {
			c.bad(fmt.Sprintf("seat.%d", i), "start.bad.role", i+1)
		}
		if row.Group != "" && !slices.Contains(room.StakeholderGroups, row.Group) ||
			row.Region != "" && !slices.Contains(room.RegionalGroups, row.Region) {
			c.bad(fmt.Sprintf("seat.%d", i), "start.bad.group", i+1)
		}
		out = append(out, seat)
	}
	switch {
	case len(out) == 0:
		c.bad("seats", "start.bad.seats", 0)
	case len(out) > room.MaxSeats:
		c.bad("seats", "start.bad.many", 0)
	}
	return out
}

func (r seatRow) empty() bool {
	return r.Name == "" && r.Affiliation == "" && r.Group == "" && r.Region == "" && len(r.Roles) == 0
}

func (f *startForm) plan(c *checker) []room.PlanPart {
	var out []room.PlanPart
	var sum room.Seconds
	for _, row := range f.Plan {
		m, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(row.Minutes), ",", ".", 1), 64)
		if err != nil || m < 0 || m > float64(room.MaxSession)/60 {
			c.bad("plan."+string(row.Part), "start.bad.minutes", 0)
			continue
		}
		part := room.PlanPart{Kind: row.Part, Seconds: room.Seconds(m*60 + 0.5)}
		sum += part.Seconds
		out = append(out, part)
	}
	if len(out) == len(planParts) && (sum < 60 || sum > room.MaxSession) {
		c.bad("plan.opening", "start.bad.length", 0)
	}
	return out
}

// checker collects what is to be put right.
type checker struct{ errs []fieldError }

func (c *checker) bad(field, say string, n int) {
	c.errs = append(c.errs, fieldError{Field: field, Say: say, N: n})
}

func (c *checker) between(field, text string, least, most int) int {
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < least || n > most {
		c.bad(field, "start.bad."+field, 0)
		return least
	}
	return n
}

func (c *checker) languages(text string) []string {
	var out []string
	for _, l := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == ';' }) {
		l = strings.ToLower(l)
		if len(l) < 2 || len(l) > 12 || strings.Trim(l, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" {
			c.bad("languages", "start.bad.languages", 0)
			return []string{"en"}
		}
		if !slices.Contains(out, l) {
			out = append(out, l)
		}
	}
	if len(out) == 0 {
		c.bad("languages", "start.bad.languages", 0)
		return []string{"en"}
	}
	return out
}

// when is the time zone's name and the planned beginning in Unix seconds.
func (c *checker) when(zone, start string) (string, int64) {
	zone = strings.TrimSpace(zone)
	loc, err := time.LoadLocation(zone)
	if err != nil || zone == "" || zone == "Local" {
		c.bad("zone", "start.bad.zone", 0)
		return "UTC", 0
	}
	if strings.TrimSpace(start) == "" {
		return zone, 0
	}
	at, err := time.ParseInLocation(startLayout, strings.TrimSpace(start), loc)
	if err != nil {
		c.bad("start", "start.bad.start", 0)
		return zone, 0
	}
	return zone, at.Unix()
}

// number is a count that the page itself wrote; anything else is none.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

func minutes(s room.Seconds) string {
	return strconv.FormatFloat(float64(s)/60, 'f', -1, 64)
}

// bySeverity groups findings in the order in which they matter.
func bySeverity(fs []proposal.Finding) []findingGroup {
	var out []findingGroup
	for _, sev := range []proposal.Severity{proposal.SevError, proposal.SevWarn, proposal.SevNote} {
		g := findingGroup{Severity: sev}
		for _, f := range fs {
			if f.Severity == sev {
				g.Findings = append(g.Findings, f)
			}
		}
		if len(g.Findings) > 0 {
			out = append(out, g)
		}
	}
	return out
}

type findingGroup struct {
	Severity proposal.Severity
	Findings []proposal.Finding
}
