package room

import "strings"

// undos says of every command that a seat may send how it is taken back.
// docs/spec/commands.md prints it.
var undos = map[string]undoing{
	"seat.add/1":   {say: "`seat.edit` marks a seat as not at the table"},
	"seat.edit/1":  again("", backSeatEdit),
	"seat.roles/1": again("", backSeatRoles),
	"seat.link/1":  {say: "the old link opens nothing; another one may be issued"},
	"codes.set/1":  again("whoever joined with a code stays", backCodes),

	"captions.set/1": again("or without an address", backCaptions),
	"helper.code/1":  undoBy("the code, or the helper who used it, opens nothing any more", backHelperCode, "helper.end"),
	"helper.end/1":   {say: "another code may be made"},

	"door.close/1":   undoBy("", backDoor("door.open/1"), "door.open"),
	"door.open/1":    undoBy("", backDoor("door.close/1"), "door.close"),
	"door.sweep/1":   undoBy("but for who came again meanwhile, under another number", backSweep, "door.unsweep"),
	"door.unsweep/1": undoBy("", backUnsweep, "door.sweep"),
	"door.slips/1":   again("", backDoorSlips),
	"slips.issue/1":  undoBy("but for those that were used meanwhile", backIssue, "slips.void"),
	"slips.void/1":   {say: "others may be issued"},

	"plan.set/1":      again("as far as no boundary moves to before now", backPlan),
	"question.add/1":  undoBy("while nothing belongs to it", backQuestionAdd, "question.drop"),
	"question.drop/1": undoBy("", nil, "question.add"),
	"question.edit/1": again("before the session starts", backQuestionEdit),
	"question.now/1":  again("", backQuestionNow),

	"session.start/1":   undoBy("before a turn, the next part, minutes taken, a block and an outcome read out", backStart, "session.unstart"),
	"session.unstart/1": undoBy("", backUnstart, "session.start"),
	"session.close/1":   {},
	"part.next/1":       undoBy("until a turn begins in it, or the lots are drawn", backPart, "part.back"),
	"part.back/1":       undoBy("", backPartBack, "part.next"),
	"part.take/1":       again("the other way round", backTake),
	"solo.set/1":        again("", backSolo),
	"clock.choose/1":    {say: "a turn that it ended runs on by `turn.undo`"},

	"person.side/1":    undoBy("until their next turn; once only for each person otherwise", backSide, "person.back"),
	"person.back/1":    undoBy("", backSideBack, "person.side"),
	"person.access/1":  again("", backAccess),
	"person.warn/1":    undoBy("", backWarn, "person.unwarn"),
	"person.unwarn/1":  undoBy("", backUnwarn, "person.warn"),
	"person.mute/1":    undoBy("", backSanction, "person.restore"),
	"person.ban/1":     undoBy("", backSanction, "person.restore"),
	"person.restore/1": undoBy("", backRestore, "person.mute", "person.ban"),
	"person.merge/1":   undoBy("", backMerge, "person.unmerge"),
	"person.unmerge/1": undoBy("", backUnmerge, "person.merge"),
	"hub.add/1":        undoBy("before its first hand, turn or count", backHub, "hub.drop"),
	"hub.drop/1":       undoBy("", nil, "hub.add"),
	"signal.send/1":    undoBy("", backSignalSend, "signal.take", "signal.send"),
	"signal.take/1":    undoBy("", backSignal("signal.send/1"), "signal.send"),
	"signal.clear/1":   undoBy("", backSignal("signal.restore/1"), "signal.restore"),
	"signal.restore/1": undoBy("", backSignal("signal.clear/1"), "signal.clear"),

	"hand.add/1":     undoBy("", backHandAdd, "hand.drop"),
	"hand.drop/1":    undoBy("to its old place", backHandDrop, "hand.restore"),
	"hand.restore/1": undoBy("", backHandRestore, "hand.drop"),
	"queue.open/1":   undoBy("", to("queue.close/1"), "queue.close"),
	"queue.close/1":  undoBy("", to("queue.open/1"), "queue.open"),
	"uneven.set/1":   again("or without a side", backUneven),
	"block.open/1":   undoBy("uncounted while nobody was called in it", to("block.close/1"), "block.close"),
	"block.close/1":  undoBy("which counts as another", backBlockClose, "block.open"),
	"mics.set/1":     again("", backMics),

	"turn.call/1":     undoBy(untilLater, backCalled, "turn.undo"),
	"turn.override/1": undoBy(untilLater, backCalled, "turn.undo"),
	"turn.enter/1":    undoBy(untilLater, backCalled, "turn.undo"),
	"turn.seat/1":     undoBy(untilLater, backSeated, "turn.undo"),
	"turn.answer/1":   undoBy(untilLater, backSeated, "turn.undo"),
	"turn.followup/1": undoBy(untilLater, turnTo("turn.unfollow/1"), "turn.unfollow"),
	"turn.unfollow/1": undoBy("", turnTo("turn.followup/1"), "turn.followup"),
	"turn.extend/1":   again("the other way round", backExtend),
	"turn.pause/1":    undoBy("", turnTo("turn.resume/1"), "turn.resume"),
	"turn.resume/1":   undoBy("", turnTo("turn.pause/1"), "turn.pause"),
	"turn.absent/1":   undoBy(untilLater, turnTo("turn.undo/1"), "turn.undo"),
	"turn.end/1":      undoBy(untilLater, turnTo("turn.undo/1"), "turn.undo"),
	"turn.undo/1": undoBy("the same anew", nil, "turn.call", "turn.override", "turn.enter", "turn.seat", "turn.answer",
		"turn.absent", "turn.end", "order.grant"),
	"turn.correct/1":  again("", backCorrect),
	"order.grant/1":   undoBy(untilLater+": it waits again", backGranted, "turn.undo"),
	"order.refuse/1":  undoBy("it waits again", backRefuseOrder, "order.restore"),
	"order.uphold/1":  undoBy("until the same person asks for another", backUphold, "order.restore"),
	"order.restore/1": undoBy("", backOrderRestore, "order.refuse", "order.uphold"),

	"statement.add/1":     undoBy("", backStatementAdd, "statement.hide", "card.discard"),
	"statement.publish/1": undoBy("until figures are shown", backPublish, "statement.hold", "statement.hide"),
	"statement.reject/1":  undoBy("", backReject, "statement.hold", "statement.publish"),
	"statement.hold/1":    undoBy("", backHold, "statement.publish", "statement.reject"),
	"statement.hide/1":    undoBy("with a reason", backHide, "statement.restore"),
	"statement.restore/1": undoBy("", backShowAgain, "statement.hide"),
	"statement.close/1":   {},
	"statement.count/1":   again("until the vote is closed; a count of nobody takes the line off", backStatementCount),

	"card.edit/1":        again("until it is brought up", backCardEdit),
	"card.discard/1":     {say: "its seat writes another"},
	"card.show/1":        undoBy("until figures are shown or it is cited", backCardShow, "card.back"),
	"card.back/1":        undoBy("", backCardBack, "card.show"),
	"reply.give/1":       undoBy("or given again", backReply, "reply.take"),
	"reply.take/1":       undoBy("", nil, "reply.give"),
	"question.merge/1":   undoBy("", backMergeQuestion, "question.unmerge"),
	"question.unmerge/1": undoBy("", backUnmergeQuestion, "question.merge"),

	"outcome.draft/1":   undoBy("", backDraft, "outcome.drop"),
	"outcome.edit/1":    again("the sentence until it was read out, the rest until it is settled", backEditOutcome),
	"outcome.drop/1":    undoBy("", backOutcome(Dropped), "outcome.back"),
	"outcome.read/1":    undoBy("until somebody objects", backOutcome(ReadOut), "outcome.back"),
	"outcome.put/1":     undoBy("until somebody answers or is counted", backOutcome(Put), "outcome.back"),
	"outcome.back/1":    undoBy("", backOutcomeBack, "outcome.drop", "outcome.read", "outcome.put"),
	"outcome.count/1":   again("until it is settled; a count of nobody takes the line off", backOutcomeCount),
	"outcome.settle/1":  {},
	"outcome.hide/1":    undoBy("with a reason", backHideOutcome, "outcome.restore"),
	"outcome.restore/1": undoBy("", backRestoreOutcome, "outcome.hide"),
	"objection.make/1":  undoBy("with a reason", backObjection, "objection.take"),
	"objection.heard/1": undoBy("", backHeard, "objection.back"),
	"objection.take/1":  undoBy("", backTaken, "objection.back"),
	"objection.back/1":  undoBy("", nil, "objection.heard", "objection.take"),
	"presence.count/1":  undoBy("", backPresence, "presence.count", "presence.clear"),
	"presence.clear/1":  undoBy("", backPresenceClear, "presence.count"),

	"note.add/1":     undoBy("", backNote, "note.drop"),
	"note.edit/1":    again("", backNoteEdit),
	"note.drop/1":    undoBy("", backNoteDrop, "note.restore"),
	"note.restore/1": undoBy("", backNoteRestore, "note.drop"),
	"form.set/1":     again("without a text the field is proposed by rule", backForm),

	"appeal.answer/1":  again("", backAnswerAppeal),
	"report.dismiss/1": undoBy("", backDismiss, "report.restore"),
	"report.restore/1": undoBy("", backReportBack, "report.dismiss"),
	"text.hide/1":      undoBy("with a reason", backVeil, "text.restore"),
	"text.restore/1":   undoBy("", backUnveil, "text.hide"),
	"text.erase/1":     {say: "nobody can bring the words back"},
	"screen.show/1":    again("", backShow),
	"screen.blank/1":   again("", backBlank),
}

const untilLater = "until a later turn begins"

// Bare is a command's name without its version.
func Bare(name string) string {
	name, _, _ = strings.Cut(name, "/")
	return name
}

func undoBy(say string, back func(*State, *Record) Inverse, by ...string) undoing {
	return undoing{by: by, say: say, back: back}
}

// again is a command that is taken back by itself, with what was before.
func again(say string, back func(*State, *Record) Inverse) undoing {
	return undoing{by: []string{itself}, say: say, back: back}
}

// itself stands in the table for the command's own name.
const itself = "itself"
