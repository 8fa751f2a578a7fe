package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"parley/internal/room"
	"parley/internal/view"
)

// panel is a list of participants as it is copied from a meeting tool's panel.
const panel = "Participants (7)\nAB\nAna B. (Host)\nMuted\nBo (Guest)\nBo\nمريم\n🌿 Cy 🌿\n"

const (
	ofWater = "Who pays for the water?"
	ofWells = "Who lights the wells?"
	ofTaps  = "Taps are to be open at night."
)

// testConsole enters hands, a question and a vote of people who never leave the
// meeting tool, by keys alone, and loses the network on the way.
func (s *site) testConsole(t *testing.T) {
	t.Parallel()
	made := s.open(t, room.SetupSeat{Roles: []room.Role{room.OnlineModerator}})
	desk := s.moderator(t, made)
	b := s.deskTab(t, "console", 1440, 900)
	b.excuse("ERR_INTERNET_DISCONNECTED", "ERR_NETWORK_CHANGED")
	b.to(made.Link(room.OnlineModerator))
	b.press("Console", in{css: "header"})
	b.see("This list stays in this browser")
	b.audit("empty")
	b.fill("Paste the meeting tool's list of participants, one a line", panel+seatName(made)+"\n")
	b.press("Take the list")
	b.see("6 people are on the list.")
	b.see("Reads like the name of a seat at the table.")

	s.raiseByKey(b, desk)
	s.readChat(b, desk)
	s.lookAlikes(b)
	b.leaveAndComeBack()
	b.audit("live")
	s.manyPeople(b)
	b.at(360, 740, "live")
	desk.hand(room.Onsite, "red scarf, left")
	b.see("Next: somebody in the room.", in{css: "#text-next"})

	desk.do("session.close", room.None{})
	b.see("The list of names, the lines of the chat and its answers were taken off this browser.")
	b.unseen("Ana B.")
	b.unseen(ofWells)
	b.keepsLists("")
	if text := must[string](b, `document.getElementById("text-close").innerText`); !strings.Contains(text, s.base+"/r/"+string(made.Room)+"/report") {
		t.Errorf("the closing text is %q", text)
	}
	b.audit("closed")

	// A list that a closed console left goes when the desk or the Remote is opened.
	for _, page := range []string{"desk", "remote"} {
		must[bool](b, fmt.Sprintf(`(() => {
			for (const [room, at] of Object.entries({ %q: Date.now(), OLD: 1, NEW: Date.now() })) localStorage.setItem("parley-console:" + room, JSON.stringify({ at }));
			return true;
		})()`, made.Room))
		b.to("/r/" + string(made.Room) + "/" + page)
		b.keepsLists("NEW")
	}
}

// keepsLists waits until the browser has the lists of these rooms alone.
func (b *tab) keepsLists(want string) {
	b.t.Helper()
	var left string
	b.until(func() bool {
		left = must[string](b, `Object.keys(localStorage).filter((k) => k.startsWith("parley-console:")).map((k) => k.slice(15)).join()`)
		return left == want
	}, func() string { return fmt.Sprintf("the browser keeps lists of %q, want %q", left, want) })
}

// leaveAndComeBack goes to the desk and back while a line of the chat waits: it
// waits still, and what was put aside stays away.
func (b *tab) leaveAndComeBack() {
	b.t.Helper()
	b.paste("10:07:01 From Eve to Everyone:\n\tQ: " + ofWells + "\n10:07:02 From Fay to Everyone:\n\tq+ on wells\n")
	b.see("2 new lines.")
	b.press("Put aside", in{"#chat li", "on wells"})
	b.unseen("q+ on wells")
	b.press("Desk", in{css: "header"})
	b.press("Console", in{css: "header"})
	b.see(ofWells, in{css: "#chat"})
	b.unseen("q+ on wells")
}

// person is somebody's place on the list.
func person(name string) in { return in{".roster li", name} }

// raiseByKey raises hands with one press each, one of them without a network,
// lowers one, and raises it again for the same person.
func (s *site) raiseByKey(b *tab, desk *moderatorClient) {
	b.t.Helper()
	b.typed("abo1") // no key waits for the answer to another
	b.see("place 4", in{css: ".roster"})
	b.key("a")
	b.see("Hand down: Ana B.")
	b.until(func() bool { return must[int](b, `document.querySelectorAll(".roster .up").length`) == 3 }, func() string { return "no hand is lowered" })
	b.key("a")
	b.see("place 4", in{css: ".roster"})
	b.offline(true)
	b.see("Connection lost.")
	b.key("c")
	b.see("On its way", person("🌿 Cy 🌿"))
	b.offline(false)
	b.see("place 5", in{css: ".roster"})
	var names []string
	b.until(func() bool { names = inTool(desk); return len(names) == 5 || b.rests() }, func() string { return fmt.Sprintf("the desk knows of %q", names) })
	if !slices.Contains(names, "Bo (2)") || !slices.Contains(names, "مريم") {
		b.t.Errorf("the desk knows of %q", names)
	}

	desk.do("session.start", room.None{})
	for _, after := range []room.PartKind{room.Opening, room.Panel} {
		desk.do("part.next", room.NextPart{After: after})
	}
	desk.do("turn.call", room.CallNext{})
	b.see("Unmute now:", in{css: "#unmute"})
	b.see("has the floor", in{css: ".roster"})
	b.see("Next of all, get ready:", in{css: "#unmute"})
	b.key("!") // Shift and 1
	b.see("Copied. Paste it into the meeting tool's chat.")
}

// manyPeople pastes a longer list: everybody has a key of two letters, or is
// found by name.
func (s *site) manyPeople(b *tab) {
	b.t.Helper()
	b.press("Paste a newer list")
	var list strings.Builder
	list.WriteString("Full Name\tRole\nParticipants (33)\nGuest 1\tAttendee\nGuest 2\tAttendee\nHost 2\tHost\nGuests (31)\n")
	for i := range 30 {
		fmt.Fprintf(&list, "Person %d\n", i+1)
	}
	b.fill("Paste the meeting tool's list of participants, one a line", list.String()+"Zed\n")
	b.press("Take the list")
	b.see("Keys have changed: look before you press.")
	for _, name := range []string{"Guest 1", "Guest 2", "Host 2"} {
		b.see(name, in{css: ".roster"})
	}
	b.unseen("Full Name")
	b.unseen("Guests (31)")
	b.key("z")
	b.see("Press the second letter, or Escape.")
	b.key("1")
	b.see("Hand up: Zed")
	b.key("/")
	b.key("\b") // a key pressed here types, though the page took it
	for _, c := range "person 30" {
		b.key(string(c))
	}
	b.key(kb.Enter)
	b.see("Hand up: Person 30")
	b.see("place", person("Person 30"))
}

// readChat pastes lines of a chat: a hand, a question and answers to a vote, and
// the same lines once more.
func (s *site) readChat(b *tab, desk *moderatorClient) {
	b.t.Helper()
	desk.say(ofTaps)
	b.see(ofTaps, in{css: "#votes p"})
	said := "10:04:12\t From Ana B. to Everyone:\n\tGood morning\n10:04:30\t From Dee to Everyone:\n\tq+ on taps\n" +
		"10:05:01\t From مريم to Everyone:\n\tQ: " + ofWater + "\n10:05:09\t From Bo to Everyone:\n\tA\n" +
		"10:05:10\t From Bo to Everyone:\n\tB\n10:05:12\t From Ana B. to Everyone:\n\tagree\n"
	b.paste(said)
	b.see("3 answers counted.")
	b.see("2 names have answered; the last answer of each counts.")
	b.key("=")
	b.see("This is the chat's count in the room.")
	b.key(kb.ArrowDown)
	b.key(kb.Enter)
	b.see("Hand up: Dee")
	b.key(kb.Enter)
	b.see("It is among the questions, marked as from the chat.")
	b.see("place", person("Dee"))
	b.paste(said)
	b.see("6 lines had been read before.")
	b.see("2 names have answered; the last answer of each counts.")

	v := desk.sees(b, "a question from the chat", func(v *view.View) bool { return strings.Contains(fmt.Sprint(fromChat(v)), ofWater) })
	for id, x := range v.Statements.All {
		if x.Text == ofTaps {
			if got := v.Desk.Counted[id][room.InTheChat]; got[room.Agree] != 1 || got[room.Disagree] != 1 {
				b.t.Errorf("the chat's count is %v", got)
			}
		}
	}
}

// lookAlikes counts the answers of people whose names differ in a picture, an
// accent or a vowel's sign alone: everybody has one.
func (s *site) lookAlikes(b *tab) {
	b.t.Helper()
	var chat strings.Builder
	for i, of := range []string{"Ana 🌿 A", "Ana 🌵 A", "मीरा A", "मारा B", "Jose A", "José B", "JOSE A"} {
		cut := strings.LastIndex(of, " ")
		fmt.Fprintf(&chat, "10:06:%02d From %s to Everyone:\n\t%s\n", i, of[:cut], of[cut+1:])
	}
	b.paste(chat.String())
	b.see("8 names have answered; the last answer of each counts.")
	b.key("=")
	b.see("This is the chat's count in the room.")
}

// paste pastes words outside of all fields.
func (b *tab) paste(words string) {
	b.t.Helper()
	if b.keys {
		b.outside()
	}
	must[bool](b, fmt.Sprintf(`(() => {
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", %s);
		if (%t) document.activeElement?.blur();
		return document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })) || true;
	})()`, quoted(words), !b.keys))
}

// inTool are the names of those whom the console entered.
func inTool(desk *moderatorClient) (names []string) {
	for _, p := range desk.desk().Desk.People {
		if p.Kind == room.InTool {
			names = append(names, p.Name)
		}
	}
	return names
}

// fromChat are the questions that came from the chat.
func fromChat(v *view.View) (texts []string) {
	for _, q := range v.Questions.All {
		if q.Source == room.FromChat {
			texts = append(texts, q.Text)
		}
	}
	return texts
}
