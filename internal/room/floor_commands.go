package room

func floorCommands() []command {
	return []command{}
}
