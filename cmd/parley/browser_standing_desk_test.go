package main

import (
	"strings"

	"parley/internal/room"
)

const agreedTickets = "We want tickets in every language of the line."

// atDesk reads at the desk where the room stands, drafts an outcome from what is
// selected, and reveals the map, each by one key.
func (c *camps) atDesk() {
	c.Helper()
	b := c.deskTab(c.T, "desk-standing", 1440, 900)
	b.to(c.made.Link(room.Moderator))
	b.press("Standing")
	b.see("Common ground that no outcome cites yet. Draft one:")
	b.see("Groups differ. Ask somebody of each view for the best reason:")
	b.unfold("#standing-unsure summary")
	b.see(tunnel, in{css: "#standing-unsure"})
	b.audit("standing")
	b.unfold("#standing .rows .pick")
	b.key("i")
	b.fill("The sentence that will be read aloud", agreedTickets, in{css: "dialog.ask"})
	b.press("Save", in{css: "dialog.ask"})
	b.see(noNames, in{"#standing li", "Common ground that no outcome cites yet. Draft one:"})
	b.press("Circle")
	b.unseen("On the screen now:")
	for _, step := range []string{"On the screen now: the map, veiled.", "On the screen now: the map, with what all hold.", "On the screen now: the map, with group A."} {
		b.key("m")
		b.see(step)
	}
	b.press("Map and table")
	b.at360("standing")
	b.at(1440, 900, "standing-map")
}

// atRecord reads beside statements how they stand, at the rapporteur's page.
func (c *camps) atRecord() {
	c.Helper()
	b := c.deskTab(c.T, "rapporteur-standing", 1440, 900)
	b.to(c.made.Link(room.Moderator))
	b.to("/r/" + string(c.made.Room) + "/rapporteur")
	b.see("Many cannot say", in{"#record li", tunnel})
	b.unfold("#outcomes li summary")
	b.see("Common ground: agreed", in{"#outcomes li", agreedTickets})
}

// inReport reads in the report what the last picture says.
func (c *camps) inReport() {
	c.Helper()
	c.desk.do("session.close", room.None{})
	b := c.deskTab(c.T, "report-standing", 1440, 900)
	b.to("/r/" + string(c.made.Room) + "/report")
	b.see("Agreed by all groups")
	b.see(ticketTalk, in{"#standing table", "Group A"})
	b.see("Where groups differ")
	b.see("How to read this map")
	b.audit("picture")
	b.at360("picture")
	table, err := c.desk.Page(c.Context(), "/report/standing.csv")
	if err != nil || strings.Count(string(table), ",open-between,") < campLines {
		c.Errorf("the table of standings is\n%s (%v)", table, err)
	}
}
