package view

import "parley/internal/room"

// phoneView is what a participant's page shows, and what anybody who joined may
// see: numbers for people, names of those who were called; no words of hands
// that wait; statements and outcomes that are open or over; no code.
func (b *builder) phoneView() *View {
	v := b.shared()
	v.Screen = b.scene()
	return v
}

// scene is what the projector shows, without codes; the circle in place of a
// statement that is not there any more, the whole map in place of a group's.
func (b *builder) scene() ScreenView {
	x := b.room.Screen
	scene := x.Scene
	if scene == "" {
		scene = "circle"
	}
	if st := b.room.Statements[x.Item]; scene == "statement" && (st == nil || !b.room.Listed(st)) {
		return ScreenView{Scene: "circle", Blank: x.Blank}
	}
	if scene == "map" && x.Item != "" && !b.room.Standing.HasGroup(string(x.Item)) {
		x.Item = room.MapAll
	}
	return ScreenView{Scene: scene, Item: x.Item, Blank: x.Blank}
}
