package httpapi

import (
	"net/http"

	"parley/internal/room"
	"parley/internal/words"
)

// noticeTo is a room's notice for the browser of a request: one that came
// without encryption reads what that costs.
func (s *Server) noticeTo(r *http.Request, f room.NoticeFacts) []string {
	say := s.shell.words(r)
	out := notice(say, f)
	if !s.secure(r) {
		out = append(out, say.T("notice.plain"))
	}
	return out
}

// notice is the privacy notice of a room in sentences, made from its policy.
func notice(say *words.Words, f room.NoticeFacts) []string {
	var out []string
	add := func(key string, args ...words.Args) { out = append(out, say.T(key, args...)) }
	add("notice.open.number")
	if f.Linkable {
		add("notice.open.votes")
	}
	add("notice.class", words.Args{"n": f.Class})
	if f.Twice {
		add("notice.twice")
	}
	add("notice.speaking")
	if f.Held {
		add("notice.held")
	} else {
		add("notice.not_held")
	}
	rules := make([]string, len(f.Rules))
	for i, r := range f.Rules {
		rules[i] = say.T("rule." + r)
	}
	add("notice.moderators", words.Args{"rules": say.List(rules)})
	add("notice.leave")
	add("notice.deleted", words.Args{"n": f.Retention, "backup": f.BackupDays})
	return out
}
