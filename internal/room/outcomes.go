package room

func outcomeCommands() []command {
	return []command{}
}
