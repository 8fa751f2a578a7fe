// Command parley runs moderated round tables with people in the room and
// people online.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
)

func main() {
	// Synced writes hold a processor each while they wait for the disk; with
	// few processors a busy store would starve the rest of the program.
	runtime.GOMAXPROCS(max(8, runtime.NumCPU()))
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the program at once
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

const usage = `Parley runs a moderated round table with people in the room and people online:
from its written proposal to its outcome report.

usage: parley COMMAND [ARGUMENTS]

  demo                    a whole session with simulated people, to look at and join
  serve                   the server; everything else happens on its pages
  open PROPOSAL           open a room from a proposal on a running server, print its links
  proposal check|new      what a proposal says; the form to write one
  rooms                   the rooms of a data directory
  report ROOM             a room's outcome report
  export ROOM             a room as one file that can be verified
  evidence ROOM POST      what a room did about one post, as a file that can be verified
  backup DIR              rooms as files to restore from, while the server runs too
  restore DIR             take rooms of a backup in
  import FILE             take an exported room in
  erase ROOM TEXT…        destroy texts of a room; it can still be verified
  stand FILE…             where those who voted stand, as a page: in tables of votes, in rooms, or in several of them
  load                    how old figures on pages are while a thousand people vote
  verify FILE             check an exported room: chain, tree, counts, rules; or evidence
  version                 which Parley this is

parley COMMAND -h says more about a command.
`

// subcommands, by name. Each returns its exit code: 0 done, 1 it failed, 2 it
// was called wrongly or given something that it cannot read.
var subcommands = map[string]func(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int{
	"demo":     runDemo,
	"serve":    runServe,
	"open":     runOpen,
	"proposal": runProposal,
	"rooms":    runRooms,
	"report":   runReport,
	"export":   runExport,
	"evidence": runEvidence,
	"backup":   runBackup,
	"restore":  runRestore,
	"import":   runImport,
	"erase":    runErase,
	"stand":    runStand,
	"load":     runLoad,
	"verify":   runVerify,
	"version":  runVersion,
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		fmt.Fprint(stdout, usage)
		return 0
	}
	cmd, ok := subcommands[args[0]]
	if !ok {
		fmt.Fprintf(stderr, "parley: there is no command %q\n\n%s", args[0], usage)
		return 2
	}
	return cmd(ctx, args[1:], stdin, stdout, stderr)
}

// count is a number of things, "1 room" or "2 rooms".
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// fail says what went wrong and gives the exit code for it.
func fail(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "parley: %v\n", err)
	return 1
}
