package room

import (
	"strings"
	"testing"
)

func TestNamesThatClaim(t *testing.T) {
	sc := scriptOf(t, func(s *Setup) { s.Languages = []string{"en", "ar-EG"} })
	sc.do(sc.seats["organizer"], "seat.add/1", &AddSeat{Name: sc.text("Amber Seat"), Roles: []Role{Speaker}})
	sc.do(sc.seats["organizer"], "seat.add/1", &AddSeat{Name: sc.text("Amber"), Roles: []Role{Speaker}})
	texts := func(x Text) (string, bool) { b, ok := sc.texts[x]; return b, ok }
	for name, claims := range map[string]bool{
		"Moderator Ana":                 true,
		"Ana (moderator)":               true,
		"Ana - Online-Moderator":        true,
		"Ana, the HOST":                 true,
		"🎤 Host 🎤":                      true,
		"Host: Ana, all day":            true,
		"Co-host Ana":                   true,
		"Ana, co-host":                  true,
		"M o d e r a t o r Ana":         true,
		"Ana [Ｍоdеrаtоr]":               true, // full width, Cyrillic
		"M\u200bode\u00adrator\u2060 A": true,
		"Mod'erator Ana":                true,
		"M0derat0r 1":                   true,
		"المشرف":                        true,
		"آنا (مشرفة)":                   true,
		"المـــشرف آنا":                 true, // stretched
		"إدارة الجلسة":                  true,
		"آنا، إِدَارة الجَلسة":          true,
		"Amber Seat (east)":             true,
		"Amber Seat":                    true,
		"Ana - Amber Seat":              true,
		"from Amber Seat":               false, // whose name holds a seat's
		"Amber Seat East":               false,
		"Amber (east)":                  false, // one word is many people's name
		"Guest 31":                      false,
		"Guest ３１":                      false,
		"Guest 3":                       true,
		"Ana (guest 3)":                 true,
		"Guest-1O":                      true,
		"ضيف ٣":                         true,
		"ضيف ٣١":                        false,
		"G u e s t 3":                   true,
		"Guest Li":                      false, // no digit
		"Guest Olli":                    false,
		"Guest":                         false,
		"Guest of 3":                    false,
		"Ana":                           false,
		"moderator1":                    true,
		"Host2":                         true,
		"Mod/erator Ana":                true,
		"ᴍᴏᴅᴇʀᴀᴛᴏʀ":                     true,
		"🅼🅾🅳🅴🆁🅰🆃🅾🆁":                     true,
		"Guest #3":                      true,
		"Guest No. 3":                   true,
		"Guest #31":                     false,
		"مديره الجلسة":                  true,
		"اداره الجلسه":                  true,
		"Chair":                         true,
		"Facilitator":                   true,
		"Chairs":                        false,
		"Sam Chair":                     false,
		"Tris Speaker":                  false, // a family name
		"J. Host":                       false,
		"برويز مشرف":                    false,
		"Ana Host (speaker)":            true,
		"Ana - Host":                    true,
		"Speaker Tris":                  true,
		"آنا، مشرف":                     true,
		"Ho St":                         false,
		"Ad Min":                        false,
		"M.o.d.e.r.a.t.o.r":             true,
		"Onlinemoderator Ana":           true,
		"Ana Hostetler":                 false,
		"Ghost":                         false,
		"Moderate Ana":                  false,
		"Ana Moderator of nothing":      false, // neither first nor last
		"Vienna hub":                    false,
		"المنظمة العربية":               false,
		"3":                             false,
		"":                              false,
		"()":                            false,
		strings.Repeat("\ufdfa ", 30):   false,
	} {
		if got := sc.s.claims(texts, name, 31); got != claims {
			t.Errorf("%q claims: %t", name, got)
		}
	}
	for seat, names := range map[string][]string{
		"محمد علي": {"محمد علي حسن", "أحمد محمد علي"}, "Ana Maria": {"Ana Maria Gomez"}, "Wei Li": {"Wei Li Chen"},
	} {
		sc.do(sc.seats["organizer"], "seat.add/1", &AddSeat{Name: sc.text(seat), Roles: []Role{Speaker}})
		for _, name := range names {
			if sc.s.claims(texts, name, 31) {
				t.Errorf("%q cannot come in beside the seat of %q", name, seat)
			}
		}
		if !sc.s.claims(texts, seat+" (2)", 31) {
			t.Errorf("%q passes for the seat", seat+" (2)")
		}
	}
	sc.s.Info.Languages = []string{"fr"}
	if sc.s.claims(texts, "المشرف", 31) || !sc.s.claims(texts, "Ana (host)", 31) {
		t.Error("the words are those of English and of the room's languages")
	}
}
