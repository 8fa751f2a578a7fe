package proposal

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"parley/internal/room"
)

// FuzzRead: whatever the bytes, there is a result or a refusal, every line
// number lies within the source, and no line of it is lost.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*.*")
	if err != nil || len(files) < 12 {
		f.Fatalf("only %d look-alikes: %v", len(files), err)
	}
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte(Template()))
	f.Add([]byte("Moderator\nModerator\nFormat\n60\nSpeaker 1\n\n\nSpeaker 2:\n1.\nPolicy Question(s)\n?\n? ?\n1. ?"))
	f.Add([]byte("<p><nav><h1>IGF 2021 WS #1<br>x<li><li>Speaker 1:<div class=label>Format<td>60 min"))
	f.Fuzz(func(t *testing.T, src []byte) {
		res, err := Read(src)
		if err != nil {
			if r, ok := errors.AsType[*Refusal](err); !ok || r.Code == "" || r.Say == "" {
				t.Fatalf("not a refusal: %v", err)
			}
			return
		}
		checkResult(t, src, res)
	})
}

func checkResult(t *testing.T, src []byte, res *Result) {
	t.Helper()
	text, err := decode(src)
	if err != nil {
		t.Fatal(err)
	}
	raw := strings.Split(text, "\n")
	held := heldLines(&res.Setup)
	for _, x := range res.Furniture {
		held[x.Line] = true
	}
	for line := range held {
		if line < 0 || line > len(raw) {
			t.Fatalf("line %d of %d", line, len(raw))
		}
	}
	for _, f := range res.Findings {
		if f.Line < 0 || f.Line > len(raw) || f.Rule == "" || f.Say == "" || f.Do == "" {
			t.Fatalf("finding %+v of %d lines", f, len(raw))
		}
	}
	for _, u := range res.Lines {
		if u.Line < 1 || u.Line > len(raw) {
			t.Fatalf("line %d of %d", u.Line, len(raw))
		}
		if u.As != useLabel && u.As != useHeader && u.As != useContinued && u.As != "format" && !held[u.Line] {
			t.Fatalf("line %d was read as %q and is nowhere in the result: %q", u.Line, u.As, raw[u.Line-1])
		}
	}
	if res.Source != "html" {
		checkEveryLine(t, raw, res.Lines)
	}
	checkPlan(t, &res.Setup)
}

// checkEveryLine: each non-blank line stands in the list once, in order.
func checkEveryLine(t *testing.T, raw []string, lines []Use) {
	t.Helper()
	for i, s := range raw {
		if clean(s) == "" {
			continue
		}
		if len(lines) == 0 || lines[0].Line != i+1 || lines[0].As == "" {
			t.Fatalf("line %d %q is not accounted for", i+1, s)
		}
		lines = lines[1:]
	}
	if len(lines) > 0 {
		t.Fatalf("%+v are no lines", lines)
	}
}

func checkPlan(t *testing.T, s *room.Setup) {
	t.Helper()
	if len(s.Plan) != len(planOrder) {
		t.Fatalf("plan %v", s.Plan)
	}
	var sum room.Seconds
	for i, p := range s.Plan {
		if p.Kind != planOrder[i] || p.Seconds < 0 {
			t.Fatalf("plan %v", s.Plan)
		}
		sum += p.Seconds
	}
	if m := room.Seconds(s.Format.Minutes); sum < 60 || m > 0 && sum != m*60 || s.Plan[3].Seconds == 0 {
		t.Fatalf("plan %v of %d minutes", s.Plan, m)
	}
}

// heldLines are the lines that some value of the Setup comes from.
func heldLines(s *room.Setup) map[int]bool {
	held := map[int]bool{s.Title.Line: true, s.Format.Line: true}
	for _, x := range s.Seats {
		for _, n := range x.Lines {
			held[n] = true
		}
		for _, v := range []room.Sourced{x.Name, x.Affiliation, x.Group, x.Region} {
			held[v.Line] = true
		}
	}
	for _, qs := range [][]room.SetupQuestion{s.Questions, s.Candidates} {
		for _, q := range qs {
			held[q.Line] = true
		}
	}
	lists := [][]room.Sourced{s.Claims, s.Expected, s.Goals, s.Online, s.Rest}
	for _, o := range s.Other {
		held[o.Label.Line] = true
		lists = append(lists, o.Text)
	}
	for _, list := range lists {
		for _, v := range list {
			held[v.Line] = true
		}
	}
	return held
}
