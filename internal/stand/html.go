package stand

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/report"
	"parley/internal/room"
	"parley/internal/words"
)

//go:embed page.html
var page string

//go:embed page.css
var css string

var pageTemplate = template.Must(template.New("stand").Funcs((&Model{}).funcs()).Parse(page + report.TopTemplate))

// A page lists so many statements under a heading and in its table; the rest
// stand in the JSON.
const (
	mostListed = 100
	mostRows   = 500
)

// JSON writes the model, indented, with a newline at its end.
func JSON(w io.Writer, m *Model) error {
	if err := json.MarshalWrite(w, m, json.Deterministic(true), jsontext.WithIndent("  ")); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// fact is a line of what there is to know at first.
type fact struct {
	Label string
	Value any
}

// list is the statements under a heading, and how many more there are.
type list struct {
	Name string
	Of   []Statement
	Rest int
}

// N is how many there are.
func (l list) N() int { return len(l.Of) + l.Rest }

// HTML writes the report as a page that needs no script and nothing beside it.
func HTML(w io.Writer, m *Model) error {
	t, err := pageTemplate.Clone()
	if err != nil {
		return err
	}
	view := struct {
		*Model
		Top         report.Top
		Facts       []fact
		Lists       []list
		Rows        []Statement
		RowsRest    int
		Picture     template.HTML
		LeastForMap int
		Least       int
		How         []string
	}{Model: m, Facts: m.facts(), Lists: m.lists(), LeastForMap: leastForMap, Least: room.LeastForGroups, How: m.how(),
		Top: report.Top{Lang: m.Language, Dir: m.t.Dir, Title: m.t.T("stand.title", words.Args{"title": m.Title}), Style: template.CSS(report.CSS + css + style)}}
	view.Rows, view.RowsRest = cut(m.Statements, mostRows)
	if m.Map != nil {
		view.Picture = template.HTML(m.svg())
	}
	return t.Funcs(m.funcs()).Execute(w, view)
}

func cut(of []Statement, most int) (shown []Statement, rest int) {
	n := min(len(of), most)
	return of[:n], len(of) - n
}

func (m *Model) funcs() template.FuncMap {
	return template.FuncMap{
		"t":        func(key string, a ...words.Args) string { return m.t.T(key, a...) },
		"args":     words.Pairs,
		"mark":     func(group int) template.HTML { return template.HTML(mark(group)) },
		"letter":   letter,
		"percent":  m.percent,
		"part":     func(n int, of Counts) string { return m.percent(float64(n) / float64(max(1, of.N()))) },
		"note":     m.note,
		"text":     m.text,
		"hold":     m.hold,
		"standing": m.standing,
		"isolated": isolated,
		"asked":    func(of Counts) bool { return m.Declared.asked(of) },
		"declared": func(g int) string { return m.Declared.name(g, m.t) },
	}
}

// Say is a note in words, without its file.
func (n Note) Say(t *words.Words) string {
	return t.T("stand.note."+n.Code, words.Args{"n": n.N, "line": n.Line, "option": "-agree -1"})
}

func (m *Model) note(n Note) string {
	if n.File == "" {
		return n.Say(m.t)
	}
	return m.t.T("stand.note.of", words.Args{"file": isolated(n.File), "note": n.Say(m.t)})
}

func (m *Model) percent(x float64) string {
	return strings.ReplaceAll(m.t.T("stand.percent", words.Args{"n": math.Round(100 * x)}), " ", "\u00a0")
}

// points is a difference of shares in percentage points.
func points(x float64) int { return int(math.Round(100 * x)) }

// text is a statement's text, or its id where the texts were not given.
func (m *Model) text(id string) string {
	i := slices.IndexFunc(m.Statements, func(s Statement) bool { return s.ID == id })
	if i >= 0 && m.Statements[i].Text != "" {
		return m.Statements[i].Text
	}
	return m.t.T("stand.statement", words.Args{"id": id})
}

func (m *Model) facts() []fact {
	var out []fact
	switch len(m.Files) {
	case 0, 1:
		out = append(out, fact{m.t.T("stand.fact.file"), m.Table.File})
	default:
		out = append(out, fact{m.t.T("stand.fact.files"), len(m.Files)})
	}
	if len(m.Files) == 1 {
		out = append(out, fact{m.t.T("stand.fact.day"), m.Files[0].Day})
	}
	out = append(out, []fact{
		{m.t.T("stand.fact.method"), m.t.T("stand.method." + string(m.Method))},
		{m.t.T("stand.fact.people"), m.Table.Participants},
		{m.t.T("stand.fact.statements"), m.Table.Statements},
		{m.t.T("stand.fact.votes"), m.Table.Votes},
	}...)
	if m.Table.Hidden > 0 {
		out = append(out, fact{m.t.T("stand.fact.hidden"), m.Table.Hidden})
	}
	if len(m.Files) == 1 && m.Files[0].LeftOut > 0 {
		out = append(out, fact{m.t.T("stand.fact.left_out"), m.Files[0].LeftOut})
	}
	switch {
	case m.Silent:
		out = append(out, fact{m.t.T("stand.fact.groups"), m.t.T("stand.fact.silent")})
	case len(m.Groups) == 0:
		out = append(out, fact{m.t.T("stand.fact.groups"), m.t.T("stand.fact.no_groups")})
	default:
		out = append(out, fact{m.t.T("stand.fact.groups"), len(m.Groups)})
	}
	if m.Declared != nil && !m.Declared.ByFile {
		out = append(out, fact{m.t.T("stand.fact.declared"), len(m.Declared.Groups)})
	}
	return out
}

func (m *Model) hold(h Hold) string {
	key := "stand.hold.agrees"
	if h.Disagrees {
		key = "stand.hold.disagrees"
	}
	said := m.t.T(key, words.Args{"own": m.percent(h.Own), "others": m.percent(h.Others)})
	if h.High > h.Low {
		said += m.t.T("word.semicolon") + m.t.T("stand.hold.interval", words.Args{"low": points(h.Low), "high": points(h.High)})
	}
	return said
}

// lists are the statements as the method sorts them.
func (m *Model) lists() []list {
	if m.Polis == nil {
		return m.classes()
	}
	return []list{
		{Name: "across", Of: m.named(m.Polis.Consensus)},
		{Name: "agreed", Of: m.named(m.Polis.Agreed)},
		{Name: "disagreed", Of: m.named(m.Polis.Disagreed)},
	}
}

func (m *Model) named(ids []string) (out []Statement) {
	for _, id := range ids {
		if i := slices.IndexFunc(m.Statements, func(s Statement) bool { return s.ID == id }); i >= 0 {
			out = append(out, m.Statements[i])
		}
	}
	return out
}

// standing is what a list says under a statement.
func (m *Model) standing(s Statement) (out []string) {
	share := func(who string, c Counts) {
		out = append(out, m.t.T("stand.share", words.Args{"who": who,
			"agree": m.percent(float64(c.Agree) / float64(max(1, c.N()))), "disagree": m.percent(float64(c.Disagree) / float64(max(1, c.N())))}))
	}
	switch {
	case s.Confirmed:
		out = append(out, m.t.T("stand.confirmed"))
	case s.Class == CommonGround || s.Class == CommonGroundAgainst:
		out = append(out, m.t.T("stand.provisional"))
	case s.More > 0:
		out = append(out, m.t.T("stand.more", words.Args{"n": s.More}))
	}
	if s.All == nil {
		out = append(out, m.t.T("stand.few"))
	} else {
		share(m.t.T("stand.everybody"), *s.All)
	}
	for g, c := range s.Groups {
		share(m.t.T("stand.group", words.Args{"letter": letter(g)}), c)
	}
	for g, c := range s.Declared {
		if m.Declared.asked(c) {
			share(isolated(m.Declared.name(g, m.t)), c)
		}
	}
	switch len(s.In) {
	case 0, len(m.Files):
	case 1:
		out = append(out, m.t.T("stand.in.only", words.Args{"file": isolated(m.Files[s.In[0]-1].Name)}))
	default:
		out = append(out, m.t.T("stand.in", words.Args{"n": len(s.In), "all": len(m.Files)}))
	}
	return out
}

// isolated keeps the direction of somebody's word from what stands around it.
func isolated(s string) string { return "\u2068" + s + "\u2069" }

// how says how it was found.
func (m *Model) how() (out []string) {
	if m.Polis != nil {
		out = append(out, m.t.T("stand.how.polis"))
		for _, k := range slices.Sorted(maps.Keys(m.Polis.Silhouette)) {
			out = append(out, m.t.T("stand.silhouette", words.Args{"k": k, "value": fmt.Sprintf("%.3f", m.Polis.Silhouette[k])}))
		}
		return out
	}
	for _, part := range []string{"positions", "groups", "classes", "limits"} {
		out = append(out, m.t.T("stand.how.parley."+part))
	}
	if len(m.Files) > 1 {
		out = append(out, m.t.T("stand.how.series"))
	}
	if m.OfRooms() {
		out = append(out, m.t.T("stand.how.rooms"))
	}
	if m.Evidence != nil {
		out = append(out, m.t.T("stand.stability", words.Args{"value": fmt.Sprintf("%.2f", m.Evidence.Stability)}),
			m.t.T("stand.gain", words.Args{"share": m.percent(m.Evidence.Gain)}))
	}
	return out
}
