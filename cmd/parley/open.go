package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"

	"parley/internal/client"
	"parley/internal/proposal"
)

func runOpen(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("open", flag.ContinueOnError)
	fs.SetOutput(stderr)
	server := fs.String("server", "http://127.0.0.1:8080", "the running server")
	code := fs.String("start-code", "", "the host body's start code, where the server asks for one")
	minutes := fs.Int("minutes", 0, "length in minutes; the proposal's by default")
	atOnce := fs.Bool("publish-first", false, "participants' texts are seen at once; by default they wait for the moderators")
	rehearsal := fs.Bool("rehearsal", false, "to try everything once: every page says so, and it is deleted a day after its end")
	usageLine(fs, "open [-server URL] [-minutes N] [-publish-first] [-rehearsal] PROPOSAL\n\nOpens a room as the proposal says and prints its codes and secret links.\nThe start page does the same and lets everything be edited first.")
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		return 0
	} else if err != nil {
		return 2
	}
	if fs.NArg() != 1 {
		fs.Usage()
		return 2
	}
	src, err := readProposal(fs.Arg(0), stdin)
	if err != nil {
		return exitOf(err, stderr)
	}
	read, err := proposal.Read(src)
	if err != nil {
		return exitOf(err, stderr)
	}
	if *minutes > 0 {
		read.Setup.Plan = proposal.Plan(*minutes)
	}
	read.Setup.Policy.Hold = !*atOnce
	read.Setup.Rehearsal = *rehearsal
	c, err := client.New(client.Config{Base: *server, Now: time.Now})
	if err != nil {
		return fail(stderr, err)
	}
	made, err := c.Create(ctx, client.NewRoom{Setup: read.Setup, StartCode: *code})
	if err != nil {
		return fail(stderr, fmt.Errorf("opening a room on %s: %w", *server, err))
	}
	printLinks(stdout, *server, read.Setup.Title.Value, made)
	if *rehearsal {
		fmt.Fprintln(stdout, "It is a rehearsal: nothing in it is meant, and it is deleted a day after its end.")
	}
	if *atOnce {
		fmt.Fprintln(stdout, "Participants' texts are seen at once; the moderators can hide them.")
	} else {
		fmt.Fprintln(stdout, "Participants' texts wait for the moderators before anybody else sees them.")
	}
	return 0
}

// printLinks prints what there is to hand out. It is the only time that the
// links are shown.
func printLinks(w io.Writer, base, title string, made *client.Created) {
	fmt.Fprintf(w, "%s\nroom %s\n\n", title, made.Room)
	fmt.Fprintf(w, "  Join                     %s/j\n", base)
	fmt.Fprintf(w, "  In the room              %s   (on the hall's screen only)\n", made.Codes.Onsite)
	fmt.Fprintf(w, "  Online                   %s   (for the meeting tool)\n\n", made.Codes.Online)
	for _, l := range made.Links {
		var roles []string
		for _, r := range l.Roles {
			roles = append(roles, strings.ReplaceAll(string(r), "-", " "))
		}
		who := strings.Join(roles, ", ")
		if l.Name != "" {
			who = l.Name + " (" + who + ")"
		}
		fmt.Fprintf(w, "  %s\n    %s%s\n", who, base, l.Path)
	}
	fmt.Fprintf(w, "\n  With the desk's link open: what works before the session, and paper to print for when the network goes\n    %s/r/%s/check\n    %[1]s/r/%[2]s/sheet\n", base, made.Room)
	fmt.Fprintln(w, "\nEach link is a key: give it to that person alone. Links are shown this once; the desk can re-issue one.")
}
