package view

// phoneView is what a participant's page shows, and what anybody who joined may
// see: numbers for people, names of those who were called; no words of hands
// that wait; statements and outcomes that are open or over; no code.
func (b *builder) phoneView() *View {
	v := b.shared()
	v.Screen = b.scene()
	return v
}

// scene is what the projector shows, without codes.
func (b *builder) scene() ScreenView {
	x := b.room.Screen
	scene := x.Scene
	if scene == "" {
		scene = "circle"
	}
	return ScreenView{Scene: scene, Item: x.Item, Blank: x.Blank}
}
