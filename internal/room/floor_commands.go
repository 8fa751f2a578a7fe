package room

func floorCommands() []command {
	return []command{
		define("hand.raise/1", decideRaise, applyRaise),
		define("hand.lower/1", decideLower, func(s *State, _ *meta, p *HandRef, _ *None) { s.takeHand(p.Hand) }),
		define("hand.add/1", decideAddHand, applyAddHand),
		define("hand.drop/1", decideDrop, applyDropHand),
		define("hand.restore/1", decideRestoreHand, applyRestoreHand),
		define("queue.open/1", decideQueue(true), applyQueue(true)),
		define("queue.close/1", decideQueue(false), applyQueue(false)),
		define("uneven.set/1", decideUneven, func(s *State, _ *meta, p *SetUneven, _ *None) { s.Floor.Favour = p.Favour }),
		define("block.open/1", decideBlockOpen, applyBlockOpen),
		define("block.close/1", decideBlockClose, applyBlockClose),
		define("mics.set/1", decideMics, func(s *State, _ *meta, p *SetMics, _ *None) { s.Floor.Mics = p.Mics }),

		define("turn.call/1", decideCall, applyCall),
		define("turn.override/1", decideOverride, applyOverride),
		define("turn.enter/1", decideEnter, applyEnter),
		define("turn.seat/1", decideSeatTurn, applySeatTurn),
		define("turn.answer/1", decideAnswer, applyAnswer),
		define("turn.followup/1", decideFollowUp, applyFollowUp),
		define("turn.extend/1", decideExtend, applyExtend),
		define("turn.pause/1", decidePause, applyPause),
		define("turn.resume/1", decideResume, applyResume),
		define("turn.absent/1", decideAbsent, applyAbsent),
		define("turn.end/1", decideEnd, applyEnd),
		define("turn.undo/1", decideUndo, applyUndo),
		define("turn.unfollow/1", decideUnfollow, applyUnfollow),
		define("turn.correct/1", decideCorrect, applyCorrect),

		define("order.ask/1", decideAskOrder, applyAskOrder),
		define("order.grant/1", decideGrantOrder, applyGrantOrder),
		define("order.refuse/1", decideRefuseOrder, applyRefuseOrder),
		define("order.uphold/1", decideUpholdOrder, applyUpholdOrder),
	}
}
