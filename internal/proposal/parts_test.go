package proposal

import (
	"slices"
	"testing"
	"time"

	"parley/internal/room"
)

func TestHeaders(t *testing.T) {
	for text, want := range map[string]string{
		"IGF 2021 WS #27 A bench":                                 "IGF 2021 WS #27|A bench",
		"IGF 2021 WS #27: A bench":                                "IGF 2021 WS #27|A bench",
		"IGF 2020 OF #5 A bench":                                  "IGF 2020 OF #5|A bench",
		"IGF 2019 Open Forum #5 A bench":                          "IGF 2019 OF #5|A bench",
		"IGF 2022 Town Hall #41 A bench":                          "IGF 2022 TH #41|A bench",
		"IGF 2022 Lightning Talk #9 A bench":                      "IGF 2022 LT #9|A bench",
		"IGF 2023 Networking Session #8 A bench":                  "IGF 2023 NS #8|A bench",
		"IGF 2023 Day 0 Event #7 A bench":                         "IGF 2023 DAY0 #7|A bench",
		"IGF 2022 Pre-event #7 A bench":                           "IGF 2022 DAY0 #7|A bench",
		"IGF 2024 DC #3 A bench":                                  "IGF 2024 DC #3|A bench",
		"IGF 2024 BPF A bench":                                    "IGF 2024 BPF|A bench",
		"IGF 2024 PN #1 A bench":                                  "IGF 2024 PN #1|A bench",
		"IGF 2024 NRI #1 A bench":                                 "IGF 2024 NRI #1|A bench",
		"IGF 2024 NRIs Collaborative Session #2 A bench":          "IGF 2024 NRI #2|A bench",
		"IGF 2024 Main Session: A bench":                          "IGF 2024 MAIN|A bench",
		"IGF 2012 Workshop Proposal :: (No: 116) A bench":         "IGF 2012 WS #116|A bench",
		"WS #27 A bench":                                          "WS #27|A bench",
		"Town hall meetings need benches":                         "|Town hall meetings need benches",
		"In 2021 of all benches":                                  "|In 2021 of all benches",
		"IGF\u00a02021\u00a0WS\u00a0#27\u00a0A\u2011bench stands": "IGF 2021 WS #27|A-bench stands",
	} {
		res, err := Read([]byte(text + "\n\nModerator\nA Seat, Youth, Other\n\nFormat\nDebate\n"))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		if got := res.Setup.Reference() + "|" + res.Setup.Title.Value; got != want {
			t.Errorf("%q reads as %q, want %q", text, got, want)
		}
	}
}

func TestPeople(t *testing.T) {
	for _, c := range []struct {
		role     room.Role
		numbered bool
		text     string
		want     parts
	}{
		{room.Organizer, true, "A Seat, Bench Club", parts{name: "A Seat", affiliation: "Bench Club"}},
		{room.Organizer, true, "A Seat, Bench Club, Ltd", parts{name: "A Seat", affiliation: "Bench Club, Ltd"}},
		{room.Organizer, true, "A Seat, PhD, Bench Club", parts{name: "A Seat, PhD", affiliation: "Bench Club"}},
		{room.Organizer, true, "Civil Society, African Group", parts{group: "civil-society", region: "african"}},
		{room.Organizer, true, "A Seat", parts{name: "A Seat"}},
		{room.Speaker, true, "A Seat, Private Sector, Eastern Europe Group", parts{name: "A Seat", group: "private-sector", region: "eastern-european"}},
		{room.Speaker, true, "SEAT A, government, asia-pacific group", parts{name: "SEAT A", group: "government", region: "asia-pacific"}},
		{room.Speaker, true, "A Seat, Civil Society, Intergovernmental Organization", parts{name: "A Seat", group: "civil-society", region: "intergovernmental"}},
		{room.Speaker, true, "A Seat, Intergovernmental Organization, Intergovernmental Organization", parts{name: "A Seat", group: "intergovernmental", region: "intergovernmental"}},
		{room.Speaker, true, "A Seat, Youth, Bench Club", parts{name: "A Seat", group: "youth", affiliation: "Bench Club", odd: "Bench Club"}},
		{room.Speaker, true, "Seat, A, Youth, Other", parts{name: "Seat, A", group: "youth", region: "other", comma: true}},
		{room.Speaker, true, "A Seat, Bench University, Youth, Other", parts{name: "A Seat", affiliation: "Bench University", group: "youth", region: "other"}},
		{room.Speaker, true, "A Seat, Bench University, Youth, Moon", parts{name: "A Seat", affiliation: "Bench University, Moon", group: "youth", odd: "Moon"}},
		{room.Speaker, true, "🔒 A Seat, Press, African Group", parts{name: "A Seat", group: "press", region: "african", private: true}},
		{room.Speaker, true, "TBC, Press, African Group", parts{group: "press", region: "african", unnamed: "TBC"}},
		{room.Speaker, false, "- A Seat, Bench Club, Technical Community, Western European and Others Group (WEOG)", parts{name: "A Seat", affiliation: "Bench Club", group: "technical", region: "weog"}},
		{room.Speaker, false, "A Seat (Bench Club)", parts{name: "A Seat", affiliation: "Bench Club"}},
		{room.Speaker, false, "A Seat – Bench Club", parts{name: "A Seat", affiliation: "Bench Club"}},
		{room.Speaker, false, "A Seat, Bench Club, GRULAC", parts{name: "A Seat", affiliation: "Bench Club", region: "grulac"}},
	} {
		if got := readPerson(c.text, c.role, c.numbered); got != c.want {
			t.Errorf("%q reads as %+v, want %+v", c.text, got, c.want)
		}
	}
}

// TestGroups: every group of the room has a name here that reads as itself.
func TestGroups(t *testing.T) {
	for _, g := range room.StakeholderGroups {
		if got := groupData(GroupName(g)); got != g {
			t.Errorf("%s is named %q, which reads as %q", g, GroupName(g), got)
		}
	}
	for _, g := range room.RegionalGroups {
		if got := regionData(GroupName(g) + " Group"); got != g {
			t.Errorf("%s is named %q, which reads as %q", g, GroupName(g), got)
		}
	}
}

func TestSentences(t *testing.T) {
	for text, want := range map[string][]string{
		"One. Two? Three!":                      {"One.", "Two?", "Three!"},
		"A bench, e.g. In the park. It stands.": {"A bench, e.g. In the park.", "It stands."},
		"Who asks “why?” Nobody.":               {"Who asks “why?”", "Nobody."},
		"Version 2.0 is out. 3 came.":           {"Version 2.0 is out.", "3 came."},
		"no end":                                {"no end"},
		"It is by J. Seat. Read it.":            {"It is by J. Seat.", "Read it."},
		"":                                      nil,
	} {
		if got := sentences(text); !slices.Equal(got, want) {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for text, want := range map[string]struct {
		start   string
		minutes int
		rule    string
	}{
		"Thursday, 9th December, 2021 (10:15 UTC) - Thursday, 9th December, 2021 (11:45 UTC)": {"2021-12-09T10:15:00Z", 90, ""},
		"Monday, 25th November, 2019 (23:30 UTC) - Tuesday, 26th November, 2019 (00:30 UTC)":  {"2019-11-25T23:30:00Z", 60, "any/midnight"},
		"2030-05-14 10:00 UTC":            {"2030-05-14T10:00:00Z", 0, ""},
		"2030-05-14 10:00":                {"2030-05-14T10:00:00Z", 0, "any/zone-unknown"},
		"31st February, 2021 (10:00 UTC)": {"", 0, ""},
		"after lunch":                     {"", 0, ""},
	} {
		res, err := Read([]byte("IGF 2021 WS #1 A bench\nTime\n" + text + "\nModerator\nA Seat, Youth, Other\n"))
		if err != nil {
			t.Fatal(err)
		}
		start := ""
		if s := res.Setup.Start; s != 0 {
			start = time.Unix(s, 0).UTC().Format(time.RFC3339)
		}
		rule := ""
		for _, f := range res.Findings {
			if f.Rule == "any/midnight" || f.Rule == "any/zone-unknown" {
				rule += f.Rule
			}
		}
		if start != want.start || res.Setup.Format.Minutes != want.minutes || rule != want.rule {
			t.Errorf("%q reads as %q, %d min, %q, want %+v", text, start, res.Setup.Format.Minutes, rule, want)
		}
		if o := res.Setup.Other; len(o) == 0 || o[0].Text[0].Value != text {
			t.Errorf("%q is not kept as given: %+v", text, o)
		}
	}
}

// TestMarksAndNumbersAreNoWords reads what only looks like a question or a
// title, and a name with marks that turn what follows round.
func TestMarksAndNumbersAreNoWords(t *testing.T) {
	text := "IGF 2021 WS #12345678901 \n\nModerator\n\u202eA\u2066 Seat\u202c, Youth, Other\n\nPolicy Question(s)\n\n?\n\n1. ?\n\nWho opens the gate?\n"
	p, err := Read([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	s := p.Setup
	if s.Number != "12345678901" || s.Title.Value != "" {
		t.Errorf("number %q, title %q", s.Number, s.Title.Value)
	}
	if len(s.Questions) != 1 || s.Questions[0].Text != "Who opens the gate?" {
		t.Errorf("questions %+v", s.Questions)
	}
	if len(s.Seats) != 1 || s.Seats[0].Name.Value != "A Seat" {
		t.Errorf("seats %+v", s.Seats)
	}
}
