package votetable

import (
	"slices"
	"strings"
	"unicode"
)

// What columns are called, the surer names first. Case, spaces and signs do not
// matter.
var (
	participants = []string{"participant", "participantid", "voterid", "voter", "userid", "user", "personid", "person", "respondentid", "respondent", "pid"}
	statements   = []string{"statement", "statementid", "commentid", "comment", "itemid", "item", "questionid", "question", "proposalid", "proposal", "tid"}
	votes        = []string{"vote", "votevalue", "answer", "response", "value"}

	agreeCounts    = []string{"nagree"}
	disagreeCounts = []string{"ndisagree"}
	matrixOwn      = []string{"groupid", "ncomments", "nvotes", "nagree", "ndisagree"}

	texts           = []string{"commentbody", "statementtext", "text", "txt", "body", "comment", "statement"}
	ids             = []string{"commentid", "statementid", "tid", "id", "statement", "comment"}
	commentAgrees   = []string{"agrees", "totalagrees"}
	commentDisagree = []string{"disagrees", "totaldisagrees"}
	moderations     = []string{"moderated"}
)

// key is a column's name without what does not matter.
func key(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, name)
}

// column is the first column that has the surest name that any has; -1 when
// none has one.
func column(header, names []string) int {
	for _, name := range names {
		if i := slices.IndexFunc(header, func(h string) bool { return key(h) == name }); i >= 0 {
			return i
		}
	}
	return -1
}

// columns are the columns that have the surest names that any has, -1 where none
// has one. Two of one name are refused.
func (s *scanner) columns(named ...[]string) ([]int, error) {
	var out []int
	for _, names := range named {
		i := column(s.header, names)
		for other := i + 1; i >= 0 && other < len(s.header); other++ {
			if key(s.header[other]) == key(s.header[i]) {
				return nil, wrong(s.headerLine, "columns %d and %d are both called %q: leave the one that is meant", i+1, other+1, clip(s.header[i]))
			}
		}
		out = append(out, i)
	}
	return out, nil
}

// further is a column by the name that somebody gave it, as it stands there or
// else up to what does not matter: one that is none of the table's own.
func (s *scanner) further(name string, own []int) (int, error) {
	i := slices.Index(s.header, strings.TrimSpace(name))
	if i < 0 {
		i = slices.IndexFunc(s.header, func(h string) bool { return key(h) != "" && key(h) == key(name) })
	}
	if i < 0 {
		return 0, wrong(s.headerLine, "no column %q; it names %s", clip(name), quoted(s.header))
	}
	if slices.Contains(own, i) {
		return 0, wrong(s.headerLine, "the column %q says who voted on what and how, and no groups", clip(name))
	}
	return i, nil
}

// formOf is the form whose columns a header has; "" when it has none's.
func formOf(header []string) Form {
	has := func(names ...string) bool { return column(header, names) >= 0 }
	switch {
	case has("voterid") && has("commentid") && has("vote"):
		return PolisVotes
	case has(participants...) && has(statements...) && has(votes...):
		return Votes
	case has("participant") && has(agreeCounts...) && has(disagreeCounts...) && len(header) > 3:
		return PolisMatrix
	}
	return ""
}

// answerOf reads a vote, and says whether it is a number, whose sign means what
// the table means by it.
func answerOf(vote string) (answer int, number, ok bool) {
	switch vote {
	case "1", "+1", "1.0":
		return Agree, true, true
	case "0", "0.0", "-0", "-0.0":
		return Unsure, true, true
	case "-1", "-1.0", "\u22121":
		return Disagree, true, true
	}
	switch strings.ToLower(vote) {
	case "agree", "yes":
		return Agree, false, true
	case "unsure", "pass", "neutral", "abstain":
		return Unsure, false, true
	case "disagree", "no":
		return Disagree, false, true
	}
	return 0, false, false
}
