package room

// checkSettings holds that nothing was set, raised or published after now, and that
// what was published stands where its record does, whenever it was done.
func checkSettings(t failer, s *State) {
	t.Helper()
	for what, last := range s.set {
		if last.at > s.Now {
			t.Fatalf("%s was set at %d, it is %d", what, last.at, s.Now)
		}
	}
	for _, h := range s.Floor.Hands {
		if h.At > s.Now || h.Index > s.Index {
			t.Fatalf("a hand of the future: %+v", h)
		}
	}
	for _, x := range s.Statements {
		if x.OpenAt > s.Now || x.OpenBy > s.Index || x.Status == Open && x.OpenBy == 0 {
			t.Fatalf("%s was published at %d by record %d", x.ID, x.OpenAt, x.OpenBy)
		}
	}
}
