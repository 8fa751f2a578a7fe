package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"

	"parley/internal/proposal"
)

const smallProposal = `IGF 2022 WS #3 Lamps in the park
Speaker 1: Amber Seat, Civil Society, African Group
Moderator
Birch Seat, Youth, Other
Format
Debate - Circle - 30 Min
Policy Question(s)
Who switches them off?
`

func TestProposalCommand(t *testing.T) {
	file := filepath.Join(t.TempDir(), "lamps.txt")
	if err := os.WriteFile(file, []byte(smallProposal), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		args   []string
		stdin  string
		code   int
		stdout string // part of it
		stderr string // part of it; "" nothing at all
	}{
		"file":         {[]string{"check", file}, "", 0, "Lamps in the park", ""},
		"stdin":        {[]string{"check", "-"}, smallProposal, 0, "Who switches them off?", ""},
		"not there":    {[]string{"check", file + "x"}, "", 1, "", "no such file"},
		"no session":   {[]string{"check", "-"}, "A letter to the mayor.\n", 2, "", "does not read as a session proposal"},
		"empty":        {[]string{"check", "-"}, "", 2, "", "no text"},
		"noise":        {[]string{"check", "-"}, strings.Repeat("noise ", 10<<20/6), 2, "", "over 1024 KiB"},
		"binary":       {[]string{"check", "-"}, "\x00\x01\x02\x03\xff", 2, "", "not text"},
		"new":          {[]string{"new"}, "", 0, "## Policy Question(s)", ""},
		"help":         {[]string{"help"}, "", 0, "usage:", ""},
		"no verb":      {nil, "", 2, "", "usage:"},
		"other verb":   {[]string{"chec", file}, "", 2, "", "usage:"},
		"no file":      {[]string{"check"}, "", 2, "", "usage:"},
		"two files":    {[]string{"check", file, file}, "", 2, "", "usage:"},
		"unknown flag": {[]string{"check", file, "--yaml"}, "", 2, "", "yaml"},
	} {
		t.Run(name, func(t *testing.T) {
			var out, errs bytes.Buffer
			code := runProposal(t.Context(), c.args, strings.NewReader(c.stdin), &out, &errs)
			if code != c.code {
				t.Errorf("ended with %d, want %d; stderr %q", code, c.code, errs.String())
			}
			if !strings.Contains(out.String(), c.stdout) || c.stdout == "" && out.Len() > 0 {
				t.Errorf("stdout %q, want %q in it", out.String(), c.stdout)
			}
			if !strings.Contains(errs.String(), c.stderr) || c.stderr == "" && errs.Len() > 0 {
				t.Errorf("stderr %q, want %q in it", errs.String(), c.stderr)
			}
			if c.code == 2 && !strings.Contains(errs.String(), "usage:") && strings.Count(errs.String(), "\n") != 1 {
				t.Errorf("a refusal of more than one line: %q", errs.String())
			}
		})
	}
}

// TestProposalJSON: what --json prints is the whole result, wherever the flag
// stands.
func TestProposalJSON(t *testing.T) {
	want, err := proposal.Read([]byte(smallProposal))
	if err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"check", "--json", "-"}, {"check", "-", "--json"}} {
		var out, errs bytes.Buffer
		if code := runProposal(t.Context(), args, strings.NewReader(smallProposal), &out, &errs); code != 0 {
			t.Fatalf("%v ended with %d: %s", args, code, errs.String())
		}
		var got proposal.Result
		if err := json.Unmarshal(out.Bytes(), &got, json.RejectUnknownMembers(true)); err != nil {
			t.Fatalf("%v printed no result: %v", args, err)
		}
		if got.Setup.Title != want.Setup.Title || len(got.Findings) != len(want.Findings) || len(got.Lines) != len(want.Lines) || len(got.Setup.Seats) != 2 {
			t.Errorf("%v printed %+v, want %+v", args, got, want)
		}
	}
}

// TestProposalNew: the printed form, unfilled, is refused as empty.
func TestProposalNew(t *testing.T) {
	var form, out, errs bytes.Buffer
	if code := runProposal(t.Context(), []string{"new"}, nil, &form, &errs); code != 0 {
		t.Fatal(errs.String())
	}
	if code := runProposal(t.Context(), []string{"check", "-"}, &form, &out, &errs); code != 2 || !strings.Contains(errs.String(), "still empty") {
		t.Errorf("ended with %d and said %q", code, errs.String())
	}
}
