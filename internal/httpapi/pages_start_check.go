package httpapi

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"parley/internal/room"
)

// fieldError is one thing to put right. Say is a key of the catalogue.
type fieldError struct {
	Field string // id of the input on the page
	Say   string
	N     int    // the row it is about, from 1; 0 none
	What  string // the setup's field it is about; "" none
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
	s.Policy.Floor.Turn = room.Seconds(c.between("turn", f.Turn, minTurn, maxTurn))
	s.Languages = c.languages(f.Languages)
	s.Zone, s.Start = c.when(f.Zone, f.Start)
	if f.Captions != "" && !room.ValidCaptions(f.Captions) {
		c.bad("captions", "start.bad.captions", 0)
	}
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
