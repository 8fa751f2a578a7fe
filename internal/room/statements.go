package room

func statementCommands() []command {
	return []command{}
}

// Public says whether the statement's text may be on a page.
func (x *Statement) Public() bool {
	return (x.Status == Open || x.Status == VoteClosed) && x.Hidden == nil
}
