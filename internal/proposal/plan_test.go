package proposal

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parley/internal/room"
)

func TestPlan(t *testing.T) {
	for minutes, want := range map[int]string{
		60: "300 1500 1440 360",
		90: "300 2400 2340 360",
		30: "150 750 720 180",
		12: "60 300 240 120",
		5:  "25 125 90 60",
		0:  "",
	} {
		if got := seconds(Plan(minutes)); got != want {
			t.Errorf("Plan(%d) is %q, want %q", minutes, got, want)
		}
	}
}

// TestPlanAlways: any session's plan fills it, and the audience begins at
// half-time.
func TestPlanAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		minutes := rapid.IntRange(1, 12*60).Draw(t, "minutes")
		plan := Plan(minutes)
		for _, p := range plan {
			if p.Seconds <= 0 {
				t.Fatalf("%v has an empty part", plan)
			}
		}
		if from := audienceFrom(plan); from != room.Seconds(minutes)*30 {
			t.Fatalf("the audience begins after %d s of %d min", from, minutes)
		}
		if end := audienceFrom(plan) + planned(plan, room.Audience) + planned(plan, room.Closing); end != room.Seconds(minutes)*60 {
			t.Fatalf("the plan ends after %d s of %d min", end, minutes)
		}
	})
}

// TestStatedTimes: a text's own times win, and what they leave out is said.
func TestStatedTimes(t *testing.T) {
	for name, c := range map[string]struct {
		minutes int
		text    string
		plan    string // minutes of the four parts
		rule    string // a finding to expect; "" none on times
	}{
		"all four":         {60, "Welcome (10 minutes), panel (20 min), audience (20 min), wrap-up (10 min).", "10 20 20 10", ""},
		"in lines":         {60, "10 min: introduction\n20 min: statements\n25 min: Q&A\n5 min: closing", "10 20 25 5", ""},
		"each speaker":     {60, "Opening 5 minutes; each speaker has 10 minutes; open floor 20 minutes; summary 5 minutes.", "5 30 20 5", ""},
		"no closing":       {60, "Introduction 10 min, panel 20 min, audience 30 min.", "10 20 24 6", "any/no-closing"},
		"too long":         {30, "Introduction 10 min, panel 20 min, audience 20 min, closing 10 min.", "5 10 10 5", "any/times-too-long"},
		"too short":        {60, "Introduction 5 min, panel 25 min, audience 20 min.", "5 25 24 6", "any/times-too-short"},
		"one part alone":   {60, "The last 30 minutes belong to the audience.", "5 19 30 6", ""},
		"half":             {60, "Half of the time is for the audience.", "5 19 30 6", ""},
		"percent":          {100, "We keep 60% of the time for questions from the audience.", "5 29 60 6", ""},
		"from half-time":   {60, "After half the time the audience joins.", "5 25 24 6", ""},
		"nothing":          {60, "It took the city 20 minutes to answer.", "5 25 24 6", ""},
		"broken promise":   {60, "Half of the time is for the audience: panel 40 min, audience 10 min, closing 10 min.", "0 40 10 10", "any/audience-promise"},
		"late turn":        {60, "After half of the time the audience joins. Panel 45 min, audience 10 min, closing 5 min.", "0 45 10 5", "any/audience-promise"},
		"no such duration": {0, "Introduction 5 min, panel 25 min, audience 20 min, closing 10 min.", "5 25 20 10", ""},
		"none at all":      {0, "A bench is a bench.", "5 25 24 6", "any/no-duration"},
	} {
		t.Run(name, func(t *testing.T) {
			format := ""
			if c.minutes > 0 {
				format = fmt.Sprintf("Format\nDebate - Circle - %d Min\n", c.minutes)
			}
			src := "IGF 2022 WS #1 A bench\nSpeaker 1: A, Youth, Other\nSpeaker 2: B, Youth, Other\nSpeaker 3: C, Youth, Other\n" + format + "Description\n" + c.text + "\n"
			res, err := Read([]byte(src))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, p := range res.Setup.Plan {
				got = append(got, fmt.Sprint(p.Seconds/60))
			}
			if strings.Join(got, " ") != c.plan {
				t.Errorf("plan %v, want %s", got, c.plan)
			}
			var rules []string
			for _, f := range res.Findings {
				switch f.Rule {
				case "any/no-closing", "any/times-too-long", "any/times-too-short", "any/audience-promise", "any/no-duration":
					rules = append(rules, f.Rule)
				}
			}
			if strings.Join(rules, " ") != c.rule {
				t.Errorf("findings %v, want %q", rules, c.rule)
			}
		})
	}
}

func seconds(plan []room.PlanPart) string {
	var out []string
	for _, p := range plan {
		out = append(out, fmt.Sprint(p.Seconds))
	}
	return strings.Join(out, " ")
}
