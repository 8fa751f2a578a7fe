package main

import (
	"encoding/csv"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/go-json-experiment/json/jsontext"

	"parley/internal/audit"
	"parley/internal/bundle"
	"parley/internal/report"
	"parley/internal/room"
)

// investigate has the rapporteur draft an outcome from the record, with what is
// missing, and the desk put it to the room.
func (p *stage) investigate() {
	p.t.Helper()
	d, b := p.desk, p.rapporteur
	said := in{"#record li", lostChild}
	b.press("Cite", said)
	b.fill("The sentence that will be read aloud", dayOrder)
	b.fill("The call it blocks", "Whether covers stay closed at night.")
	b.fill("The missing fact", howMany)
	b.fill("Who could find it", "The station.")
	b.press("Save", in{css: ".editor"})
	b.press("It was read out", in{"#outcomes li", dayOrder})
	b.press("Note", said)
	b.fill("Note", ownNote, in{css: "#notes"})
	b.press("Keep the note")
	b.see(ownNote, in{css: "#notes li"})
	field := in{".form-field", "Summary"}
	b.fill("Summary", inShort, field)
	b.press("Save", field)
	b.see("Saved. This text is in the report.", field)
	b.audit("record")

	row := in{"#outcomes li", dayOrder}
	d.press("Put to the room", row)
	p.count(row.css, row.text, "2", "1", "6")
	d.press("Settle", row)
	d.press("Settle", in{css: "dialog.ask"})
	d.see("Needs investigation", row)
	b.see("Needs investigation", in{"#outcomes li", dayOrder})
}

// report closes the session and reads what came of it.
func (p *stage) report() {
	p.t.Helper()
	d := p.desk
	d.press("Close the session")
	d.see("This is final")
	d.press("Close the session")
	for _, b := range []*tab{p.room, p.online, p.speaker, p.rapporteur} {
		b.see("The session is closed")
	}
	p.screen.see("The session is closed.")
	p.room.audit("closed")
	d.audit("closed")
	p.screen.audit("closed")
	p.room.press("Read the report")
	for _, want := range []string{
		"Common ground", agreed, "9 who answered", "Open point", opposed,
		"The station closes before the last train.", written, caught, "must leave",
		"Needs investigation", dayOrder, howMany, inShort,
		"The title question, before and after", "The title question, after",
		"Risks and opportunities", copied, "Street doors", sleep, "Mechanisms and compromises", cover,
		"Acceptable? Yes: common ground, and every reason against it was answered", oneIsIll, thirdOne,
		"Practices, where they fall short, and what to do", keyBook, oldBook, readAloud,
		"Where one requires the other", lostChild, "What should be private", addresses,
		"Written questions", whoOpens, holidays, onDuty, whoLost, howLong, "Moderation", gossip,
	} {
		p.room.see(want)
	}
	for _, kept := range []string{forSale, "Nothing is sold here.", ownNote} {
		p.room.unseen(kept)
	}
	p.room.audit("report")
	d.press("Report")
	d.see(agreed)
	d.audit("report")
	p.walkReport()
}

// walkReport follows the links of every sentence to a record of the report's
// list, finds each of those in the exported room, which must verify, and opens
// the tables.
func (p *stage) walkReport() {
	p.t.Helper()
	d := p.desk
	if bare := must[[]string](d, "unfounded()"); len(bare) > 0 {
		p.t.Errorf("sentences or links lead to no record:\n  %s", strings.Join(bare, "\n  "))
	}
	if n := must[int](d, "sentences().length"); n < 60 {
		p.t.Errorf("the report of all that has %d sentences", n)
	}
	file := must[string](d, "location.pathname.replace(/report$/, 'export')")
	exported := p.records(p.fetch(file))
	rests := must[[]string](d, "founding()")
	for _, r := range rests {
		if !exported[r] {
			p.t.Errorf("the report rests on %s, which is not in the export", r)
		}
	}
	if len(rests) < 50 {
		p.t.Errorf("the report of all that rests on %d records", len(rests))
	}
	tables := must[[]string](d, `[...document.querySelectorAll(".files a[href*='.csv']")].map((a) => a.href)`)
	if len(tables) != len(report.Tables) {
		p.t.Errorf("the report leads to %d tables of %d", len(tables), len(report.Tables))
	}
	for _, at := range tables {
		rows, err := csv.NewReader(strings.NewReader(p.fetch(at))).ReadAll()
		if err != nil || len(rows) < 2 {
			p.t.Errorf("%s has %d rows: %v", at, len(rows), err)
		}
	}
}

// records are the type and the id of every record of an exported room.
func (p *stage) records(file string) map[string]bool {
	p.t.Helper()
	b, err := bundle.Read(strings.NewReader(file))
	if err != nil {
		p.t.Fatal(err)
	}
	if r := audit.Verify(b); !r.OK() {
		p.t.Errorf("the export does not verify: %v", r.Findings)
	}
	all := map[string]bool{}
	for _, c := range b.Commits {
		for _, x := range c.Records {
			r, err := room.ParseRecord(jsontext.Value(x.Record))
			if err != nil {
				p.t.Fatal(err)
			}
			all[r.Type+" "+string(r.Cmd)] = true
		}
	}
	return all
}

// fetch is what the desk's browser gets from an address.
func (p *stage) fetch(address string) string {
	p.t.Helper()
	js := fmt.Sprintf(`fetch(%s).then((r) => r.ok ? r.text() : Promise.reject(new Error(r.url + ": " + r.status)))`, quoted(address))
	text, err := chromedp.Run(p.desk.ctx, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
	if err != nil {
		p.t.Fatal(err)
	}
	return text
}

// leave has the phone in the room take along what it wrote: the report is
// without it from then on.
func (p *stage) leave() {
	p.t.Helper()
	r, d := p.room, p.desk
	r.to(must[string](r, "location.pathname.replace(/.report$/, '')"))
	r.press("Me", in{css: "nav"})
	r.press("Leave and withdraw")
	r.press("Leave this room…")
	r.press("Yes, leave now")
	r.see("You have left this room")
	d.to(must[string](d, "location.pathname"))
	d.see("Merged into another question, which was answered.", in{".statements li", holidays})
	p.online.press("Ask", in{css: "nav"})
	p.online.see("Merged with another question, which was answered.", in{".own li", holidays})
	for _, words := range []string{gossip, oneIsIll, whoOpens, howLong} {
		d.unseen(words)
	}
	p.walkReport()
}
