package proposal

import (
	"slices"
	"strings"

	"parley/internal/room"
)

// walker is the place in the proposal at which the walk stands.
type walker struct {
	*reading
	cur     field
	sec     *section  // the section that text goes to; nil none
	role    room.Role // whom an unlabelled person would be, in the people's zone
	pending *person   // "Speaker 2" whose value is on the next line
	table   bool      // above the text or among people: names, format and notices
}

// walk gives every line a use, top to bottom.
func (r *reading) walk() {
	w := &walker{reading: r, table: true}
	r.noteLabels()
	for i := range r.lines {
		if r.lines[i].use == "" {
			w.line(i)
		}
	}
}

// noteLabels looks ahead: a role whose label comes later is nobody's guess.
func (r *reading) noteLabels() {
	for _, l := range r.lines {
		if l.lab == nil || l.use != "" {
			continue
		}
		if r.labelled[l.lab.field] == 0 {
			r.labelled[l.lab.field] = l.no
		}
		if r.form == "" {
			r.form = l.lab.form
		}
	}
	if r.setup.Year > 0 && !strings.HasSuffix(r.form, yearText(r.setup.Year)) {
		r.form = ""
	}
}

func (w *walker) line(i int) {
	l := &w.lines[i]
	if w.pending != nil {
		p := *w.pending
		w.pending = nil
		if !l.isLabel() {
			w.person(l, p.role, p.number, l.text)
			return
		}
	}
	if l.num != nil && (w.table || looksPerson(l.num.value)) {
		w.numbered(l)
		return
	}
	if l.lab != nil && w.label(l) {
		return
	}
	switch {
	case isFurniture(l.text), w.table && isNotice(l.text):
		w.furniture(i, useFurniture)
	case emptyItem(l.text):
		w.furniture(i, useForm)
	case w.table && w.cur != fTime && w.namesSomebody(l):
	case w.setup.Format.Line == 0 && w.cur != fDuration && looksFormat(l.text):
		w.format(l, l.text)
		w.cur = fNone
	case l.heading && w.source != "text" && i != w.head && w.sec != nil:
		w.begin(l, fOther, l.text)
	default:
		w.value(i)
	}
}

// numbered is "Speaker 2: …", or the label alone.
func (w *walker) numbered(l *line) {
	n := l.num
	w.cur, w.role, w.sec, w.table = fieldOf(n.role), n.role, nil, true
	if n.value == "" {
		w.pending = &person{role: n.role, number: n.number}
		l.use = useLabel
		return
	}
	w.person(l, n.role, n.number, n.value)
}

// label begins a field. False when the line only looks like a label: a
// moderator's task in the text is no moderator.
func (w *walker) label(l *line) bool {
	lab, name, value := l.lab, l.name, l.value
	role, people := roleOf(lab.field)
	if people && value != "" && !w.table && !looksPerson(value) {
		return false
	}
	w.cur = lab.field
	l.use = useLabel
	switch {
	case people:
		w.role, w.sec = role, nil
		w.table = true
		if value != "" {
			w.person(l, role, 0, value)
		}
	case lab.field == fTitle, lab.field == fTime, lab.field == fFormat, lab.field == fDuration:
		w.sec = nil
		if value != "" {
			w.short(l, value)
		}
	default:
		w.begin(l, lab.field, name)
		if value != "" {
			w.add(l, value)
		}
	}
	return true
}

// beforePeople are the sections that stand above the people.
var beforePeople = map[string]bool{"room": true, "theme": true, "subtheme": true, "sub-theme": true}

func (w *walker) begin(l *line, f field, name string) {
	l.use = useLabel
	w.cur = f
	w.table = w.table && beforePeople[fold(name)]
	w.sec = &section{field: f, label: room.Sourced{Value: strings.TrimRight(name, " :"), Line: l.no}}
	w.secs = append(w.secs, w.sec)
}

func (w *walker) add(l *line, value string) {
	t := *l
	if t.text = value; value != l.text {
		t.gap = 0 // the blank lines stood before its label
	}
	w.sec.text = append(w.sec.text, t)
	l.use = fold(w.sec.label.Value)
}

// namesSomebody reads a line in the part of the page that names people; false
// when it names nobody.
func (w *walker) namesSomebody(l *line) bool {
	role, labelled := roleOf(w.cur)
	switch {
	case looksFormat(l.text):
		return false
	case labelled && nobody(l.text):
		w.unnamed(l, role, l.text)
		return true
	case labelled && w.sec == nil && w.labelled[w.cur] > 0 && w.nobodyYet(role) && looksPersonLoose(l.text):
		if role != room.Organizer && role != room.Speaker && l.gap > w.usual && looksPerson(l.text) {
			w.byOrder(l, w.later(slices.Index(tableOrder, role), l.gap-w.usual))
			return true
		}
		w.person(l, role, 0, l.text)
		return true
	case !looksPerson(l.text):
		return false
	case labelled && w.labelled[w.cur] > 0 && (l.gap == 0 || role == room.Speaker || role == room.Organizer) && w.sec == nil:
		w.person(l, role, 0, l.text)
		return true
	case w.role != "" && !bulleted(l.text):
		w.byOrder(l, w.nextRole(l.gap))
		return true
	}
	return false
}

// byOrder names somebody for the role that the place of the line says.
func (w *walker) byOrder(l *line, role room.Role) {
	w.role, w.cur = role, fieldOf(role)
	w.person(l, role, 0, l.text)
	w.doubt("any/read-by-order", SevNote, l.no, "No line says whom this line names; by its place it is the "+roleName(role)+".", "Change the role if it is another.", Facts{"role": string(role)})
}

func (w *walker) nobodyYet(role room.Role) bool {
	return role == room.Speaker || role == room.Organizer || w.lastOf[role] <= w.labelled[w.cur]
}

// tableOrder is the order in which pages name the roles.
var tableOrder = []room.Role{room.Organizer, room.Speaker, room.Moderator, room.OnlineModerator, room.Rapporteur}

// nextRole says whom an unlabelled person is. Headings vanish but their blank
// lines stay: more than usual blank lines are as many headings.
func (w *walker) nextRole(gap int) room.Role {
	return w.later(max(1, slices.Index(tableOrder, w.role)), max(1, gap-w.usual))
}

// later is the role so many steps behind one, not past a role whose label is
// there.
func (w *walker) later(at, steps int) room.Role {
	for ; steps > 0 && at+1 < len(tableOrder) && w.labelled[fieldOf(tableOrder[at+1])] == 0; steps-- {
		at++
	}
	return tableOrder[at]
}

func fieldOf(r room.Role) field {
	for f := fOrganizers; f <= fRapporteur; f++ {
		if x, _ := roleOf(f); x == r {
			return f
		}
	}
	return fNone
}

// value gives a line to the field that the walk stands in.
func (w *walker) value(i int) {
	l := &w.lines[i]
	switch w.cur {
	case fTitle, fTime, fFormat, fDuration:
		if w.short(l, l.text) {
			return
		}
	}
	if w.sec != nil {
		w.add(l, l.text)
		return
	}
	w.toRest(i)
}

// short reads the fields of one line; false when the line does not fit.
func (w *walker) short(l *line, value string) bool {
	switch w.cur {
	case fTitle:
		if w.setup.Title.Value != "" {
			return false
		}
		w.setup.Title = room.Sourced{Value: value, Line: l.no}
		l.use = useTitle
	case fTime:
		if w.start != "" {
			return false
		}
		w.start, w.startAt = value, l.no
		w.secs = append(w.secs, &section{field: fOther, label: room.Sourced{Value: "Time", Line: w.labelled[fTime]}, text: []line{{no: l.no, text: value}}})
		l.use = "time"
	case fFormat:
		return w.format(l, value)
	case fDuration:
		return w.duration(l, value)
	}
	if w.cur != fFormat {
		w.cur = fNone
	}
	return true
}
