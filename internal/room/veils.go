package room

import "slices"

// Veil hides words that stand beside statements and outcomes: of an objection
// and why it was taken back, of a reply, of a turn (the words read out, the
// reasons for calling and correcting it), or a person's name. What it names stays, and so do its
// figures.
type Veil struct {
	Named
	Texts []Text
	Sanction
}

// Named is whose words are meant: exactly one of the three.
type Named struct {
	Item   ItemID   `json:"item,omitzero"`   // an objection; a question or a reason, for its reply
	Turn   int      `json:"turn,omitzero"`   // N
	Person PersonID `json:"person,omitzero"` // the name
}

// HideText takes words off every page.
type HideText struct {
	Named
	Rule   string `json:"rule"`
	Reason Text   `json:"reason,omitzero" text:"280"`
}

// TextHidden are the texts that are hidden.
type TextHidden struct {
	Texts []Text `json:"texts"`
}

// RestoreText shows them again.
type RestoreText struct {
	Named
	Reason Text `json:"reason,omitzero" text:"280"`
}

func veilCommands() []command {
	return []command{
		define("text.hide/1", decideVeil, applyVeil),
		define("text.restore/1", decideUnveil, applyUnveil),
	}
}

// Veiled is why the text is hidden beside statements and outcomes; nil when it is
// not. Whoever shows texts asks here.
func (s *State) Veiled(t Text) *Sanction {
	for _, v := range s.Veils {
		if t != "" && slices.Contains(v.Texts, t) {
			return &v.Sanction
		}
	}
	return nil
}

// VeiledOf is the veil over what is named; nil when there is none.
func (s *State) VeiledOf(n Named) *Veil {
	for _, v := range s.Veils {
		if v.Named == n {
			return v
		}
	}
	return nil
}

// wordsOf are the texts of what is named; none when there is no such thing, or
// nobody else has seen it. A name is hidden before it is called too: so it never
// is on a page.
func (s *State) wordsOf(n Named) (out []Text, err error) {
	var all []Text
	switch {
	case n.Item != "" && n.Turn == 0 && n.Person == "":
		if b := s.objection(n.Item); b != nil && b.Heard {
			all = []Text{b.Text, b.Why}
		} else if x := s.Statements[n.Item]; x != nil && x.Reply != nil {
			all = []Text{x.Reply.Text}
		}
	case n.Turn != 0 && n.Item == "" && n.Person == "":
		if t := s.Turn(n.Turn); t != nil {
			all = []Text{t.Reason}
			if t.HandWas != nil {
				all = append(all, t.HandWas.Read)
			}
			if t.Corrected != nil {
				all = append(all, t.Corrected.Reason)
			}
		}
	case n.Person != "" && n.Item == "" && n.Turn == 0:
		if who := s.People[n.Person]; who != nil && (who.Called || who.Kind == ByPhone) {
			all = []Text{who.Name}
		}
	default:
		return nil, refuse(CodeMalformed, "item")
	}
	for _, t := range all {
		if t != "" && !s.gone[t] {
			out = append(out, t)
		}
	}
	if len(out) == 0 {
		return nil, refuse(CodeNoSuch, "item")
	}
	return out, nil
}

func decideVeil(s *State, _ *ctx, p *HideText) (TextHidden, error) {
	words, err := s.wordsOf(p.Named)
	if err != nil {
		return TextHidden{}, err
	}
	words = slices.DeleteFunc(words, func(t Text) bool { return s.Veiled(t) != nil })
	if len(words) == 0 {
		return TextHidden{}, refuse(CodeAlready, "item")
	}
	return TextHidden{words}, s.checkRule(p.Rule, p.Reason)
}

// applyVeil puts words that came later, such as another reply, under the veil
// that is there.
func applyVeil(s *State, m *meta, p *HideText, f *TextHidden) {
	v := s.VeiledOf(p.Named)
	if v == nil {
		v = &Veil{Named: p.Named}
		s.Veils = append(s.Veils, v)
	}
	v.Texts, v.Sanction = append(slices.Clone(v.Texts), f.Texts...), Sanction{m.At, p.Rule, p.Reason}
	s.tellOf(v)
}

func decideUnveil(s *State, _ *ctx, p *RestoreText) (None, error) {
	switch {
	case s.VeiledOf(p.Named) == nil:
		return None{}, refuse(CodeAlready, "item")
	case p.Reason == "":
		return None{}, refuse(CodeReason, "reason")
	}
	return None{}, nil
}

func applyUnveil(s *State, _ *meta, p *RestoreText, _ *None) {
	for i, v := range s.Veils {
		if v.Named == p.Named {
			s.Veils = slices.Delete(slices.Clone(s.Veils), i, i+1)
			s.tellOf(v)
			return
		}
	}
}

// VeilsOver are those over words that the voice wrote, with these alone: beside
// what was read out in a turn, the desk's words are hidden too.
func (s *State) VeilsOver(id PersonID) (out []Veil) {
	for _, v := range s.Veils {
		x := *v
		x.Texts = slices.DeleteFunc(slices.Clone(v.Texts), func(t Text) bool { return !slices.Contains(s.own[id], t) })
		if len(x.Texts) > 0 {
			out = append(out, x)
		}
	}
	return out
}

// tellOf tells those who wrote what a veil is over.
func (s *State) tellOf(v *Veil) {
	s.tellAll(func(who *Person) bool {
		return slices.ContainsFunc(v.Texts, func(t Text) bool { return slices.Contains(s.own[who.ID], t) })
	})
}
