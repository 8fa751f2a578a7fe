package httpapi

import (
	"errors"
	"strings"
	"testing"

	"parley/internal/room"
)

func TestRoomsThatCannotBeRunAreRefused(t *testing.T) {
	x := newSite(t)
	for name, c := range map[string]struct {
		change func(*NewRoom)
		field  string
	}{
		"this machine's zone":      {func(n *NewRoom) { n.Setup.Zone = "Local" }, "zone"},
		"no zone":                  {func(n *NewRoom) { n.Setup.Zone = "" }, "zone"},
		"a file as zone":           {func(n *NewRoom) { n.Setup.Zone = "../../etc/passwd" }, "zone"},
		"before all time":          {func(n *NewRoom) { n.Setup.Start = -1 << 50 }, "start"},
		"no language":              {func(n *NewRoom) { n.Setup.Languages = nil }, "languages"},
		"words as a language":      {func(n *NewRoom) { n.Setup.Languages = []string{"not a language"} }, "languages"},
		"a claim a million times":  {func(n *NewRoom) { n.Claims = make([]int, 1_000_000) }, "claims"},
		"a town at the table":      {func(n *NewRoom) { n.Setup.Seats = make([]room.SetupSeat, 5000) }, "seats"},
		"gone before it is closed": {func(n *NewRoom) { n.Setup.Policy.Retention = 0 }, "policy"},
		"kept for good":            {func(n *NewRoom) { n.Setup.Policy.Retention = 1 << 40 }, "policy"},
		"no rule to hide by":       {func(n *NewRoom) { n.Setup.Policy.Rules = nil }, "policy"},
		"a sentence as a rule":     {func(n *NewRoom) { n.Setup.Policy.Rules = []string{"be kind"} }, "policy"},
		"turns without end":        {func(n *NewRoom) { n.Setup.Policy.Floor.Turn = 1 << 50 }, "policy"},
		"answers before the turn":  {func(n *NewRoom) { n.Setup.Policy.Floor.Answer = -60 }, "policy"},
		"a share of nothing":       {func(n *NewRoom) { n.Setup.Policy.Outcome.Agree = [2]int{} }, "policy"},
	} {
		in := NewRoom{Setup: setup()}
		c.change(&in)
		_, err := x.server.createRoom(t.Context(), in)
		var refused *room.Error
		if !errors.As(err, &refused) || refused.Field != c.field {
			t.Errorf("%s: %v", name, err)
		}
	}
	if n := len(x.server.index.rooms()); n > 0 {
		t.Errorf("%d rooms were opened", n)
	}
	if r := x.browser().post("/api/rooms", `{"setup":{"mark":"echo-me"}}`); r.code() != room.CodeMalformed || strings.Contains(r.body, "echo-me") {
		t.Errorf("%d %s", r.status, r.body)
	}
}
