package proposal

import (
	"regexp"
	"strings"
	"unicode"

	"parley/internal/room"
)

// field is where the text under a label goes.
type field int

const (
	fNone field = iota
	fTitle
	fTime
	fOrganizers
	fSpeakers
	fModerator
	fOnlineModerator
	fRapporteur
	fFormat
	fDuration
	fPolicy
	fPolicyMore
	fGoals
	fTargets
	fDescription
	fExpected
	fOnline
	fOther
	fReport // of a session that is over
)

// Names of sections whose label can be missing from the published text.
const (
	policyMoreLabel  = "Additional Policy Questions Information"
	descriptionLabel = "Description"
)

// label is one label of the forms. A prompt is a long heading of which only
// the beginning is given. Form is set where the label tells the form.
type label struct {
	text   string
	field  field
	form   string
	prompt bool
}

// labels holds every label that has been published, in folded form without
// its colon; and those of the Markdown form.
var labels = []label{
	{text: "title", field: fTitle},
	{text: "session title", field: fTitle},
	{text: "time", field: fTime},
	{text: "date and time", field: fTime},
	{text: "start", field: fTime},
	{text: "room", field: fOther},
	{text: "theme", field: fOther},
	{text: "subtheme", field: fOther},
	{text: "sub-theme", field: fOther},

	{text: "organizer", field: fOrganizers},
	{text: "organizers", field: fOrganizers},
	{text: "organizer(s)", field: fOrganizers},
	{text: "organiser", field: fOrganizers},
	{text: "organisers", field: fOrganizers},
	{text: "session organizers", field: fOrganizers},
	{text: "co-organizers", field: fOrganizers},
	{text: "speaker", field: fSpeakers},
	{text: "speakers", field: fSpeakers},
	{text: "speaker(s)", field: fSpeakers},
	{text: "panellists", field: fSpeakers},
	{text: "panelists", field: fSpeakers},
	{text: "discussants", field: fSpeakers},
	{text: "moderator", field: fModerator},
	{text: "moderators", field: fModerator},
	{text: "onsite moderator", field: fModerator},
	{text: "on-site moderator", field: fModerator},
	{text: "in-person moderator", field: fModerator},
	{text: "online moderator", field: fOnlineModerator},
	{text: "remote moderator", field: fOnlineModerator},
	{text: "rapporteur", field: fRapporteur},
	{text: "rapporteur(s)", field: fRapporteur},

	{text: "format", field: fFormat},
	{text: "session format", field: fFormat},
	{text: "duration", field: fDuration},
	{text: "duration (minutes)", field: fDuration},
	{text: "format description", field: fOther},

	{text: "policy question(s)", field: fPolicy},
	{text: "policy questions", field: fPolicy},
	{text: "policy question", field: fPolicy},
	{text: "additional policy questions information", field: fPolicyMore},
	{text: "connection with previous messages", field: fOther},
	{text: "sdgs", field: fGoals},
	{text: "sustainable development goals", field: fGoals},
	{text: "targets", field: fTargets},
	{text: "description", field: fDescription},
	{text: "session description", field: fDescription},
	{text: "expected outcomes", field: fExpected},
	{text: "expected outcome", field: fExpected},
	{text: "relevance to theme", field: fOther},
	{text: "relevance to internet governance", field: fOther},
	{text: "discussion facilitation", field: fOther},
	{text: "what will participants gain from attending this session?", field: fOther},
	{text: "hybrid format", field: fOnline},
	{text: "online participation", field: fOnline},
	{text: "remote participation", field: fOnline},
	{text: "proposed additional tools", field: fOnline},
	{text: "proposed additional tool(s)", field: fOnline},
	{text: "background paper", field: fOther},
	{text: "relevance of the issue", field: fOther},
	{text: "interventions", field: fOther},
	{text: "diversity", field: fOther},
	{text: "agenda", field: fOther},
	{text: "access", field: fOther},
	{text: "key takeaways", field: fReport},
	{text: "call to action", field: fReport},
	{text: "session report", field: fReport},
	{text: "tags", field: fOther},

	{text: "igf theme(s) for workshop", field: fOther, form: "IGF 2012"},
	{text: "main theme question address by workshop", field: fPolicy, form: "IGF 2012"},
	{text: "concise description of the proposed workshop", field: fDescription, form: "IGF 2012"},
	{text: "name of the organiser(s) of the workshop and their affiliation to various stakeholder groups", field: fOrganizers, form: "IGF 2012"},
	{text: "have you, or any of your co-organisers, organised an igf workshop before?", field: fOther, form: "IGF 2012"},
	{text: "please provide link(s) to workshop(s) or report(s)", field: fOther, form: "IGF 2012"},

	{text: "organization", field: fOther, form: "IGF 2008"},
	{text: "provide a concise formulation for the proposed workshop theme", field: fDescription, form: "IGF 2008", prompt: true},
	{text: "provide the names and affiliations of the panel", field: fSpeakers, prompt: true},
	{text: "provide the names and affiliations of the speakers", field: fSpeakers, prompt: true},
	{text: "provide the names and affiliations of the remote moderator", field: fOnlineModerator, prompt: true},
	{text: "provide the name of the remote moderator", field: fOnlineModerator, prompt: true},
	{text: "provide the name of the organi", field: fOrganizers, form: "IGF 2008", prompt: true},
	{text: "provide the names and affiliations of", field: fOther, prompt: true},
}

var labelOf = func() map[string]*label {
	m := map[string]*label{}
	for i := range labels {
		m[labels[i].text] = &labels[i]
	}
	return m
}()

// prompts are the labels of which only the beginning is given.
var prompts = func() (out []*label) {
	for i := range labels {
		if labels[i].prompt {
			out = append(out, &labels[i])
		}
	}
	return out
}()

// longestLabel bounds the search for a colon.
const longestLabel = 200

// matchLabel finds the label that a line is or begins with, and the value
// behind it. A label in running text begins with a capital and has a colon.
func matchLabel(text string) (lab *label, name, value string) {
	if len(text) <= longestLabel {
		if lab := labelOf[fold(text)]; lab != nil && capital(text) {
			return lab, strings.TrimRight(text, " :"), ""
		}
	}
	for at, r := range text {
		if at > longestLabel {
			break
		}
		end := at
		switch r {
		case ':':
		case '?': // part of the label
			end++
		default:
			continue
		}
		if lab := labelOf[fold(text[:end])]; lab != nil && capital(text) {
			return lab, strings.TrimSpace(text[:end]), strings.TrimLeft(text[end:], ": ")
		}
	}
	if !strings.HasPrefix(text, "Provide ") && !strings.HasPrefix(text, "PROVIDE ") {
		return nil, "", ""
	}
	folded := fold(text)
	for _, l := range prompts {
		if strings.HasPrefix(folded, l.text) {
			name, value, _ = strings.Cut(text, ":")
			return l, strings.TrimSpace(name), strings.TrimSpace(value)
		}
	}
	return nil, "", ""
}

func capital(s string) bool {
	for _, r := range s {
		return !unicode.IsLower(r)
	}
	return false
}

var reNumbered = regexp.MustCompile(`(?i)^(co-?organi[sz]er|organi[sz]er|speaker|panell?ist|discussant|moderator|rapporteur)\s*#?(\d{1,3})\s*(?::\s*(.*))?$`)

// numbered is "Speaker 2: …"; value is "" when it stands on the next line.
type numbered struct {
	role   room.Role
	number int
	value  string
}

func matchNumbered(text string) *numbered {
	m := reNumbered.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	var role room.Role
	switch strings.ToLower(m[1])[0] {
	case 'm':
		role = room.Moderator
	case 'r':
		role = room.Rapporteur
	case 'c', 'o':
		role = room.Organizer
	default:
		role = room.Speaker
	}
	return &numbered{role, atoi(m[2]), strings.TrimSpace(m[3])}
}

// roleOf is the role that a field names people for.
func roleOf(f field) (room.Role, bool) {
	switch f {
	case fOrganizers:
		return room.Organizer, true
	case fSpeakers:
		return room.Speaker, true
	case fModerator:
		return room.Moderator, true
	case fOnlineModerator:
		return room.OnlineModerator, true
	case fRapporteur:
		return room.Rapporteur, true
	}
	return "", false
}

func atoi(s string) int {
	n := 0
	for _, r := range s {
		if r < '0' || r > '9' || n > 1<<20 {
			return 0
		}
		n = n*10 + int(r-'0')
	}
	return n
}
