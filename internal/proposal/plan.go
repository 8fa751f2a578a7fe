package proposal

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"parley/internal/room"
)

// planOrder is the order of a plan; a plan always has all four parts.
var planOrder = []room.PartKind{room.Opening, room.Panel, room.Audience, room.Closing}

// usualMinutes is what the plan assumes when the text gives no duration.
const usualMinutes = 60

// Plan is the plan of a session that states no times of its own: opening 5
// minutes, panel until half-time, audience from half-time, closing 6 minutes.
// Below an hour opening and closing shrink with the session, the closing to no
// less than two minutes where that fits. Nil for less than a minute.
func Plan(minutes int) []room.PlanPart {
	if minutes < 1 {
		return nil
	}
	half := room.Seconds(minutes) * 30
	short := room.Seconds(min(minutes, 60))
	opening := short * 5
	closing := max(short*6, min(120, short*12))
	return fourParts(opening, half-opening, half-closing, closing)
}

func fourParts(opening, panel, audience, closing room.Seconds) []room.PlanPart {
	return []room.PlanPart{
		{Kind: room.Opening, Seconds: opening}, {Kind: room.Panel, Seconds: panel},
		{Kind: room.Audience, Seconds: audience}, {Kind: room.Closing, Seconds: closing},
	}
}

func planned(plan []room.PlanPart, kind room.PartKind) room.Seconds {
	for _, p := range plan {
		if p.Kind == kind {
			return p.Seconds
		}
	}
	return 0
}

// audienceFrom is when the audience's part begins.
func audienceFrom(plan []room.PlanPart) room.Seconds {
	return planned(plan, room.Opening) + planned(plan, room.Panel)
}

// partWords tell which part a stated time is for, tried in this order.
var partWords = []struct {
	kind room.PartKind
	re   *regexp.Regexp
}{
	{room.Closing, regexp.MustCompile(`(?i)\b(?:clos(?:e|ing)|wrap|conclu\w+|summ(?:ary|ing)|takeaways?|final remarks)`)},
	{room.Opening, regexp.MustCompile(`(?i)\b(?:introduc\w+|opening|welcome|scoping|framing|setting the scene|context)`)},
	{room.Audience, regexp.MustCompile(`(?i)\b(?:audience|q\s?&\s?as?|open (?:floor|discussion|mic\w*)|questions and answers|questions from|plenary|floor)\b`)},
	{room.Panel, regexp.MustCompile(`(?i)\b(?:panel\w*|speakers?|presentations?|interventions?|statements?|round ?table|remarks|debate|discussion|case stud\w+)\b`)},
}

var (
	rePerSpeaker = regexp.MustCompile(`(?i)\b(?:each|per) (?:speaker|panell?ist|of the speakers|of the panell?ists)?|\bevery (?:speaker|panell?ist)`)
	reClause     = regexp.MustCompile(`\s*[;•]\s*|,\s+(?:then |and |followed by )?`)
	reFrom       = regexp.MustCompile(`(?i)\b(?:after|from)\b[^.]{0,25}\bhalf[- ](?:of )?(?:the |our )?(?:time|session|hour|way)|\bsecond half\b|\bhalf-time\b`)
	reShare      = regexp.MustCompile(`(?i)\b(?:(half|a third|one third|two thirds)|(\d{1,2}) ?(?:%|percent|per cent))\s+of\s+(?:the |our )?(?:time|session|minutes|hour)`)
)

// statedTimes are the minutes that the text gives to parts.
type statedTimes struct {
	seconds map[room.PartKind]room.Seconds
	line    int
}

// promise is what the text promises the audience: a share of the session, some
// minutes, or only that it begins at half-time.
type promise struct {
	seconds  room.Seconds
	halfTime bool
	line     int
}

// plan makes the run of show: the text's own times if it states them, else the
// usual ones.
func (r *reading) plan() {
	f := &r.setup.Format
	if f.Minutes == 0 {
		f.Minutes = min(r.span, maxSession)
	} else if r.span > 0 && r.span != f.Minutes {
		r.doubt("any/minutes-differ", SevWarn, r.startAt, fmt.Sprintf("The published times are %d minutes apart, the format says %d.", r.span, f.Minutes), "Set the minutes; those of the format were taken.", Facts{"case": "apart", "n": strconv.Itoa(r.span), "first": strconv.Itoa(f.Minutes)})
	}
	r.readTimes()
	total := f.Minutes
	if total == 0 {
		total = min(maxSession, int(sum(r.stated.seconds)/60))
	}
	if total == 0 {
		total = usualMinutes
		r.doubt("any/no-duration", SevWarn, 0, fmt.Sprintf("The text gives no duration; the plan assumes %d minutes.", usualMinutes), "Set the minutes.", Facts{"n": strconv.Itoa(usualMinutes)})
	}
	r.setup.Plan = Plan(total)
	if len(r.stated.seconds) >= 2 {
		r.statedPlan(room.Seconds(total) * 60)
	} else if s, ok := r.stated.seconds[room.Audience]; ok {
		r.promised.seconds = max(r.promised.seconds, s)
		r.promised.line = r.stated.line
	}
	if r.promised.seconds > 0 && len(r.stated.seconds) < 2 {
		r.givePromised()
	}
}

func sum(m map[room.PartKind]room.Seconds) (n room.Seconds) {
	for _, s := range m {
		n += s
	}
	return n
}

// readTimes finds times and promises in all the text.
func (r *reading) readTimes() {
	r.stated.seconds = map[room.PartKind]room.Seconds{}
	for _, p := range r.allText() {
		for _, s := range sentences(p.Value) {
			r.readPromise(s, p.Line)
			for _, clause := range reClause.Split(s, -1) {
				r.readTime(clause, p.Line)
			}
		}
	}
}

// allText is everything the proposal says in sentences, in order.
func (r *reading) allText() []room.Sourced {
	var all []room.Sourced
	for _, s := range r.secs {
		for _, l := range s.text {
			all = append(all, room.Sourced{Value: l.text, Line: l.no})
		}
	}
	all = append(all, r.setup.Rest...)
	slices.SortStableFunc(all, func(a, b room.Sourced) int { return a.Line - b.Line })
	return slices.CompactFunc(all, func(a, b room.Sourced) bool { return a == b })
}

func (r *reading) readTime(clause string, line int) {
	if before, after, ok := strings.Cut(clause, ": "); ok && !reMinutes.MatchString(before) && reMinutes.MatchString(after) && partOf(after) != "" {
		clause = after // "Programme: panel 20 min"
	}
	m := reMinutes.FindStringSubmatch(clause)
	if m == nil || atoi(m[1]) == 0 {
		return
	}
	part := partOf(clause)
	if part == "" {
		return
	}
	n := room.Seconds(atoi(m[1])) * 60
	if part == room.Panel && rePerSpeaker.MatchString(clause) {
		n *= room.Seconds(max(1, r.count(room.Speaker)))
	}
	if r.stated.line == 0 {
		r.stated.line = line
	}
	r.stated.seconds[part] += n
}

// partOf is the part that a clause speaks of; "" none.
func partOf(clause string) room.PartKind {
	for _, w := range partWords {
		if w.re.MatchString(clause) {
			return w.kind
		}
	}
	return ""
}

var reAudience = partWords[2].re

func (r *reading) readPromise(s string, line int) {
	if r.promised.line > 0 || !reAudience.MatchString(s) {
		return
	}
	total := room.Seconds(r.setup.Format.Minutes) * 60
	if reFrom.MatchString(s) {
		r.promised = promise{halfTime: true, line: line}
		return
	}
	m := reShare.FindStringSubmatch(s)
	if m == nil {
		return
	}
	share := atoi(m[2])
	switch strings.ToLower(m[1]) {
	case "half":
		share = 50
	case "a third", "one third":
		share = 33
	case "two thirds":
		share = 67
	}
	r.promised = promise{seconds: total * room.Seconds(share) / 100, line: line}
}

// statedPlan takes the text's own times. What they leave of the session goes to
// the audience; a closing is cut from the audience's time if they have none.
func (r *reading) statedPlan(total room.Seconds) {
	t := r.stated.seconds
	all := sum(t)
	usual := r.setup.Plan
	switch {
	case all > total:
		r.doubt("any/times-too-long", SevWarn, r.stated.line, fmt.Sprintf("The text's own times add up to %s, more than the session's %s; they were shortened alike.", clock(all), clock(total)), "Correct the plan.", Facts{"time": minutes(all), "total": minutes(total)})
		for _, k := range planOrder {
			t[k] = t[k] * total / all
		}
		t[room.Panel] += total - sum(t)
	case all < total:
		if _, ok := t[room.Closing]; !ok {
			t[room.Closing] = min(total-all, planned(usual, room.Closing))
		}
		left := total - sum(t)
		t[room.Audience] += left
		r.doubt("any/times-too-short", SevNote, r.stated.line, fmt.Sprintf("The text's own times leave %s of the session; closing and audience have them in the plan.", clock(total-all)), "Correct the plan.", Facts{"time": minutes(total - all)})
	}
	if t[room.Closing] == 0 {
		from := room.Audience
		if t[from] < t[room.Panel] {
			from = room.Panel
		}
		cut := min(planned(usual, room.Closing), t[from]/2)
		t[room.Closing], t[from] = cut, t[from]-cut
		r.doubt("any/no-closing", SevWarn, r.stated.line, fmt.Sprintf("The text's own times have no closing, in which outcomes are confirmed; the plan takes %s for it from the %s.", clock(cut), from), "Correct the plan.", Facts{"time": minutes(cut), "part": string(from)})
	}
	r.setup.Plan = fourParts(t[room.Opening], t[room.Panel], t[room.Audience], t[room.Closing])
}

// givePromised lengthens the audience's part to what the text promises, at the
// panel's cost.
func (r *reading) givePromised() {
	plan := r.setup.Plan
	short := r.promised.seconds - planned(plan, room.Audience)
	if short <= 0 || short > planned(plan, room.Panel) {
		return
	}
	r.setup.Plan = fourParts(planned(plan, room.Opening), planned(plan, room.Panel)-short, planned(plan, room.Audience)+short, planned(plan, room.Closing))
}

// count is how many seats have a role.
func (r *reading) count(role room.Role) int {
	n := 0
	for _, s := range r.setup.Seats {
		if s.Has(role) {
			n++
		}
	}
	return n
}

// clock prints a length, "24 min" or "4:10 min".
func clock(s room.Seconds) string { return minutes(s) + " min" }

func minutes(s room.Seconds) string {
	if s%60 == 0 {
		return fmt.Sprint(s / 60)
	}
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}
