package live

// awaited is a version that somebody waits for.
type awaited struct {
	version uint64
	reached chan struct{}
}

// Reach gives a channel that is closed when a rendering of the topic in that
// version, or a later one, is in the watch's frames (but for slow sections, which
// may come later), or when the topic can no longer be shown. The hub must have been
// told of the version, or be told soon.
func (w *Watch) Reach(version uint64) <-chan struct{} {
	w.topic.mu.Lock()
	defer w.topic.mu.Unlock()
	a := &awaited{version, make(chan struct{})}
	if w.c.gone || w.c.shown >= version {
		close(a.reached)
		return a.reached
	}
	w.c.awaited[a] = struct{}{}
	return a.reached
}

// rendered notes the version of the newest rendering.
func (c *channel) rendered(version uint64) {
	c.shown = version
	for a := range c.awaited {
		if a.version <= version {
			close(a.reached)
			delete(c.awaited, a)
		}
	}
}
