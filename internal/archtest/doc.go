// Package archtest holds the import graph: who may import whom, and which
// outside module belongs to which package. It is a statement of policy: to
// mend a red test, change the code, not the table.
package archtest
