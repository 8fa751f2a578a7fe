package opinion

// Forget takes out all votes of a participant, who may be banned or erased,
// those on hidden statements too. What they did to axes and means goes with the
// next analysis, which is due; and claims that were shown are not held on to.
func (l *Live) Forget(participant string) {
	for _, votes := range l.hidden {
		delete(votes, participant)
	}
	at, known := l.people[participant]
	if !known {
		return
	}
	p := &l.slots[at]
	for _, c := range p.row {
		l.count(p.group, c, -1)
	}
	p.row = nil
	l.leave(at)
	l.tookOut()
}

// Hide takes a statement out with all votes on it, so that it counts for
// nothing; as for Forget. Errors are those of [Live.Statement].
func (l *Live) Hide(statement string) error {
	n, err := l.know(statement)
	if _, hidden := l.hidden[n]; err != nil || hidden {
		return err
	}
	place, votes := l.place[n], map[string]Answer{}
	for at := range l.slots {
		p := &l.slots[at]
		if q, voted := p.find(place); voted {
			votes[p.id] = p.row[q].Answer()
			l.unset(uint32(at), place)
		}
	}
	l.hidden[n], l.shift[place] = votes, nil
	if len(votes) > 0 {
		l.tookOut()
	}
	return nil
}

// Unhide brings a hidden statement back, with the votes on it and those that
// came meanwhile; the next analysis is due.
func (l *Live) Unhide(statement string) {
	n, known := l.statements.at[statement]
	votes, hidden := l.hidden[int(n)]
	if !known || !hidden {
		return
	}
	delete(l.hidden, int(n))
	for participant, a := range votes {
		l.set(participant, CodeOf(l.place[n], a))
	}
	if len(votes) > 0 {
		l.tookOut()
	}
}

// tookOut lets nothing stand that may hang on what is gone.
func (l *Live) tookOut() {
	l.sinceBase.removed, l.sinceSnapshot.removed = true, true
	clear(l.shown)
	for j := range l.stale {
		l.stale[j] = true
	}
}
