package httpapi

import (
	"regexp"
	"slices"
	"time"

	"parley/internal/room"
)

// Bounds of what a room may be opened with, by whatever way.
const (
	maxClaims    = 80
	maxRules     = 20
	maxLanguages = 20
	maxStart     = 253402300799 // the last second of the year 9999
	maxStretch   = 3600         // of the floor's seconds
)

var (
	ruleForm     = regexp.MustCompile(`^[a-z][a-z0-9-]{0,39}$`)
	languageForm = regexp.MustCompile(`^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$`)
)

// check refuses a room that could not be run, or whose policy would not hold
// what every notice says: the log keeps both for good.
func (n *NewRoom) check() error {
	s := &n.Setup
	switch {
	case !knownZone(s.Zone):
		return malformedField("zone")
	case s.Start < 0 || s.Start > maxStart:
		return malformedField("start")
	case !allOf(s.Languages, maxLanguages, languageForm):
		return malformedField("languages")
	case len(n.Claims) > maxClaims:
		return &room.Error{Code: room.CodeLimit, Field: "claims"}
	case n.Captions != "" && !room.ValidCaptions(n.Captions):
		return malformedField("captions")
	case len(s.Seats) > room.MaxSeats:
		return &room.Error{Code: room.CodeLimit, Field: "seats"}
	case !soundPolicy(&s.Policy):
		return malformedField("policy")
	}
	return nil
}

func malformedField(name string) error { return &room.Error{Code: room.CodeMalformed, Field: name} }

// knownZone says whether pages can tell the hours of the zone. "Local" is this
// machine's, which means nothing elsewhere.
func knownZone(name string) bool {
	_, err := time.LoadLocation(name)
	return err == nil && name != "" && name != "Local"
}

// allOf says whether there are one to most values, all of the form and none
// twice.
func allOf(values []string, most int, form *regexp.Regexp) bool {
	for i, v := range values {
		if !form.MatchString(v) || slices.Contains(values[:i], v) {
			return false
		}
	}
	return len(values) > 0 && len(values) <= most
}

func soundPolicy(p *room.Policy) bool {
	f, o := &p.Floor, &p.Outcome
	for _, seconds := range []room.Seconds{
		f.LotBefore, f.LotAfter, f.Answer, f.AnswerAll, f.FollowUp, f.GraceOnsite, f.GraceOnline, f.BlockLeast, f.Order,
	} {
		if seconds < 0 || seconds > maxStretch {
			return false
		}
	}
	for _, n := range []int{
		f.Uneven, f.HubShare, f.Blocks, f.Balance, f.BalanceAfter, p.MaxBackupDays,
		o.Few, o.SideLeast, o.PercentFrom, o.Large, o.Put, o.Each, p.Suppress.Class, p.Suppress.Step, p.Suppress.Words,
	} {
		if n < 0 || n > maxRetention {
			return false
		}
	}
	for _, share := range [][2]int{o.Unsure, o.Open, o.Agree, o.Against, o.SideAgree, o.Nearly, o.Most} {
		if share[0] < 0 || share[0] > share[1] || share[1] < 1 || share[1] > 100 {
			return false
		}
	}
	return p.Retention >= 1 && p.Retention <= maxRetention && f.Turn >= minTurn && f.Turn <= maxTurn &&
		allOf(p.Rules, maxRules, ruleForm)
}
