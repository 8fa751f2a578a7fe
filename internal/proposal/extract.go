package proposal

import (
	"regexp"
	"slices"
	"strings"

	"parley/internal/room"
)

// prose is text that can hold questions and claims.
type prose struct {
	field field
	text  []line
}

var (
	reSession  = regexp.MustCompile(`(?i)\b(?:sessions?|workshops?|panels?|panell?ists?|speakers?|moderators?|organi[sz]ers?|round ?tables?|participants|the audience|attendees|this (?:debate|discussion|proposal)|q\s?&\s?as?|igf)\b`)
	reWe       = regexp.MustCompile(`(?i)^(?:we|our|i|let us|please|in addition, we|finally, we|here,? we)\b|\bwe (?:will|would|propose|want|hope|plan|aim|intend)\b`)
	reDangling = regexp.MustCompile(`(?i)^(?:this|these|those|they|it|its|that|such|he|she|his|her|their|both|also|here|there)\b`)
)

// maxOffers is how many candidates and how many claims are offered, at most;
// their sentences stay where they stand in the text in any case.
const maxOffers = 100

// extract finds what the text offers: working questions, questions inside it,
// claims, and what it says of online participation.
func (r *reading) extract() {
	texts := slices.Clone(r.prose)
	if len(r.setup.Rest) > 0 {
		var rest []line
		for _, s := range r.setup.Rest {
			rest = append(rest, line{no: s.Line, text: s.Value})
		}
		texts = append(texts, prose{fNone, rest})
	}
	described := slices.ContainsFunc(texts, func(p prose) bool { return p.field == fDescription })
	for _, p := range texts {
		if p.field == fDescription || p.field == fNone || !described && matter(p.field) {
			for _, l := range p.text {
				r.working(l)
			}
		}
	}
	if t := r.setup.Title; asks(t.Value) {
		r.candidate(room.TitleQuestion, t.Value, t.Line)
	}
	for _, p := range texts {
		for _, l := range joined(p.text) {
			r.offers(l, matter(p.field) || p.field == fNone && !described)
		}
	}
	slices.SortStableFunc(r.setup.Online, func(a, b room.Sourced) int { return a.Line - b.Line })
}

// working is a numbered item of the description that asks.
func (r *reading) working(l line) {
	for _, item := range items(l.text) {
		if reNumber.MatchString(item) && slices.ContainsFunc(sentences(item), asks) {
			r.question(room.WorkingQuestion, unmark(item), l.no)
		}
	}
}

// matter says which labelled texts speak of the matter. Text that found no
// place does where there is no description.
func matter(f field) bool {
	return f == fDescription || f == fPolicyMore || f == fGoals || f == fTargets
}

// offers takes the questions of a paragraph, its claims where it has any, and
// what it says of online participation.
func (r *reading) offers(l line, claiming bool) {
	for _, s := range sentences(unmark(l.text)) {
		switch {
		case asks(s):
			if words(s) >= 3 {
				r.candidate(room.AddedQuestion, untopic(unmark(s)), l.no)
			}
		case claiming && claims(untopic(unmark(s))):
			r.claim(untopic(unmark(s)), l.no)
		}
		if reOnline.MatchString(s) {
			r.setup.Online = append(r.setup.Online, room.Sourced{Value: s, Line: l.no})
		}
	}
}

// candidate offers a question that is not one of the session's already.
func (r *reading) candidate(kind room.QuestionKind, text string, line int) {
	key := fold(text)
	if len(r.setup.Candidates) == maxOffers {
		return
	}
	for _, q := range r.setup.Questions {
		if strings.Contains(fold(q.Text), key) {
			return
		}
	}
	for _, q := range r.setup.Candidates {
		if fold(q.Text) == key {
			return
		}
	}
	r.setup.Candidates = append(r.setup.Candidates, room.SetupQuestion{Kind: kind, Text: text, Line: line})
}

// claims says whether a sentence can stand alone as a statement to agree or
// disagree with: about the matter, not about the session.
func claims(s string) bool {
	n := words(s)
	return n >= 5 && n <= 45 && len(s) <= 400 && strings.HasSuffix(strings.TrimRight(s, `"”’) `), ".") &&
		opensSentence(s) && !reSession.MatchString(s) && !reWe.MatchString(s) && !reDangling.MatchString(s) && !reMinutes.MatchString(s)
}

func (r *reading) claim(s string, line int) {
	key := fold(s)
	if len(r.setup.Claims) < maxOffers && !slices.ContainsFunc(r.setup.Claims, func(c room.Sourced) bool { return fold(c.Value) == key }) {
		r.setup.Claims = append(r.setup.Claims, room.Sourced{Value: s, Line: line})
	}
}
