package view

// screenView is what the projector shows: what a phone shows, and Room's code
// while its scene is the codes and it is not blank. Online's code is never on
// it: it would let somebody in the hall in as Online.
func (b *builder) screenView() *View {
	v := b.shared()
	v.Screen = b.scene()
	if v.Screen.Scene == "codes" && !v.Screen.Blank {
		v.Screen.Onsite = b.text(b.room.Codes.Onsite)
	}
	return v
}
