package httpapi

import (
	"errors"
	"strconv"
	"strings"

	"parley/internal/proposal"
	"parley/internal/words"
)

// finding is what the page says of something that a proposal lacks.
type finding struct {
	Say, Do string
	Lang    string // of the sentences
	Line    int
}

type findingGroup struct {
	Severity proposal.Severity
	Findings []finding
}

// bySeverity groups findings in the order in which they matter.
func bySeverity(say *words.Words, fs []proposal.Finding) []findingGroup {
	var out []findingGroup
	for _, sev := range []proposal.Severity{proposal.SevError, proposal.SevWarn, proposal.SevNote} {
		g := findingGroup{Severity: sev}
		for _, f := range fs {
			if f.Severity == sev {
				g.Findings = append(g.Findings, newFinding(say, f))
			}
		}
		if len(g.Findings) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// newFinding says a finding in the page's language. The English sentences are
// the parser's; other languages make theirs of its facts.
func newFinding(say *words.Words, f proposal.Finding) finding {
	key := caseOf("finding."+strings.ReplaceAll(f.Rule, "/", "."), f.Facts)
	if !say.Has(key) {
		return finding{f.Say, f.Do, "en", f.Line}
	}
	do := key + ".do"
	if !say.Has(do) {
		do = "finding." + strings.ReplaceAll(f.Rule, "/", ".") + ".do"
	}
	return finding{say.T(key, factsIn(say, f.Facts)), say.T(do), say.Lang, f.Line}
}

// refusedBecause is the sentence for a source that is no session.
func refusedBecause(say *words.Words, err error) string {
	no := (*proposal.Refusal)(nil)
	if !errors.As(err, &no) {
		return say.T("error.internal")
	}
	if key := caseOf("finding.refused."+string(no.Code), no.Facts); say.Has(key) {
		return say.T(key, factsIn(say, no.Facts))
	}
	return no.Say
}

// caseOf is the key of the case that the facts tell.
func caseOf(key string, f proposal.Facts) string {
	if c := f["case"]; c != "" {
		return key + "." + c
	}
	return key
}

// factsIn are facts in the language of the page. "who" is a person's name, or
// the role where there is none.
func factsIn(say *words.Words, f proposal.Facts) words.Args {
	args := words.Args{}
	for name, value := range f {
		args[name] = value
		switch name {
		case "n":
			if n, err := strconv.Atoi(value); err == nil {
				args[name] = n
			}
		case "role", "group", "part":
			args[name] = say.T(name + "." + value)
		case "field":
			args[name] = say.T("read.seat." + value)
		case "groups", "regions":
			var all []string
			for _, x := range strings.Fields(value) {
				all = append(all, say.T(strings.TrimSuffix(name, "s")+"."+x))
			}
			args[name] = say.List(all)
		}
	}
	args["who"] = f["name"]
	if args["who"] == "" {
		args["who"] = args["role"]
	}
	return args
}
