package room

import "maps"

// MakeReport tells the desk that a published text goes against a rule. Nothing
// is hidden by it.
type MakeReport struct {
	Item ItemID `json:"item"` // a statement, a question or a reason
	Rule string `json:"rule"`
}

// ReportRef names what was reported.
type ReportRef struct {
	Item ItemID `json:"item"`
}

// Report is what one voice reported of a text.
type Report struct {
	Rule  string
	At    Seconds
	round int // the dismissal that it was dismissed in, 0 none
}

// Reported is what was reported of one text, each voice once.
type Reported struct {
	By     map[PersonID]*Report
	rounds int // dismissals that stand
}

// The states of a report, as its maker is told.
const (
	ReportWaits     = "waits"
	ReportHidden    = "hidden"    // the text is shown no more
	ReportDismissed = "dismissed" // the moderators let it stand
)

func reportCommands() []command {
	return []command{
		define("report.make/1", decideReport, applyReport),
		define("report.dismiss/1", decideDismiss, applyDismiss),
		define("report.restore/1", decideReportBack, applyReportBack),
	}
}

// Waits counts by rule what waits for the desk, and says since when; nobody is
// named.
func (r *Reported) Waits() (byRule map[string]int, since Seconds) {
	byRule = map[string]int{}
	for _, x := range r.By {
		if x.round != 0 {
			continue
		}
		if len(byRule) == 0 || x.At < since {
			since = x.At
		}
		byRule[x.Rule]++
	}
	return byRule, since
}

// ReportsOf is what a voice reported, by text.
func (s *State) ReportsOf(id PersonID) map[ItemID]Report {
	out := map[ItemID]Report{}
	for item, r := range s.Reports {
		if x := r.By[id]; x != nil {
			out[item] = *x
		}
	}
	return out
}

// ReportState is what became of a report of the text.
func (s *State) ReportState(item ItemID, r Report) string {
	switch {
	case !s.statement(item).Public():
		return ReportHidden
	case r.round != 0:
		return ReportDismissed
	}
	return ReportWaits
}

func decideReport(s *State, c *ctx, p *MakeReport) (None, error) {
	who, err := s.voice(c)
	x := s.Statements[p.Item]
	switch {
	case err != nil:
		return None{}, err
	case s.Session.Phase == Closed:
		return None{}, refuse(CodeClosed, "session")
	case x == nil || !x.Public():
		return None{}, refuse(CodeNoSuch, "item")
	case x.Author != "" && s.whoID(x.Author) == s.whoID(who.ID):
		return None{}, refuse(CodeNotAllowed, "item")
	}
	if r := s.Reports[p.Item]; r != nil {
		for id := range r.By {
			if s.whoID(id) == s.whoID(who.ID) {
				return None{}, refuse(CodeAlready, "item")
			}
		}
	}
	return None{}, s.checkRule(p.Rule, "asked")
}

func applyReport(s *State, m *meta, p *MakeReport, _ *None) {
	r := s.Reports[p.Item]
	if r == nil {
		r = &Reported{By: map[PersonID]*Report{}}
		s.Reports[p.Item] = r
	}
	r.By[PersonID(m.By.ID)] = &Report{Rule: p.Rule, At: m.At}
}

func decideDismiss(s *State, _ *ctx, p *ReportRef) (None, error) {
	r := s.Reports[p.Item]
	if r == nil {
		return None{}, refuse(CodeNoSuch, "item")
	}
	if waits, _ := r.Waits(); len(waits) == 0 {
		return None{}, refuse(CodeAlready, "item")
	}
	return None{}, nil
}

func applyDismiss(s *State, _ *meta, p *ReportRef, _ *None) {
	r := s.reported(p.Item)
	r.rounds++
	for _, x := range r.By {
		if x.round == 0 {
			x.round = r.rounds
		}
	}
	s.tellReporters(p.Item)
}

// decideReportBack lets what was dismissed last wait again.
func decideReportBack(s *State, _ *ctx, p *ReportRef) (None, error) {
	switch r := s.Reports[p.Item]; {
	case r == nil:
		return None{}, refuse(CodeNoSuch, "item")
	case r.rounds == 0:
		return None{}, refuse(CodeAlready, "item")
	}
	return None{}, nil
}

func applyReportBack(s *State, _ *meta, p *ReportRef, _ *None) {
	r := s.reported(p.Item)
	if r.rounds == 0 {
		return
	}
	for _, x := range r.By {
		if x.round == r.rounds {
			x.round = 0
		}
	}
	r.rounds--
	s.tellReporters(p.Item)
}

// reported is what Apply changes.
func (s *State) reported(item ItemID) *Reported {
	if r := s.Reports[item]; r != nil {
		return r
	}
	return &Reported{}
}

// tellReporters has the pages ask again of those who reported the text.
func (s *State) tellReporters(item ItemID) {
	r := s.Reports[item]
	if r == nil {
		return
	}
	s.tellAll(func(who *Person) bool { return r.By[who.ID] != nil })
}

// forgetReports takes back what a voice reported.
func (s *State) forgetReports(id PersonID) {
	for item, r := range s.Reports {
		if delete(r.By, id); len(r.By) == 0 {
			delete(s.Reports, item)
		}
	}
}

// OpenReports are the published texts of which reports wait for the desk.
func (s *State) OpenReports() map[ItemID]*Reported {
	out := maps.Clone(s.Reports)
	maps.DeleteFunc(out, func(item ItemID, r *Reported) bool {
		waits, _ := r.Waits()
		return len(waits) == 0 || !s.statement(item).Public()
	})
	return out
}

var (
	backDismiss = from(func(_ *State, p *ReportRef, _ *None) Inverse { return inverse("report.restore/1", p) })

	backReportBack = from(func(_ *State, p *ReportRef, _ *None) Inverse { return inverse("report.dismiss/1", p) })
)
