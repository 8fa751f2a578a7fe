package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	keyTakeaway = "Grit before eight, a lantern at every stair."
	nextSteps   = "The office asks who owns the grit."
)

// complaint is about a text that was hidden: the desk's file proves which it was, and
// what was done about it.
func (p *story) complaint() {
	p.t.Helper()
	d := p.desk
	d.press("", in{".tabs button", "Statements"})
	row := in{"#statements li", "[hidden: advertising or flooding]"}
	d.see("Evidence of this text, as a file", row)
	link := d.finds(fmt.Sprintf(`part(%s)?.querySelector("a[download]")?.href ?? ""`, d.place(row)))
	file := filepath.Join(p.t.TempDir(), "complaint.json")
	fatal(p.t, os.WriteFile(file, []byte((&stage{t: p.t, desk: d}).fetch(link)), 0o600))
	says(p.t, command(p.t, 0, "verify", file), fmt.Sprintf("written by guest %d ", trollGuest), fmt.Sprintf("%q", uncouth), "statement.publish", "statement.hide", "Everything holds")
	for _, other := range []string{rude, sale, slippery} {
		if strings.Contains(readFile(p.t, file), other) {
			p.t.Errorf("the evidence about one text holds %q", other)
		}
	}
}

// report is there at one key and says what happened and what did not.
func (p *story) report() {
	p.t.Helper()
	d := p.desk
	d.see("Read the report", in{css: ".step"})
	turns := p.api.desk().Floor.Last
	d.press("Read the report", in{css: ".step"})
	d.see(gritted, in{css: "article.outcome"})
	d.reports(slippery, "12 2 1", "8 2 0", "9 5 0")
	d.reports(gritted, "12 2 1", "8 2 0", "9 5 0")
	for _, said := range []string{
		"Drafted and not put to the room: " + unputted,
		"Question 5 was not reached",
		fmt.Sprintf("%d texts were not published: advertising or flooding.", trollTexts),
		"1 voice was muted: advertising or flooding.",
		"2 texts were hidden: advertising or flooding.",
		"1 voice was taken to be the same person as another.",
		"Every turn was the one that the published rule named.",
	} {
		d.see(said)
	}
	if n := must[int](d, `document.querySelectorAll("#turns tbody tr").length`); n != turns {
		p.t.Errorf("the report has %d turns of %d", n, turns)
	}
	for _, never := range []string{rude, sale, uncouth} {
		d.unseen(never)
	}
	q := &stage{t: p.t, desk: d}
	kinds := map[string]int{}
	for r := range q.records(q.fetch(must[string](d, "location.pathname.replace(/report$/, 'export')"))) {
		kind, _, _ := strings.Cut(r, " ")
		kinds[kind]++
	}
	if kinds["turn.call/1"] != p.calls() || kinds["door.close/1"] != 1 || kinds["helper.join/1"] != 1 {
		p.t.Errorf("the export holds %v", kinds)
	}
}

// finished has the rapporteur write what the report lacks.
func (p *story) finished() {
	p.t.Helper()
	d := p.desk
	d.to("/r/" + string(p.api.Room()) + "/rapporteur")
	d.see("You can still finish notes and the form")
	for field, words := range map[string]string{"Key takeaways": keyTakeaway, "Call to action": nextSteps} {
		d.fill(field, words)
		d.press("Save", in{".form-field", field})
		d.see("Saved. This text is in the report.", in{".form-field", field})
	}
	p.online.press("Read the report")
	p.online.see(keyTakeaway)
	p.online.see(nextSteps)
}

// deleted lets the promised days pass: every page that is open says so by itself, and
// so do the addresses of room and report.
func (p *story) deleted() {
	p.t.Helper()
	d, id := p.desk, p.api.Room()
	days := time.Duration(p.api.desk().Info.Retention) * 24 * time.Hour
	follow := []*tab{d, p.remote, p.console, p.hub, p.room}
	for _, b := range append(follow, p.screen, p.online) {
		b.excuse("status of 410")
	}
	p.clock.ahead(days + time.Hour)
	for _, b := range follow {
		b.see("This room was deleted, as its notice promised.", in{css: "p.live"})
	}
	p.site.spared = p.site.keys // the same pages once are enough
	d.audit("gone")
	p.remote.audit("gone")
	for _, page := range []string{"", "/report"} {
		d.to("/r/" + string(id) + page)
		d.see("This room was deleted on " + p.site.node.deletedOn(id) + ", as its notice promised. Whoever saved the report has it still.")
	}
	d.audit("deleted")
}
