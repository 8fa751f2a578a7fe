package report

import (
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	_ "time/tzdata" // the zone's name must mean the same on every machine

	"parley/internal/room"
	"parley/internal/words"
)

// Head is where the log stood when the report was made: the hash of its last
// commit. How many records there were is in no report: it would tell how many
// answered.
type Head [32]byte

// tr is the report's language.
type tr = *words.Words

// builder makes one model; it holds what every part needs.
type builder struct {
	s       *room.State
	texts   room.Texts
	t       tr
	zone    *time.Location
	now     room.Seconds       // the close, or the last record while the session runs
	records map[int]room.Trace // those that the report rests on
}

func newBuilder(s *room.State, texts room.Texts, t *words.Words) *builder {
	zone, err := time.LoadLocation(s.Info.Zone)
	if err != nil {
		zone = time.UTC
	}
	b := &builder{s, texts, t, zone, s.Now, map[int]room.Trace{}}
	if s.Session.Phase == room.Closed {
		b.now = s.Session.ClosedAt
	}
	return b
}

// Build makes the report of a room as its log stands. It reads s and changes
// nothing. A page is written with t, all other forms with t.Plain(): in plain text,
// and for who sorts and seeks, signs of direction are letters that nobody sees.
func Build(s *room.State, texts room.Texts, head Head, t *words.Words) *Model {
	b := newBuilder(s, texts, t)
	m := &Model{
		Version: Version, Language: t.Lang, Room: string(s.Room), Title: b.text(s.Info.Title),
		Draft: s.Session.Phase != room.Closed, Rehearsal: s.Info.Rehearsal, dir: t.Dir, t: t,
	}
	m.Facts = b.facts()
	m.Form = b.form()
	m.Method = b.method()
	m.Table = b.table()
	m.Missing = b.missing()
	m.Stood = b.stood()
	m.Questions = b.questions()
	m.Chapters = b.chapters()
	threads(m)
	m.Gaps = b.gaps(m.Questions)
	m.Balance = b.balance()
	m.Turns = b.turns()
	m.Conduct = b.conduct()
	m.Check = Check{
		Room: string(s.Room), Head: hex.EncodeToString(head[:]),
		Key: s.Key(), LotSeed: b.lotSeed(), Policy: s.Info.Policy.Floor.Rule,
		Command:  "parley verify " + string(s.Room) + ".parley",
		Restored: b.restored(),
	}
	m.Records = b.listedRecords()
	return m
}

// restored is where other servers went on with the log.
func (b *builder) restored() (out []Restored) {
	key, n := b.s.Info.Key, 0
	for _, record := range b.s.Trail(theSession) {
		if record.Type != "room.restore/1" || n == len(b.s.Restored) {
			continue
		}
		r := b.s.Restored[n]
		x := Restored{Record: record.N, Day: time.Unix(r.At, 0).UTC().Format(time.DateOnly), Key: key}
		said := b.t.T("report.check.again", words.Args{"record": record.N, "day": x.Day, "key": x.Key})
		x.Say = Sentence{said, []string{b.record(record)}}
		out, key, n = append(out, x), r.Key, n+1
	}
	return out
}

// lotSeed is shown once the window of the lots has closed.
func (b *builder) lotSeed() string {
	if b.s.Floor.LotShown || b.s.Session.Phase == room.Closed {
		return b.s.Info.LotSeed
	}
	return ""
}

// text is a body, or the words for one that was hidden or erased.
func (b *builder) text(t room.Text) string {
	if t == "" {
		return ""
	}
	if why := b.s.Veiled(t); why != nil {
		return b.t.T("report.hidden", words.Args{"rule": b.t.T("rule." + why.Rule)})
	}
	if body, ok := b.texts(t); ok {
		return body
	}
	return b.t.T("report.erased")
}

func (b *builder) sentence(key string, rests []string, args words.Args) Sentence {
	return Sentence{b.t.T(key, args), rests}
}

// duration is minutes and seconds, "4:05".
func duration(d room.Seconds) string { return fmt.Sprintf("%d:%02d", d/60, d%60) }

// when is a room second in the session's time zone.
func (b *builder) when(at room.Seconds) string { return b.clock(at, "2006-01-02 15:04 MST") }

func (b *builder) clock(at room.Seconds, layout string) string {
	return time.Unix(b.s.Info.Epoch+int64(at), 0).In(b.zone).Format(layout)
}

func (b *builder) facts() []Fact {
	s := b.s
	var out []Fact
	add := func(key, value string, rests ...string) {
		if value != "" {
			out = append(out, Fact{b.t.T("report.fact." + key), value, rests})
		}
	}
	add("reference", b.text(s.Info.Reference), b.opened())
	add("layout", b.text(s.Info.Layout), b.opened())
	if s.Session.Phase != room.Before {
		add("began", b.when(s.Session.Started), b.last(theSession, "session.start/1")...)
	}
	if s.Session.Phase == room.Closed {
		add("ended", b.when(s.Session.ClosedAt), b.latest())
		add("lasted", b.t.T("report.lasted", words.Args{
			"took": duration(s.Session.ClosedAt - s.Session.Started), "planned": duration(s.Info.Seconds),
		}), b.latest())
	}
	for _, role := range []room.Role{room.Organizer, room.Moderator, room.OnlineModerator, room.Rapporteur, room.Speaker} {
		names, rests := b.holders(role)
		add("role."+string(role), names, rests...)
	}
	if n, used := b.helpers(); n > 0 {
		add("helpers", fmt.Sprint(n), used...)
	}
	on, off, hubs := b.joined()
	add("joined", b.t.T("report.joined", words.Args{"room": on, "online": off, "hubs": hubs}), b.latest())
	if n := b.s.PresentNow(); n > 0 && !b.s.PresentShort() {
		add("present", fmt.Sprint(n), b.last(theSession, "presence.count/1")...)
	}
	return out
}

// helpers is how many joined by a helper's code, and the records of that.
func (b *builder) helpers() (n int, rests []string) {
	for _, h := range b.s.Helpers {
		if h.Joined {
			n++
		}
	}
	return n, b.last(theSession, "helper.join/1")
}

// holders are the names of those who hold a role, and where they stand.
func (b *builder) holders(role room.Role) (names string, rests []string) {
	var all []string
	for _, id := range b.s.SeatOrder {
		if seat := b.s.Seats[id]; seat.Has(role) && !seat.Helper {
			all = append(all, b.seatName(seat))
			rests = append(rests, b.seatRecords(id)...)
		}
	}
	if len(all) == 0 && role == room.OnlineModerator {
		return b.t.T("report.not_named"), []string{b.latest()}
	}
	return strings.Join(all, b.t.T("word.semicolon")), rests
}

// seatRecords are those that named the seat and what it says of itself.
func (b *builder) seatRecords(id room.ItemID) []string {
	return b.last(room.Thing{Kind: room.ASeat, ID: id}, "seat.add/1", "hub.add/1", "seat.edit/1", "seat.roles/1")
}

// seatName is the name at the table, or the role where it was withheld. A helper's
// name was given to the moderators alone.
func (b *builder) seatName(seat *room.Seat) string {
	if seat.Helper {
		return b.t.T("role.online-moderator")
	}
	if seat.Name != "" {
		return b.text(seat.Name)
	}
	if len(seat.Roles) > 0 {
		return b.t.T("role." + string(seat.Roles[0]))
	}
	return b.t.T("report.not_named")
}

func (b *builder) joined() (onsite, online, hubs int) {
	for _, p := range b.s.People {
		switch {
		case p.Kind == room.AHub:
			hubs++
		case p.Into != "" || p.Kind != room.ByPhone:
		case p.Side == room.Onsite:
			onsite++
		default:
			online++
		}
	}
	return onsite, online, hubs
}

func (b *builder) table() []Seat {
	out := []Seat{}
	for _, id := range b.s.SeatOrder {
		seat := b.s.Seats[id]
		if seat.Helper || len(seat.Roles) == 1 && seat.Roles[0] == room.Screen {
			continue
		}
		x := Seat{
			ID: id, Name: b.seatName(seat), Affiliation: b.text(seat.Affiliation),
			Group: b.name("group", seat.Group), Region: b.name("region", seat.Region),
			Roles: b.roles(seat), Absent: seat.Absent, Rests: b.seatRecords(id),
		}
		var spoken room.Seconds
		for _, t := range b.s.Floor.Turns {
			if !t.Void && (t.Seat == id || b.ofHub(t, id)) {
				x.Turns++
				spoken += t.Spoken(b.now)
			}
		}
		x.Time, x.Seconds = duration(spoken), spoken
		out = append(out, x)
	}
	return out
}

// ofHub says whether a turn was one of the people at a hub, who sit at the table
// together.
func (b *builder) ofHub(t *room.Turn, seat room.ItemID) bool {
	who := b.s.People[t.Person]
	return who != nil && who.Kind == room.AHub && who.Seat == seat
}

func (b *builder) roles(seat *room.Seat) string {
	var out []string
	for _, r := range seat.Roles {
		out = append(out, b.t.T("role."+string(r)))
	}
	for _, r := range seat.Deputy {
		out = append(out, b.t.T("report.deputy", words.Args{"role": b.t.T("role." + string(r))}))
	}
	return b.t.List(out)
}

// name is the published name of a group or region; "" stays "".
func (b *builder) name(prefix, code string) string {
	if code == "" {
		return ""
	}
	return b.t.T(prefix + "." + code)
}
