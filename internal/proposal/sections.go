package proposal

import (
	"regexp"
	"slices"
	"strings"

	"parley/internal/room"
)

var (
	reGoalNamed  = regexp.MustCompile(`(?i)^(?:-\s+)?(?:sdg|goal)\s*#?\d{1,2}\b`)
	reGoalTarget = regexp.MustCompile(`^(?:-\s+)?\d{1,2}\.[\da-d]{1,2}(?:[,;\s]+\d{1,2}\.[\da-d]{1,2})*\.?$`)
	reGoalTitle  = regexp.MustCompile(`(?i)^(?:-\s+)?(?:1[0-7]|[1-9])[.:]\s+(?:no poverty|zero hunger|good health|quality education|gender equality|clean water|affordable and clean|decent work|industry|reduced inequalit|sustainable cities|responsible (?:consumption|production)|climate action|life below|life on land|peace|partnerships)`)
	reGoalBare   = regexp.MustCompile(`^(?:-\s+)?\d{1,2}\.?(?:\s*[,;]\s*\d{1,2}\.?)*$`)
	reBodysOwn   = regexp.MustCompile(`(?i)^[\s\d,;.&)(]+$|^(?:questions?|nos?\.?)\s[\d,;.\s&and]+$`)
	reProcedure  = regexp.MustCompile(`(?i)\b(?:moderators?|panell?ists?|speakers?|the audience|q\s?&\s?as?|introduction by|attendees|rapporteur)\b`)
	reOnline     = regexp.MustCompile(`(?i)\b(?:on-?line|remote|virtual|on and off line)\s+(?:participa\w+|audience|attendees|moderators?|inputs?|speakers?|questions)\b|\bhybrid\b`)
)

// isGoal says whether a line names a goal or a target by number, wherever it
// stands.
func isGoal(s string) bool {
	return reGoalNamed.MatchString(s) && words(s) <= 14 || reGoalTarget.MatchString(s) || reGoalTitle.MatchString(s)
}

// sections gives the text under each label its place in the Setup.
func (r *reading) sections() {
	r.findDescription()
	for _, s := range r.secs {
		switch s.field {
		case fPolicy, fPolicyMore:
			r.policy(s)
		case fGoals, fTargets:
			r.goals(s)
		case fExpected:
			r.expected(s)
		case fOnline:
			for _, l := range s.text {
				r.setup.Online = append(r.setup.Online, room.Sourced{Value: l.text, Line: l.no})
			}
		default: // fOther, fDescription, fReport
			r.other(s.field, s.label, s.text)
		}
	}
	r.times()
}

// findDescription restores a description whose heading vanished: more than the
// usual blank lines after a text of the policy questions, goals or targets.
func (r *reading) findDescription() {
	if r.labelled[fDescription] > 0 {
		return
	}
	for i := len(r.secs) - 1; i >= 0; i-- {
		s := r.secs[i]
		if s.field != fPolicy && s.field != fPolicyMore && s.field != fGoals && s.field != fTargets {
			continue
		}
		at := slices.IndexFunc(s.text, func(l line) bool { return l.gap > r.usual && !isGoal(l.text) })
		if s.field == fGoals && at < 0 {
			at = slices.IndexFunc(s.text, func(l line) bool { return l.gap > 0 && !isGoal(l.text) && words(l.text) > 14 })
		}
		if at < 0 || at == 0 && s.field == fPolicy {
			continue
		}
		d := &section{field: fDescription, label: room.Sourced{Value: descriptionLabel}, text: s.text[at:]}
		s.text = s.text[:at]
		r.secs = slices.Insert(r.secs, i+1, d)
		r.setUses(d.text, fold(descriptionLabel))
		r.doubt("any/heading-vanished", SevNote, d.text[0].no, "The label Description is missing; the text from this line on was read as the description.", "Check where the description begins.", nil)
		return
	}
}

func (r *reading) setUses(text []line, use string) {
	for _, l := range text {
		r.lines[l.at].use = use
	}
}

// other keeps labelled text; text of one label in two places is one section.
func (r *reading) other(f field, label room.Sourced, text []line) {
	if len(text) == 0 {
		return
	}
	at, ok := r.others[fold(label.Value)]
	if !ok {
		at = len(r.setup.Other)
		r.others[fold(label.Value)] = at
		r.setup.Other = append(r.setup.Other, room.Section{Label: label})
	}
	for _, l := range text {
		r.setup.Other[at].Text = append(r.setup.Other[at].Text, room.Sourced{Value: l.text, Line: l.no})
	}
	if f != fReport {
		r.prose = append(r.prose, prose{f, text})
	}
}

// joinedLines is joined, with a note on what went on.
func (r *reading) joinedLines(text []line) []line {
	out := joined(text)
	kept := map[int]bool{}
	for _, l := range out {
		kept[l.at] = true
	}
	for _, l := range text {
		if !kept[l.at] {
			r.lines[l.at].use = useContinued
		}
	}
	return out
}

// policy takes the questions out of the policy section: its items, or the
// questions of its paragraphs; what explains them is kept beside.
func (r *reading) policy(s *section) {
	var more []line
	for _, l := range r.joinedLines(s.text) {
		switch {
		case isGoal(l.text):
			r.goal(l)
		case s.field == fPolicy && r.policyLine(l):
		case s.field == fPolicy && reBodysOwn.MatchString(l.text):
			r.doubt("any/policy-by-number", SevWarn, l.no, "The policy questions are given only as numbers of the host body's own list.", "Write the questions out.", nil)
			more = append(more, l)
		default:
			more = append(more, l)
		}
	}
	if s.field == fPolicy && !slices.ContainsFunc(r.setup.Questions, func(q room.SetupQuestion) bool { return q.Kind == room.PolicyQuestion }) {
		for _, l := range more {
			for _, x := range sentences(l.text) {
				if asks(x) {
					r.question(room.PolicyQuestion, unmark(x), l.no)
				}
			}
		}
	}
	label := s.label
	if s.field == fPolicy {
		label = room.Sourced{Value: policyMoreLabel}
	}
	r.other(fPolicyMore, label, more)
}

// policyLine reads a line that is nothing but policy questions.
func (r *reading) policyLine(l line) bool {
	all := items(l.text)
	if len(r.setup.Questions)+strings.Count(l.text, "?") > room.MaxQuestions {
		return false
	}
	for _, item := range all {
		marked := unmark(item)
		if !onlyAsks(marked) && !(reMarker.MatchString(item) && strings.Contains(item, "?")) {
			return false
		}
	}
	had := len(r.setup.Questions)
	for _, item := range all {
		q := unmark(item)
		if topical(q) || reMarker.MatchString(item) {
			r.question(room.PolicyQuestion, q, l.no)
			continue
		}
		for _, x := range sentences(q) {
			r.question(room.PolicyQuestion, x, l.no)
		}
	}
	if len(r.setup.Questions) == had {
		r.leave(&l, useRepeat)
	}
	return true
}

// question adds one unless it has no words, or they are there already.
func (r *reading) question(kind room.QuestionKind, text string, line int) {
	if !wordy(text) {
		return
	}
	key := fold(text)
	if len(r.setup.Questions) == room.MaxQuestions {
		r.candidate(room.AddedQuestion, text, line)
		return
	}
	for _, q := range r.setup.Questions {
		if fold(q.Text) == key {
			return
		}
	}
	r.setup.Questions = append(r.setup.Questions, room.SetupQuestion{Kind: kind, Text: text, Line: line})
}

// goals keeps what names a goal; prose about them stays a section.
func (r *reading) goals(s *section) {
	var rest []line
	for _, l := range s.text {
		if isGoal(l.text) || s.field == fGoals && reGoalBare.MatchString(l.text) {
			r.goal(l)
		} else {
			rest = append(rest, l)
		}
	}
	r.other(s.field, s.label, rest)
}

func (r *reading) goal(l line) {
	r.setup.Goals = append(r.setup.Goals, room.Sourced{Value: strings.TrimPrefix(l.text, "- "), Line: l.no})
	r.lines[l.at].use = "goal"
}

// expected keeps the outcomes; a later paragraph on who does what in the
// session is none and lost its label.
func (r *reading) expected(s *section) {
	for i, l := range r.joinedLines(s.text) {
		if i > 0 && l.gap > 0 && procedural(l.text) {
			r.toRest(l.at)
			continue
		}
		for _, item := range items(l.text) {
			parts := []string{unmark(item)}
			if item == parts[0] { // a paragraph: one outcome a sentence
				parts = sentences(item)
			}
			for _, x := range parts {
				r.setup.Expected = append(r.setup.Expected, room.Sourced{Value: x, Line: l.no})
			}
		}
	}
}

func procedural(s string) bool {
	return len(reProcedure.FindAllString(s, 2)) == 2
}
